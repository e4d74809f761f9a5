"""The portal `quarantine`: who is in quarantine, what they answer, and what its screens and files say of it."""

import csv
import io
from collections import Counter
from datetime import date, datetime, time, timedelta

import pyotp
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jikwon.korea import dongs, phones
from jikwon.korea.readings import Reading
from jikwon.proof.readers import read_book
from jikwon_practice.office import Practice
from jikwon_practice.order import Order
from jikwon_practice.portals.quarantine import generating
from jikwon_practice.portals.quarantine.facts import SLOTS, Answer, Quarantined

from .visitor import Answer as Came
from .visitor import Visitor

DAY = date(2021, 10, 6)


class Official(Visitor):
    """Somebody at the app's administrator page."""

    def give_password(self, password: str) -> Came:
        login = "/quarantine/login"
        return self.post(login, token_from=login, given={"account": self.office.account, "password": password})

    def give_code(self, code: str) -> Came:
        login = "/quarantine/login/code"
        return self.post(login, token_from=login, given={"code": code})

    def search_for(self, day: str = f"{DAY}", slot: str = "전체", page: int = 1) -> Came:
        return self.get("/quarantine/answers/list", fetch=True, day=day, slot=slot, page=str(page))

    def download(self, kind: str, *, day: str = f"{DAY}", slot: str = "전체") -> Came:
        return self.get("/quarantine/answers/download", day=day, slot=slot, kind=kind)


@pytest.fixture
def official(office: Practice) -> Official:
    made = Official(office)
    made.sign_in()
    return made


def made(*, seed: int = 1, cases: int = 4, with_deviants: bool = False) -> tuple[list[Quarantined], list[Answer]]:
    order = Order(seed=seed, cases=cases, date=DAY, deviants=with_deviants)
    people = list(generating.people(order))
    return people, list(generating.answers(order, people))


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10**9), cases=st.integers(0, 12))
def test_everybody_in_quarantine_is_made_up_and_sound(seed: int, cases: int) -> None:
    people, _ = made(seed=seed, cases=cases)

    assert len({each.id for each in people}) == len(people) == cases * generating.PEOPLE_A_CASE
    for each in people:
        assert each.mobile.startswith("010-0")
        assert isinstance(phones.read(each.mobile), Reading)
        assert each.dong in dongs.songpa().by_name
        assert each.begun_on <= DAY
        assert each.released_at.time() == time(12)
        assert each.released_at.date() == each.begun_on + timedelta(days=14) >= DAY


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_answers_are_given_in_their_slots_by_people_with_the_app_until_they_are_released(seed: int) -> None:
    people, answers = made(seed=seed)
    by_id = {each.id: each for each in people}

    assert max(Counter((each.id, each.on, each.slot) for each in answers).values()) == 1
    for each in answers:
        person = by_id[each.id]
        due = datetime.combine(each.on, time.fromisoformat(each.slot), each.answered_at.tzinfo)
        assert (person.has_app, person.status) == (True, "격리중")
        assert person.begun_on <= each.on
        assert due < person.released_at
        assert -timedelta(hours=1) < each.answered_at - due < timedelta(hours=2)
    assert not any(each.deviant for each in answers)


def test_the_same_seed_makes_the_same_people_and_answers_and_another_seed_others() -> None:
    assert made(seed=3) == made(seed=3)
    assert made(seed=3) != made(seed=4)


def test_with_deviants_some_answers_are_as_people_really_type_them() -> None:
    _, answers = made(cases=45, with_deviants=True)

    assert {each.deviant for each in answers} == {
        "",
        "temperature-far",
        "temperature-comma",
        "symptom-in-note",
        "twice",
    }


def test_nobody_sees_answers_unsigned(office: Practice) -> None:
    for path in ("/quarantine/answers", "/quarantine/answers/download", "/quarantine/register/download"):
        assert Visitor(office).get(path).address.endswith("/quarantine/login")


def test_a_wrong_code_is_told_and_the_right_one_lets_in(office: Practice) -> None:
    official = Official(office)
    official.give_password(office.password)

    assert "인증번호가 올바르지 않습니다." in official.give_code("000000").text
    assert "자가진단 결과" in official.give_code(pyotp.TOTP(office.otp_secret).now()).text


def test_the_pages_of_a_search_hold_every_answer_of_the_day_once(office: Practice, official: Official) -> None:
    wanted = Counter((each.id, each.answered_at) for each in office.answers() if each.on == DAY)
    first = official.search_for().json

    rows = [row for page in range(1, first["pages"] + 1) for row in official.search_for(page=page).json["rows"]]

    assert first["total"] == sum(wanted.values()) == len(rows)
    columns = first["columns"]
    assert {row[columns.index("점검일")] for row in rows} == {f"{DAY}"}
    assert Counter(row[0] for row in rows) == Counter(number for number, _ in wanted.elements())


def test_a_slot_narrows_a_search(office: Practice, official: Official) -> None:
    for number, slot in enumerate(SLOTS, start=1):
        found = official.search_for(slot=slot).json
        assert found["total"] == sum(each.on == DAY and each.slot == slot for each in office.answers())
        assert {row[found["columns"].index("회차")] for row in found["rows"]} == {f"{number}차"}


@pytest.mark.parametrize(("asked", "alert"), [({"day": "10.6."}, "YYYY-MM-DD"), ({"slot": "9시"}, "없는 회차")])
def test_what_cannot_be_searched_is_told(official: Official, asked: dict[str, str], alert: str) -> None:
    answer = official.search_for(day=asked.get("day", f"{DAY}"), slot=asked.get("slot", "전체"))

    assert answer.status == 400
    assert alert in answer.json["alert"]


def test_both_exports_hold_the_days_answers(office: Practice, official: Official) -> None:
    book, text = official.download("xlsx"), official.download("csv")

    (sheet,) = read_book("a.xlsx", book.content)
    rows = [[str(cell or "") for cell in (*row, "")][: len(sheet.rows[2])] for row in sheet.rows]
    assert rows[0][0] == f"자가격리자 자가진단 결과 ({DAY}, 전체)"
    listed = list(csv.reader(io.StringIO(text.content.decode("cp949"))))
    assert rows[2:] == listed
    assert len(listed) - 1 == sum(each.on == DAY for each in office.answers())
    assert "20211006.xlsx" in str(book.headers["Content-Disposition"])


def test_the_register_lists_everybody(office: Practice, official: Official) -> None:
    (sheet,) = read_book("a.xlsx", official.get("/quarantine/register/download").content)

    assert [row[0] for row in sheet.rows[3:]] == [each.id for each in office.quarantined()]
    assert sheet.rows[2][:4] == ["격리자관리번호", "성명", "생년월일", "휴대전화"]


def test_faults_strike_here_as_in_every_portal(office: Practice, official: Official) -> None:
    office.faults(renamed={"체온(℃)": "체온계"}, moved=True)
    assert official.search_for().json["columns"][5] == "체온계"
    office.faults(errors=1, at="/quarantine/answers/list")
    assert official.search_for().status == 500
    office.lose_sessions()
    assert official.search_for().status == 401
