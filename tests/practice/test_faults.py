"""Each fault does what its name says, and goes when it is switched off or used up."""

import http.client
import time

import pytest
from tests.practice.visitor import DAY, Visitor

from jikwon_practice.faults import ALWAYS, Faults
from jikwon_practice.office import Practice


@pytest.fixture
def case_id(office: Practice) -> str:
    return next(case.case_id for case in office.cases() if case.district == "송파구")


def test_slow_pages_take_their_time_and_statics_do_not(office: Practice, visitor: Visitor) -> None:
    office.faults(slow_s=0.4, at="/epidemic/cases")

    began = time.monotonic()
    visitor.search()
    searched = time.monotonic()
    visitor.get("/static/practice/practice.css")
    visitor.get("/epidemic/login")

    assert searched - began >= 0.4
    assert time.monotonic() - searched < 0.4


def test_errors_come_as_often_as_ordered(office: Practice, visitor: Visitor) -> None:
    office.faults(errors=2)

    assert [visitor.search().status for _ in range(4)] == [500, 500, 200, 200]
    assert office.faults_left().errors == 0


def test_errors_can_last_and_can_strike_one_place_only(office: Practice, visitor: Visitor) -> None:
    office.faults(errors=ALWAYS, at="/epidemic/cases/list")

    assert [visitor.search().status for _ in range(3)] == [500] * 3
    assert visitor.get("/epidemic/cases").status == 200
    office.faults()
    assert visitor.search().status == 200


def test_a_session_is_lost_once_after_so_many_requests(office: Practice, visitor: Visitor) -> None:
    office.faults(lose_session_after=2)

    assert [visitor.search().status for _ in range(4)] == [200, 200, 401, 401]
    visitor.sign_in()
    assert [visitor.search().status for _ in range(4)] == [200] * 4


def test_labels_columns_and_buttons_take_other_names(office: Practice, visitor: Visitor, case_id: str) -> None:
    office.faults(renamed={"휴대전화": "연락 전화", "조회": "검색", "성명": "이름", "인적사항": "기본정보"})

    form = visitor.get(f"/epidemic/cases/{case_id}/form").text
    names = [column["name"] for column in visitor.search().json["columns"]]

    assert '<th scope="row">연락 전화</th>' in form
    assert '<th scope="row">휴대전화</th>' not in form
    assert ">기본정보</h3>" in form
    assert "이름" in names
    assert "성명" not in names
    assert ">검색</button>" in visitor.get("/epidemic/cases").text


def test_columns_stand_in_another_order_with_their_own_values(office: Practice, visitor: Visitor, case_id: str) -> None:
    before = visitor.search().json
    office.faults(moved=True)

    after = visitor.search().json

    assert [column["name"] for column in after["columns"]][:2] == ["상세", "출력"]
    assert [row["cells"] for row in after["rows"]] == [row["cells"][::-1] for row in before["rows"]]
    form = visitor.get(f"/epidemic/cases/{case_id}/form").text
    assert form.index('<th scope="col">제품</th>') < form.index('<th scope="col">차수</th>')


def test_a_missing_field_is_in_neither_form_nor_list(office: Practice, visitor: Visitor, case_id: str) -> None:
    office.faults(missing=["휴대전화", "행정동"])

    form = visitor.get(f"/epidemic/cases/{case_id}/form").text

    assert '<th scope="row">휴대전화</th>' not in form
    assert "행정동" not in [column["name"] for column in visitor.search().json["columns"]]
    assert {len(row["cells"]) for row in visitor.search().json["rows"]} == {7}


def test_two_buttons_have_one_name(office: Practice, visitor: Visitor, case_id: str) -> None:
    office.faults(doubled=["출력 표시", "조회"])

    assert visitor.get(f"/epidemic/cases/{case_id}/form").text.count(">출력 표시</button>") == 2
    assert visitor.get("/epidemic/cases").text.count(">조회</button>") == 2


def test_a_download_is_cut_short_so_that_one_can_tell(office: Practice, visitor: Visitor) -> None:
    office.faults(cut_downloads=1)

    with pytest.raises(http.client.IncompleteRead) as cut:
        visitor.get("/epidemic/cases/download", district="송파구", begin=DAY, end=DAY)

    whole = visitor.get("/epidemic/cases/download", district="송파구", begin=DAY, end=DAY).content
    assert whole.startswith(cut.value.partial)
    assert len(cut.value.partial) == len(whole) // 2


def test_an_answer_is_lost_after_its_mark_was_stored(office: Practice, visitor: Visitor, case_id: str) -> None:
    office.faults(lose_answers=1)

    with pytest.raises(http.client.IncompleteRead):
        visitor.mark(case_id, "lost-1")

    assert [mark.number for mark in office.record()].count("lost-1") == 1
    assert visitor.mark(case_id, "lost-2").status == 200


def test_a_mark_is_confirmed_and_not_stored(office: Practice, visitor: Visitor, case_id: str) -> None:
    office.faults(skip_marks=1)

    assert visitor.mark(case_id, "skipped-1").json == {"said": "출력 표시되었습니다"}

    assert "skipped-1" not in [mark.number for mark in office.record()]


def test_faults_replace_those_before_and_unknown_ones_are_refused(office: Practice) -> None:
    office.faults(slow_s=1.0, errors=3)
    office.faults(moved=True)

    assert office.faults_left() == Faults(moved=True)
    with pytest.raises(TypeError, match="snow"):
        office.faults(snow=True)
    with pytest.raises(ValueError, match="int"):
        office.faults(errors="often")
    assert office.faults_left() == Faults(moved=True)
