"""A session warns before it ends, can be extended by a person, and ends for whoever has left."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.console.house import TOKEN, WITHOUT_ROBOT, House

from jikwon.console.settings import ABSOLUTE_S, IDLE_S

POLL = {"X-Jikwon-Poll": "1"}


@pytest.fixture(scope="module")
def words() -> Sequence[str]:
    return WITHOUT_ROBOT


def pass_time(house: House, what: str, seconds: float) -> None:
    program = Path(__file__).parent / "aging.py"
    subprocess.run([sys.executable, str(program), what, str(seconds)], env=house.environment, check=True)


def test_a_page_that_refreshes_itself_does_not_keep_a_session_alive(house: House) -> None:
    visitor = house.visitor("official")
    visitor.get("/profile")
    pass_time(house, "seen", IDLE_S - 60)
    assert "초 뒤 자동 로그아웃" in visitor.get("/session", POLL).text
    pass_time(house, "seen", 90)
    assert visitor.get("/profile").path == "/login"


def test_the_warning_offers_to_stay_and_staying_begins_anew(house: House) -> None:
    visitor = house.visitor("reviewer")
    found = TOKEN.search(visitor.get("/profile").text)
    assert found is not None
    pass_time(house, "seen", IDLE_S - 60)
    warned = visitor.get("/session", POLL).text
    assert "계속 사용" in warned
    visitor.post("/session/extend", token=found[1])
    assert "자동 로그아웃" not in visitor.get("/session", POLL).text


def test_nobody_stays_longer_than_a_working_day(house: House) -> None:
    visitor = house.visitor("manager")
    visitor.get("/profile")
    pass_time(house, "came", ABSOLUTE_S + 1)
    left = visitor.get("/profile")
    assert left.path == "/login"
    assert "오래 쓰지 않아" in left.text
