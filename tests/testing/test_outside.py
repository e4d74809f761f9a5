"""In memory as in the engine: waiting, parts, kept sources, sites, marks, threads, the office's settings."""

import threading
from datetime import timedelta
from typing import Any

import pytest

from jikwon import testing
from jikwon.model import Run as ProcessRun
from jikwon.model import Site, State
from jikwon.model.declared import CredentialUndeclared, SettingOfOffice
from jikwon.model.keeping import KeepNotNow
from jikwon.model.outputs import OutputPartInvalid
from jikwon.model.sites import SiteUnset

from ..acting.receiving import RunningReceiver
from .conftest import ACTING, Run, letters

FakeOffice = testing.Office


def office_with(**options: Any) -> FakeOffice:
    """Give an office whose receiver is the process's own fake."""
    from jikwon.model.catalog import at

    process = at(ACTING / "test_letters")
    assert process.fakes is not None
    options.setdefault("open_site", process.fakes.open_site)
    return testing.Office(process=process, **options)


def code_of(office: FakeOffice) -> Any:
    return office.process.code


def run_in(office: FakeOffice, *rows: str, **options: Any) -> testing.RunResult:
    options.setdefault("approve", True)
    return office.run(inputs={"letters": [("a.csv", letters(*rows))]}, **options)


def test_a_run_waits_for_paper_and_goes_on_when_it_is_there(
    run: Run, office: testing.Office, receiver: RunningReceiver
) -> None:
    receiver.has_paper(False)
    try:
        waiting = run("L1,김하나", "L2,이두리", approve=True)
    finally:
        receiver.has_paper(True)
    assert (waiting.state, waiting.acts) == (State.ACTING, {"planned": 2, "done": 0, "waiting": 0})
    assert waiting.waiting_for.startswith("받는 곳에 종이가 없습니다")

    result = office.resume(waiting)

    assert (result.state, result.waiting_for) == (State.RELEASED, "")
    assert receiver.sent_to() == ["L1", "L2"]


def test_a_lane_that_waits_does_not_hold_up_the_others() -> None:
    office = office_with()
    steps, real = code_of(office).steps, code_of(office).steps._post

    def no_paper_upstairs(at: object, act: Any) -> object:
        if act.lane == "위층":
            from jikwon.model.errors import all_errors

            raise next(each for each in all_errors() if each.code == "letters-out-of-paper")(receiver="x")
        return real(at, act)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(steps, "_post", no_paper_upstairs)
        waiting = run_in(office, "L1,김하나,,위층", "L2,이두리,,아래층")

    assert (waiting.state, waiting.acts["done"]) == (State.ACTING, 1)
    assert office.resume(waiting).state is State.RELEASED


def test_an_output_of_many_files_has_its_parts() -> None:
    result = run_in(office_with(), "L1,김하나", "L2,이두리", settings={"envelopes": "yes"})

    assert (result.state, result.verdict) == (State.RELEASED, "proved")
    assert {part: path.name for part, path in result.files["envelopes"].items()} == {
        "L1": "봉투 L1.xlsx", "L2": "봉투 L2.xlsx",
    }  # fmt: skip
    assert result.sheet("envelopes", "봉투", part="L2") == [{"번호": "L2", "받는분": "이두리"}]


def test_a_part_too_many_refutes_the_run() -> None:
    office = office_with()
    sheets, real = code_of(office).sheets, code_of(office).sheets.write_envelopes

    def one_twice(run: ProcessRun, going: Any) -> None:
        real(run, going)
        path = run.output("envelopes", part="L1")
        path.with_name("봉투 L9.xlsx").write_bytes(path.read_bytes())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sheets, "write_envelopes", one_twice)
        result = run_in(office, "L1,김하나", settings={"envelopes": "yes"})

    assert result.state is State.REFUTED


def test_what_was_read_outside_is_kept_for_the_proof() -> None:
    result = run_in(office_with(), "L1,김하나,주소확인", settings={"book": "yes"})

    assert result.state is State.RELEASED
    assert list(result.kept["address-card"]) == ["L1"]
    assert list(result.kept["book-entry"]) == [result.receipts[0].key]
    assert result.sheet("letters", "편지목록")[0]["주소"] == "사서함 L1"


def test_a_refused_login_is_tried_once_although_four_threads_handle() -> None:
    tried: list[str] = []

    def refuses(_run: ProcessRun, name: str) -> object:
        tried.append(name)
        from jikwon.model.errors import all_errors

        raise next(each for each in all_errors() if each.code == "letters-login-refused")(receiver="x")

    office = office_with(open_site=refuses)
    result = run_in(office, *(f"L{number},김하나,주소확인" for number in range(20)))

    assert (result.state, tried) == (State.FAILED, ["receiver"])
    assert result.items["failed"] == 0
    assert office.resume(result).state is State.FAILED
    assert tried == ["receiver", "receiver"]


def test_items_are_handled_in_as_many_threads_as_the_manifest_says() -> None:
    office = office_with()
    meeting = threading.Barrier(4, timeout=10)
    rules, real = code_of(office).rules, code_of(office).rules.judge

    def judged(item: object) -> object:
        meeting.wait()  # nobody gets through alone
        return real(item)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rules, "judge", judged)
        result = run_in(office, *(f"L{number},김하나" for number in range(8)))

    assert result.state is State.RELEASED
    assert [row["번호"] for row in result.sheet("letters", "편지목록")] == [f"L{number}" for number in range(8)]


def test_a_corrected_letter_is_told_from_the_one_that_was_sent() -> None:
    office = office_with()
    run_in(office, "L1,김하나")

    same = run_in(office, "L1,김하나,,,,2")
    other = run_in(office, "L1,이두리,,,,3")

    assert [note.code for note in same.notes] == []
    assert [note.code for note in other.notes] == ["letter-corrected"]


def test_the_offices_settings_are_the_offices() -> None:
    site = Site(name="receiver", address="https://받는곳.kr", credential="post", timeout=timedelta(seconds=3))
    office = office_with(
        sites=[site], office_settings={"counter": "3층"}, credentials={"post.otp": "ABC"}, started_by="kim",
        browser_path="/usr/bin/chromium",
    )  # fmt: skip
    seen: dict[str, object] = {}
    code, real = code_of(office), code_of(office).collect

    def collect(run: ProcessRun) -> object:
        seen.update(
            site=run.site_settings("receiver"), counter=run.setting("counter"), otp=run.credential("post.otp"),
            by=run.started_by, browser=run.browser_path,
        )  # fmt: skip
        with pytest.raises(CredentialUndeclared):
            run.credential("other.otp")
        with pytest.raises(OutputPartInvalid):
            run.output("envelopes", part="../x")
        return real(run)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(code, "collect", collect)
        run_in(office, "L1,김하나")

    assert seen == {"site": site, "counter": "3층", "otp": "ABC", "by": "kim", "browser": "/usr/bin/chromium"}
    with pytest.raises(SettingOfOffice):
        run_in(office, "L1,김하나", settings={"counter": "2층"})


def test_a_site_without_settings_refuses_the_run() -> None:
    office = office_with()
    code = code_of(office)

    with pytest.MonkeyPatch.context() as patch, pytest.raises(SiteUnset):
        patch.setattr(code, "collect", lambda run: [run.site_settings("receiver")])
        run_in(office, "L1,김하나")


def test_sources_are_kept_only_while_reading() -> None:
    office = office_with()
    code = code_of(office)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(code, "deliver", lambda run, _results: [run.keep("address-card", "L1", b"")])
        result = run_in(office, "L1,김하나")

    assert isinstance(result.error, KeepNotNow)


def test_every_break_of_the_ledger_is_refuted() -> None:
    broken = [each for each in testing.prove(ACTING / "test_letters") if each.output in ("ledger", "envelopes")]

    assert {each.output for each in broken} == {"ledger", "envelopes"}
    assert [str(each) for each in broken if not each.refuted] == []
