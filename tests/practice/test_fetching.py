"""Monitoring fetches the app's answers from the practice office's portal through a real browser."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from jikwon.model import Handling, Site, State
from jikwon.testing import Office, RunResult
from jikwon_practice.office import Practice

pytestmark = pytest.mark.slow

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""
DAY = date(2021, 10, 6)


@pytest.fixture(scope="module")
def practice() -> Iterator[Practice]:
    with Practice(seed=5, cases=3, date=DAY, deviants=True) as office:
        yield office


@pytest.fixture(autouse=True)
def _without_faults(practice: Practice) -> Iterator[None]:
    yield
    practice.faults()
    practice.unlock()


@pytest.fixture
def desk(practice: Practice) -> Office:
    return office(practice)


def office(practice: Practice, *, password: str = "") -> Office:
    secrets = {"account": practice.account, "password": password or practice.password, "otp": practice.otp_secret}
    return Office(
        process="monitoring",
        as_of="2021-10-06T21:00",
        sites=[Site(name="quarantine", address=practice.address, credential="app")],
        credentials={f"app.{name}": secret for name, secret in secrets.items()},
        browser_path=CHROMIUM,
    )


def run(desk: Office, practice: Practice, folder: Path) -> RunResult:
    register = folder / "register.csv"
    lines = [
        f"{each.id},{each.name},{each.born},{each.mobile},{each.dong},{each.official},"
        f"{each.released_at:%Y-%m-%d %H:%M},{each.status}"
        for each in practice.quarantined()
    ]
    head = "격리자관리번호,성명,생년월일,휴대전화,행정동,담당공무원,해제예정일시,상태"
    register.write_text("\n".join((head, *lines)), "utf-8")
    return desk.run(inputs={"register": [register]}, partial=True)


def test_every_answer_of_the_day_is_taken_in_and_proved(desk: Office, practice: Practice, tmp_path: Path) -> None:
    result = run(desk, practice, tmp_path)

    answers = [each for each in practice.answers() if each.on == DAY]
    ledger = {row["파일"]: row for row in result.sheet("monitoring-report", "파일원장")}
    assert ledger["자가진단결과_20211006.xlsx"]["행수"] == len(answers) > 50
    assert (result.verdict, result.state) in (("proved", State.RELEASED), ("proved", State.NEEDS_PEOPLE))
    shown = {(row["격리자관리번호"], row["회차"]): row for row in result.sheet("monitoring-report", "결과")}
    plain = [each for each in answers if not each.deviant]
    assert {(each.id, each.slot) for each in plain} <= set(shown)
    for each in plain:
        assert shown[each.id, each.slot]["체온"] == float(each.temperature)
        assert shown[each.id, each.slot]["기침"] == each.cough


@pytest.mark.parametrize(
    ("faults", "code"),
    [
        ({"errors": 1, "at": "/quarantine/answers"}, ""),
        ({"lose_session_after": 8}, ""),
        ({"renamed": {"엑셀 내려받기": "Excel"}}, "place-missing"),
    ],
)
def test_what_passes_is_tried_again_and_what_has_moved_fails_by_name(
    desk: Office, practice: Practice, tmp_path: Path, faults: dict[str, object], code: str
) -> None:
    practice.faults(**faults)
    result = run(desk, practice, tmp_path)
    while result.error is not None and result.error.handling is Handling.RETRY:  # as the engine does
        result = desk.resume(result)

    assert (result.error.code if result.error else "") == code


def test_a_wrong_password_is_tried_once(practice: Practice, tmp_path: Path) -> None:
    result = run(office(practice, password="틀린 비밀번호"), practice, tmp_path)

    assert result.error is not None
    assert (result.error.code, result.error.handling) == ("portal-login-refused", Handling.STOP)
    assert "1/5" in str(result.error)
