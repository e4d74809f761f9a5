"""Sites outside: opened once for a run, by one thread, and a refused login is tried once."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from tests.engine.desk import Desk, Row
from tests.engine.interrupting import letters_code, the_run

from jikwon.engine.active import Active
from jikwon.engine.runs import lifecycle
from jikwon.engine.workers.worker import Worker
from jikwon.model import InputError, Stage, State
from jikwon.model.declared import SettingOfOffice, SiteUndeclared
from jikwon.records import database
from jikwon.trust.errors import SettingsInvalid

MANY: tuple[Row, ...] = tuple((f"L{number:02}", "김하나", "주소확인") for number in range(40))
"""Letters about whose address the receiver is asked."""


@contextmanager
def counted_threads(code: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[set[int]]:
    seen: set[int] = set()
    real = code.rules.judge

    def judged(item: object) -> object:
        seen.add(threading.get_ident())
        time.sleep(0.005)
        return real(item)

    with monkeypatch.context() as patch:
        patch.setattr(code.rules, "judge", judged)
        yield seen


def logins(desk: Desk) -> list[str]:
    assert desk.receiver is not None
    return desk.receiver.logins


def test_four_threads_handle_and_the_site_is_opened_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with counted_threads(letters_code(), monkeypatch) as threads:
        row = desk.run(*MANY, settings={"login": "right"}, approve=True)

    assert row.state is State.RELEASED
    assert len(threads) >= 4
    assert threading.get_ident() not in threads
    assert logins(desk) == ["right"]


def test_what_four_threads_make_is_what_one_makes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from jikwon.model.manifest import Manifest

    rows = [*MANY[:20], ("X1", "이두리", "제외"), ("X2", "박세나", "질문")]
    first = desk.run(*rows, approve=True, partial=True)
    files = desk.released(first)
    monkeypatch.setattr(Manifest, "parallel", 1)

    second = desk.run(*rows, approve=True, partial=True)

    assert desk.released(second)["letters.xlsx"] == files["letters.xlsx"]


def test_a_refused_login_is_tried_once_although_four_threads_handle(desk: Desk) -> None:
    row = desk.run(*MANY, settings={"login": "wrong"}, approve=True)

    assert row.state is State.FAILED
    assert logins(desk) == ["wrong"]
    assert desk.told(row)["error"].startswith("받는 곳이 암호를 받지 않습니다")
    assert desk.told(row)["items"]["failed"] == 0


def test_a_resume_tries_a_refused_login_once_more(desk: Desk) -> None:
    row = desk.run(*MANY, settings={"login": "wrong"})

    row = desk.resume(row)

    assert row.state is State.FAILED
    assert logins(desk) == ["wrong", "wrong"]


def test_a_login_refused_in_the_act_stage_fails_the_run_in_all_its_lanes(desk: Desk) -> None:
    rows = [(f"L{number}", "김하나", "", f"창구{number}") for number in range(4)]

    row = desk.run(*rows, settings={"login": "wrong"}, approve=True)

    assert (row.state, row.stage) == (State.FAILED, Stage.ACT)
    assert logins(desk) == ["wrong"]
    assert desk.sent_to == []


@pytest.mark.slow
def test_a_worker_opens_a_site_once_for_all_pieces_and_closes_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[object] = []

    def close(site: object) -> None:
        closed.append(site)

    monkeypatch.setattr(letters_code().Receiver, "close", close)
    rows = [(f"L{number}", "김하나", "주소확인", f"창구{number % 3}") for number in range(6)]
    row = desk.run(*rows, settings={"login": "right"})
    assert (logins(desk), len(closed)) == (["right"], 1)
    with database.together():
        lifecycle.take(desk.office, row.id, "")
        database.run_sql("UPDATE runs SET approved_by = 'x' WHERE id = %s", (row.id,))

    Worker(desk.office, slots=3, capabilities=(), tell=lambda _: None).work(until_idle=True)

    assert desk.fresh(row).state is State.RELEASED
    assert (logins(desk), len(closed)) == (["right", "right"], 2)


def test_an_answer_is_tried_out_without_the_outside(desk: Desk) -> None:
    row = desk.run(("L1", "김하나", "질문"), settings={"login": "right"})
    before = list(logins(desk))
    rules = letters_code().rules
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rules, "needs_address", lambda _: True)
        desk.answer(row, "letter-unclear", "보낸다")

    assert logins(desk) == before
    assert list((desk.home / "spool" / row.id).glob("kept-*")) == []


def test_a_site_that_the_manifest_does_not_name_is_not_opened(desk: Desk) -> None:
    active = Active.of(desk.office, desk.run(("L1", "김하나")).id, "test")

    with pytest.raises(SiteUndeclared):
        active.site("other")


def settings_of(desk: Desk, text: str) -> None:
    desk.office.home.settings.write_text(text, "utf-8")
    desk.office.__dict__.pop("settings", None)


def test_the_offices_settings_say_where_a_site_is(desk: Desk) -> None:
    settings_of(
        desk,
        '[browser]\npath = "/usr/bin/chromium"\n[sites.receiver]\naddress = "https://받는곳.kr"\n'
        'credential = "post"\ntimeout_s = 2.5\npages = 2\n[processes.test-letters]\ncounter = "3층"\n',
    )
    desk.office.vault().set("post.password", "secret-word", "tester")
    active = Active.of(desk.office, desk.run(("L1", "김하나")).id, "test")

    site = active.site_settings("receiver")

    assert (site.address, site.timeout.total_seconds(), site.pages) == ("https://받는곳.kr", 2.5, 2)
    assert active.browser_path == "/usr/bin/chromium"
    assert active.setting("counter") == "3층"
    assert active.credential(f"{site.credential}.password") == "secret-word"
    assert active.started_by == desk.office.account


@pytest.mark.parametrize(
    "text",
    [
        "[sits.x]\naddress = 'a'", "[sites.x]\nadress = 'a'", "[sites.x]\naddress = 'a'\npages = 0",
        "[processes.nobody]\na = 'b'", "[processes.test-letters]\na = 'b'", "not toml",
    ],
)  # fmt: skip
def test_an_unknown_word_in_the_settings_refuses_the_run(desk: Desk, text: str) -> None:
    settings_of(desk, text)

    with pytest.raises(SettingsInvalid) as refused:
        desk.run(("L1", "김하나"))

    assert "settings.toml" in str(refused.value)
    assert isinstance(refused.value, InputError)


def test_a_site_without_settings_says_what_to_write(desk: Desk) -> None:
    active = Active.of(desk.office, desk.run(("L1", "김하나")).id, "test")

    with pytest.raises(InputError) as refused:
        active.site_settings("receiver")

    assert "[sites.receiver]" in str(refused.value)


def test_a_setting_of_the_office_is_not_given_on_the_command_line(desk: Desk) -> None:
    with pytest.raises(SettingOfOffice):
        desk.run(("L1", "김하나"), settings={"counter": "2층"})


def test_a_run_wide_error_leaves_the_other_items_open(desk: Desk) -> None:
    desk.run(*MANY, settings={"login": "wrong"})

    states = {str(each[0]) for each in database.rows("SELECT state FROM items WHERE run_id = %s", (the_run().id,))}
    assert states == {"open"}
