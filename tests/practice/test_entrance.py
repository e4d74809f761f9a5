"""The way in: two steps, a lock after five mistakes, and what a lost session looks like."""

import pyotp
import pytest
from tests.practice.visitor import Visitor

from jikwon_practice.office import Practice


def test_who_was_never_in_is_sent_to_the_door(office: Practice) -> None:
    answer = Visitor(office).get("/epidemic/cases")

    assert answer.address.endswith("/epidemic/login")
    assert "아이디" in answer.text


def test_a_password_alone_opens_nothing(office: Practice) -> None:
    visitor = Visitor(office)

    second = visitor.give_password(office.password)

    assert "인증번호" in second.text
    assert "세션이 만료되었습니다" in visitor.get("/epidemic/cases").text


def test_password_and_code_open_the_list(office: Practice) -> None:
    visitor = Visitor(office)
    visitor.give_password(office.password)

    inside = visitor.give_code(pyotp.TOTP(office.otp_secret).now())

    assert inside.address.endswith("/epidemic/cases")
    assert f"<b>{office.account}</b>" in inside.text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"account": "", "password": "x"}, "아이디를 입력하십시오."),
        ({"account": "nobody", "password": "x"}, "아이디 또는 비밀번호가 올바르지 않습니다."),
        ({"account": "robot01", "password": "x"}, "(오류 1/5회)"),
    ],
)
def test_a_refusal_is_an_alert(office: Practice, given: dict[str, str], said: str) -> None:
    page = Visitor(office).post("/epidemic/login", token_from="/epidemic/login", given=given).text

    assert 'role="alert"' in page
    assert said in page


def test_five_wrong_passwords_lock_the_account_for_the_right_one_too(office: Practice) -> None:
    visitor = Visitor(office)

    said = [visitor.give_password("wrong").text for _ in range(5)]

    assert ["계정이 잠겼습니다" in page for page in said] == [False] * 4 + [True]
    assert "계정이 잠겼습니다" in visitor.give_password(office.password).text
    office.unlock()
    assert "인증번호" in visitor.give_password(office.password).text


def test_wrong_codes_count_too_and_a_right_one_begins_anew(office: Practice) -> None:
    visitor = Visitor(office)
    visitor.give_password(office.password)
    right = pyotp.TOTP(office.otp_secret)
    wrong = next(f"{number:06d}" for number in range(10) if not right.verify(f"{number:06d}", valid_window=2))

    refused = [visitor.give_code(wrong).text for _ in range(4)]
    visitor.give_code(right.now())

    assert "(오류 4/5회)" in refused[-1]
    assert "(오류 1/5회)" in Visitor(office).give_password("wrong").text


def test_a_form_without_its_token_is_refused(office: Practice, visitor: Visitor) -> None:
    case = office.cases()[0]

    answer = visitor.send(f"/epidemic/cases/{case.case_id}/mark", body=b"number=1&purpose=x")

    assert answer.status == 403
    assert all(mark.case_id != case.case_id for mark in office.record())


def test_a_lost_session_says_so_and_leads_to_the_door(office: Practice, visitor: Visitor) -> None:
    office.lose_sessions()

    page = visitor.get("/epidemic/cases")
    fetched = visitor.search()

    assert "세션이 만료되었습니다" in page.text
    assert '<a class="button main" href="/epidemic/login" target="_top">로그인</a>' in page.text
    assert (fetched.status, fetched.json) == (401, {"expired": "/epidemic/expired"})


def test_signing_out_ends_the_session(visitor: Visitor) -> None:
    left = visitor.post("/epidemic/logout", token_from="/epidemic/cases", given={})

    assert left.address.endswith("/epidemic/login")
    assert visitor.get("/epidemic/cases").address.endswith("/epidemic/login")


def test_the_notice_stands_in_the_way_until_it_is_closed(visitor: Visitor) -> None:
    before = [visitor.get("/epidemic/cases").text for _ in range(2)]
    visitor.post("/epidemic/notice/closed", token_from="/epidemic/cases", given={}, fetch=True)

    assert all('aria-label="공지사항"' in page for page in before)
    assert 'aria-label="공지사항"' not in visitor.get("/epidemic/cases").text
    assert 'aria-label="공지사항"' in visitor.sign_in().get("/epidemic/cases").text
