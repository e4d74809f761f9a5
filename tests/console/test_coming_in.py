"""Nobody comes in without a name, a password and a second factor; and nobody stays longer than they are there."""

from collections.abc import Sequence

import pyotp
import pytest
from tests.console.house import WITHOUT_ROBOT, House
from tests.console.people import PASSWORD, PEOPLE, SECRET


@pytest.fixture(scope="module")
def words() -> Sequence[str]:
    return WITHOUT_ROBOT


def test_a_stranger_is_sent_to_the_login_and_back_to_where_they_wanted_to_go(house: House) -> None:
    visitor = house.visitor()
    assert visitor.get("/profile").path == "/login"


def test_password_and_code_open_the_console(house: House) -> None:
    visitor = house.visitor()
    assert visitor.post("/login", {"name": PEOPLE["official"], "password": PASSWORD}).path == "/second"
    assert visitor.get("/profile").path == "/second"
    visitor = house.visitor("reviewer")
    assert "이검토" in visitor.get("/profile").text


def test_a_code_is_taken_once(house: House) -> None:
    code = pyotp.TOTP(SECRET).now()
    first, again = house.visitor(), house.visitor()
    for each in (first, again):
        each.post("/login", {"name": PEOPLE["manager"], "password": PASSWORD})
    assert first.post("/second", {"code": code}).path == "/"
    assert again.post("/second", {"code": code}).path == "/second"


def test_five_wrong_passwords_lock_the_name_and_no_other(house: House) -> None:
    visitor = house.visitor()
    answers = [visitor.post("/login", {"name": PEOPLE["engineer"], "password": "틀린-비밀번호"}) for _ in range(5)]
    assert "잠겼습니다" in answers[-1].text
    right = visitor.post("/login", {"name": PEOPLE["engineer"], "password": PASSWORD})
    assert "잠겼습니다" in right.text
    assert "서감사" in house.visitor("auditor").get("/profile").text


def test_pages_carry_a_strict_policy_and_are_never_cached(house: House) -> None:
    answer = house.visitor("it-officer").get("/profile")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Frame-Options"] == "DENY"
