"""Petitions are fetched from the practice office's portal through a real browser."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jikwon.model import Handling, Site, State
from jikwon.testing import Office, RunResult
from jikwon_practice.office import Practice

pytestmark = pytest.mark.slow

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""
DAY = date(2021, 10, 28)


@pytest.fixture(scope="module")
def practice() -> Iterator[Practice]:
    with Practice(seed=5, cases=12, date=DAY) as office:
        yield office


@pytest.fixture(autouse=True)
def _without_faults(practice: Practice) -> Iterator[None]:
    yield
    practice.faults()
    practice.unlock()


def office(practice: Practice, *, password: str = "") -> Office:
    secrets = {"account": practice.account, "password": password or practice.password, "otp": practice.otp_secret}
    return Office(
        process=Path(__file__).parents[2] / "src/jikwon/processes/petitions",
        as_of="2021-10-28T18:00",
        sites=[Site(name="petition", address=practice.address, credential="minwon")],
        credentials={f"minwon.{name}": secret for name, secret in secrets.items()},
        browser_path=CHROMIUM,
    )


def run(desk: Office, **settings: str) -> RunResult:
    return desk.run(inputs={}, settings={"period": "2021-10", **settings}, partial=True, approve=True)


def test_every_petition_of_the_period_is_taken_in_and_proved(practice: Practice) -> None:
    result = run(office(practice))

    wanted = {each.number: each for each in practice.petitions() if each.received_at.month == DAY.month}
    shown = {row["민원접수번호"]: row for row in result.sheet("petition-results", "처리결과")}
    waiting = {row["민원접수번호"] for row in result.sheet("petition-results", "확인필요")}
    assert (result.verdict, set(shown) | waiting, set(shown) & waiting) == ("proved", set(wanted), set())
    assert len(shown) > 0.9 * len(wanted) > 25
    assert list(result.kept["list-page"]) == ["민원현황목록_20211001_20211031.xlsx"]
    text = "\n".join(str(cell) for row in shown.values() for cell in row.values())
    assert not [planted.kind for each in wanted.values() for planted in each.planted if planted.value in text]


@pytest.mark.parametrize(("period", "columns"), [("2021-02", 83), ("2021-05", 77), ("2021-08", 81)])
def test_the_columns_of_every_quarter_are_known(practice: Practice, period: str, columns: int) -> None:
    result = run(office(practice), period=period)

    assert (result.verdict, result.state) in (("proved", State.RELEASED), ("proved", State.NEEDS_PEOPLE))
    assert not [each for each in result.questions if each.about == "column"], columns


@pytest.mark.parametrize(
    ("faults", "code"),
    [
        ({"errors": 1, "at": "/petition/petitions"}, ""),
        ({"lose_session_after": 8}, ""),
        ({"renamed": {"엑셀 내려받기": "Excel"}}, "place-missing"),
    ],
)
def test_what_passes_is_tried_again_and_what_has_moved_fails_by_name(
    practice: Practice, faults: dict[str, Any], code: str
) -> None:
    desk = office(practice)
    practice.faults(**faults)
    result = run(desk)
    while result.error is not None and result.error.handling is Handling.RETRY:  # as the engine does
        result = desk.resume(result)

    assert (result.error.code if result.error else "") == code


def test_a_wrong_password_is_tried_once(practice: Practice) -> None:
    result = run(office(practice, password="틀린 비밀번호"))

    assert result.error is not None
    assert (result.error.code, result.error.handling) == ("portal-login-refused", Handling.STOP)
    assert "1/5" in str(result.error)
