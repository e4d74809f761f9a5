"""The portal `petition`: what its list and its downloads hold, and what was planted in them."""

import unicodedata
from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jikwon.proof import personal_search
from jikwon.proof.readers import read_book
from jikwon_practice.office import Practice
from jikwon_practice.order import Order
from jikwon_practice.portals.petition import columns, generating
from jikwon_practice.portals.petition.facts import Petition

from .visitor import Answer as Came
from .visitor import Visitor

BEGIN, END = "2021-10-01", "2021-10-06"


class Official(Visitor):
    """Somebody at the petition system."""

    def give_password(self, password: str) -> Came:
        login = "/petition/login"
        return self.post(login, token_from=login, given={"account": self.office.account, "password": password})

    def give_code(self, code: str) -> Came:
        login = "/petition/login/code"
        return self.post(login, token_from=login, given={"code": code})

    def search_for(self, begin: str = BEGIN, end: str = END, page: int = 1) -> Came:
        return self.get("/petition/petitions/list", fetch=True, begin=begin, end=end, page=str(page))

    def download(self, begin: str = BEGIN, end: str = END) -> list[list[str]]:
        (sheet,) = read_book("a.xlsx", self.get("/petition/petitions/download", begin=begin, end=end).content)
        return [[str(cell or "") for cell in row] for row in sheet.rows[2:]]


@pytest.fixture
def official(office: Practice) -> Official:
    made = Official(office)
    made.sign_in()
    return made


def made(*, seed: int = 1, cases: int = 4, with_deviants: bool = False) -> list[Petition]:
    return list(generating.petitions(Order(seed=seed, cases=cases, date=date(2021, 10, 28), deviants=with_deviants)))


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10**9), cases=st.integers(0, 12))
def test_every_petition_has_a_number_of_its_own_and_its_columns(seed: int, cases: int) -> None:
    found = made(seed=seed, cases=cases)

    assert len({each.number for each in found}) == len(found)
    for each in found:
        assert set(each.cells) <= set(columns.of(date(2021, 1, 1)))
        assert each.cells["전화번호"].startswith("010-0")
        assert each.received_at.date() <= date(2021, 10, 28)


def test_what_was_planted_stands_in_the_text_and_has_the_shape_of_personal_data() -> None:
    found = [each for each in made(cases=45) if each.planted]

    assert {planted.kind for each in found for planted in each.planted} == {
        "name", "phone", "resident", "plate", "account", "mail",
    }  # fmt: skip
    for each in found:
        hits = list(personal_search.search(each.cells["민원내용"]))
        for planted in each.planted:
            assert planted.value in each.cells["민원내용"]
            value = unicodedata.normalize("NFKC", planted.value)
            assert any(value in hit.text or hit.text in value for hit in hits), planted.kind


def test_twins_come_through_another_channel_within_a_day_and_refiled_ones_name_the_first() -> None:
    found = {each.number: each for each in made(cases=45)}

    twins = [each for each in found.values() if each.twin]
    refiled = [each for each in found.values() if each.refiled]
    assert twins
    assert refiled
    for each in twins:
        first = found[each.twin]
        assert each.cells["민원내용"] == first.cells["민원내용"]
        assert each.cells["민원신청경로"] != first.cells["민원신청경로"]
        assert 0 < (each.received_at - first.received_at).total_seconds() < 86400
    assert all(each.cells["이전신청번호추가"] == each.refiled for each in refiled)


def test_the_same_seed_makes_the_same_petitions_and_another_seed_others() -> None:
    assert made(seed=3) == made(seed=3)
    assert made(seed=3) != made(seed=4)


def test_with_deviants_some_are_as_systems_really_hand_them_out() -> None:
    assert {each.deviant for each in made(cases=175, with_deviants=True)} == {
        "", "status-unknown", "closed-before-received", "calendar-deadline", "formula", "entities", "long-text",
        "date-unreadable",
    }  # fmt: skip
    assert not any(each.deviant for each in made(cases=45))


def test_the_three_real_lists_of_columns_drift_from_quarter_to_quarter() -> None:
    first, second, third, fourth = (columns.of(date(2020, month, 1)) for month in (1, 4, 7, 10))

    assert [len(each) for each in (first, second, third)] == [83, 77, 81]
    assert set(first) - set(second) == {
        "통보방식", "다수인정보", "신분공개동의여부", "갑질피해여부", "기타참고사항", "기피구분", "기피사유",
    }  # fmt: skip
    assert set(third) - set(second) == {"갑질피해여부", "기타참고사항", "기피구분", "기피사유"}
    assert set(second) - set(first) == set(third) - set(first) == {"검토유무"}
    assert third == fourth


def test_nobody_sees_petitions_unsigned(office: Practice) -> None:
    for path in ("/petition/petitions", "/petition/petitions/download"):
        assert Visitor(office).get(path).address.endswith("/petition/login")


def test_the_pages_of_a_search_hold_every_petition_of_the_period_once(office: Practice, official: Official) -> None:
    wanted = [each for each in office.petitions() if BEGIN <= f"{each.received_at:%Y-%m-%d}" <= END]
    first = official.search_for().json

    rows = [row for page in range(1, first["pages"] + 1) for row in official.search_for(page=page).json["rows"]]

    assert first["total"] == len(rows) == len(wanted) > first["pages"] > 1
    assert Counter(row[0] for row in rows) == Counter(each.number for each in wanted)


@pytest.mark.parametrize(
    ("begin", "end", "alert"),
    [("10.1.", END, "YYYY-MM-DD"), (END, BEGIN, "빠릅니다"), ("2020-01-01", END, "1년"), ("", END, "입력")],
)
def test_what_cannot_be_searched_is_told(official: Official, begin: str, end: str, alert: str) -> None:
    answer = official.search_for(begin, end)

    assert answer.status == 400
    assert alert in answer.json["alert"]


def test_the_download_holds_all_columns_of_the_periods_quarter(office: Practice, official: Official) -> None:
    truth = {each.number: each for each in office.petitions()}
    for begin, end in ((BEGIN, END), ("2021-05-01", "2021-06-30"), ("2021-02-01", "2021-03-31")):
        header, *rows = official.download(begin, end)
        header += [""] * (len(columns.of(date.fromisoformat(end))) - len(header))

        assert header == list(columns.of(date.fromisoformat(end)))
        assert rows
        for row in rows:
            cells = {name: cell for name, cell in zip(header, row, strict=False) if cell}
            wanted = truth[row[0]].cells
            assert cells == {name: text for name, text in wanted.items() if name in header}


def test_faults_strike_here_as_in_every_portal(office: Practice, official: Official) -> None:
    office.faults(renamed={"민원제목": "제목"}, missing=("처리기관",))
    assert official.search_for().json["columns"][1] == "제목"
    assert "처리기관" not in official.download()[0]
    office.lose_sessions()
    assert official.search_for().status == 401
