"""The epidemic portal over plain HTTP: search, download, form, mark, and the truth behind them."""

import csv
import io
import re
from datetime import date, timedelta
from itertools import chain

import pytest
from tests.practice.visitor import DAY, Visitor

from jikwon_practice.office import Practice
from jikwon_practice.portals.epidemic.facts import DISTRICT, Case
from jikwon_practice.portals.epidemic.sections import sections


def cases_of(office: Practice, *, district: str = DISTRICT, first: date, last: date) -> list[Case]:
    return [case for case in office.cases() if case.district == district and first <= case.reported_on <= last]


def today(office: Practice) -> list[Case]:
    return cases_of(office, first=date(2021, 10, 6), last=date(2021, 10, 6))


def test_the_pages_of_a_search_hold_every_case_once(office: Practice, visitor: Visitor) -> None:
    pages = [visitor.search(page=page).json for page in (1, 2, 3)]

    assert [page["total"] for page in pages] == [45] * 3
    assert [len(page["rows"]) for page in pages] == [20, 20, 5]
    listed = [row["id"] for page in pages for row in page["rows"]]
    assert sorted(listed) == sorted(case.case_id for case in today(office))


def test_a_search_leaves_out_other_districts_and_other_days(office: Practice, visitor: Visitor) -> None:
    first, last = date(2021, 10, 5), date(2021, 10, 7)

    wider = visitor.search(begin=f"{first}", end=f"{last}").json["total"]
    city = visitor.search(district="서울특별시").json["total"]
    neighbour = visitor.search(district="강남구").json["total"]

    assert wider == len(cases_of(office, first=first, last=last)) > 45
    assert city == 45 + 3 * neighbour > 45
    assert visitor.search(begin="2020-01-01", end="2020-01-02").json["rows"] == []


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"begin": "2021.10.6."}, "신고일 시작은 YYYY-MM-DD로 입력하십시오."),
        ({"end": ""}, "신고일 끝을 입력하십시오."),
        ({"begin": "2021-10-07"}, "신고일 시작이 신고일 끝보다 늦습니다."),
    ],
)
def test_a_search_that_makes_no_sense_is_refused_with_a_sentence(
    visitor: Visitor, asked: dict[str, str], said: str
) -> None:
    answer = visitor.search(**asked)  # type: ignore[arg-type]

    assert (answer.status, answer.json) == (400, {"alert": said})


def test_the_download_is_the_whole_list_in_cp949(office: Practice, visitor: Visitor) -> None:
    answer = visitor.get("/epidemic/cases/download", district=DISTRICT, begin=DAY, end=DAY)

    rows = list(csv.DictReader(io.StringIO(answer.content.decode("cp949"))))
    assert {row["환자관리번호"]: row["성명"] for row in rows} == {case.case_id: case.name for case in today(office)}
    assert list(rows[0]) == ["확진자번호", "환자관리번호", "성명", "행정동", "신고일", "상태", "출력"]
    assert ".csv" in answer.headers["Content-Disposition"]


def test_the_form_shows_every_value_of_every_case_as_it_is(office: Practice, visitor: Visitor) -> None:
    for case in today(office):
        page = visitor.get(f"/epidemic/cases/{case.case_id}/form").content.decode()

        assert page.count("<h3") == 16 + 1
        for section in sections(case, ()):
            rows = section.table.rows if section.table else ()
            for text in chain((value for _, value in section.fields), *rows):
                assert f">{_escaped(text)}</td>" in page


def test_a_foreigner_has_a_foreigners_number_and_nobody_has_both(office: Practice, visitor: Visitor) -> None:
    for case in today(office):
        page = visitor.get(f"/epidemic/cases/{case.case_id}/form").text

        assert ("외국인등록번호" in page, "주민등록번호" in page) == (case.is_foreign, not case.is_foreign)


def test_an_unknown_case_is_not_found(visitor: Visitor) -> None:
    answer = visitor.get("/epidemic/cases/P2110-000000")

    assert answer.status == 404
    assert "자료 없음" in answer.text


def test_the_portal_stores_the_same_number_twice(office: Practice, visitor: Visitor) -> None:
    case = today(office)[0]

    answers = [visitor.mark(case.case_id, "key-1", "역학조사 <보관>") for _ in range(2)]

    assert [answer.json["said"] for answer in answers] == ["출력 표시되었습니다"] * 2
    marks = [mark for mark in office.record() if mark.case_id == case.case_id]
    assert [(mark.number, mark.purpose, mark.by) for mark in marks] == [
        ("key-1", "역학조사 <보관>", office.account)
    ] * 2
    assert marks[0].at.utcoffset() == timedelta(hours=9)
    page = visitor.get(f"/epidemic/cases/{case.case_id}/form").content.decode()
    assert page.count("<td>key-1</td>") == 2
    listed = [row for page in (1, 2, 3) for row in visitor.search(page=page).json["rows"] if row["id"] == case.case_id]
    assert listed[0]["cells"][6] == "출력 2회"


@pytest.mark.parametrize(("number", "purpose", "said"), [("", "x", "출력관리번호"), ("x", "", "출력용도")])
def test_a_mark_without_number_or_purpose_is_refused(
    office: Practice, visitor: Visitor, number: str, purpose: str, said: str
) -> None:
    case = today(office)[1]

    answer = visitor.mark(case.case_id, number, purpose)

    assert answer.status == 400
    assert said in answer.json["alert"]
    assert all(mark.case_id != case.case_id for mark in office.record())


def test_a_correction_shows_on_the_form_and_moves_its_time_on(office: Practice, visitor: Visitor) -> None:
    case = today(office)[2]

    office.correct(case.case_id, "mobile", "010-0999-0001")
    once = next(each for each in office.cases() if each.case_id == case.case_id)
    office.correct(case.case_id, "onset_on", date(2021, 10, 3))
    twice = next(each for each in office.cases() if each.case_id == case.case_id)

    assert (twice.mobile, twice.onset_on) == ("010-0999-0001", date(2021, 10, 3))
    assert case.modified_at < once.modified_at < twice.modified_at
    page = visitor.get(f"/epidemic/cases/{case.case_id}/form").text
    assert "010-0999-0001" in page
    assert twice.modified_at.strftime("%Y-%m-%d %H:%M:%S") in page


@pytest.mark.parametrize(
    ("field", "value"), [("case_id", "x"), ("phone", "x"), ("onset_on", "gestern"), ("height_cm", "tall")]
)
def test_a_correction_that_cannot_be_is_refused(office: Practice, field: str, value: object) -> None:
    case = today(office)[3]

    with pytest.raises(ValueError, match=r"field|date|int"):
        office.correct(case.case_id, field, value)

    assert case in office.cases()


def test_every_screen_uses_the_offices_own_files_only(visitor: Visitor, office: Practice) -> None:
    addresses = ("/epidemic/login", "/epidemic/cases", f"/epidemic/cases/{today(office)[0].case_id}/form")
    pages = [visitor.get(address).text for address in addresses]

    named = {name for page in pages for name in re.findall(r'(?:src|href)="([^"#]+)"', page)}
    assert all(name.startswith(("/", "data:,")) and not name.startswith("//") for name in named)
    statics = [name for name in named if name.startswith("/static/")]
    assert {visitor.get(name).status for name in statics} == {200}


def _escaped(text: str) -> str:
    from html import escape

    return escape(text)
