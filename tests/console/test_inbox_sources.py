"""What stands beside a question: rows side by side, and the words of a portal's page, with the place in question."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.acting.receiving import PROCESSES
from tests.engine.desk import desk_in

from jikwon.console.inbox import pagetext, sources
from jikwon.engine.active import Active
from jikwon.engine.questions.sourcerows import SourceRow
from jikwon.model import Ask, Place, Stage

PAGE = """<!doctype html><html><head><title>접수</title><style>td { color: red }</style></head><body>
<h1>사례 <b>조회</b></h1><nav><a href="/">처음</a> <a href="/out">나가기</a></nav>
<table><tr><th>최초증상일</th><td>2021.13.40</td></tr><tr><th>성명</th><td></td></tr></table>
<dl><dt>직업</dt><dd>교사 &amp; 강사</dd></dl>
<p>첫 줄<br>둘째 <em>줄</em></p><script>alert("보이면 안 됨")</script></body></html>"""


def test_a_page_is_told_line_by_line_with_labels_beside_their_values_and_without_its_machinery() -> None:
    assert pagetext.lines(PAGE.encode()) == [
        ["사례 조회"],
        ["처음 나가기"],
        ["최초증상일", "2021.13.40"],
        ["성명", ""],
        ["직업", "교사 & 강사"],
        ["첫 줄"],
        ["둘째 줄"],
    ]


@given(st.binary(max_size=400))
def test_no_page_is_too_broken_to_be_told(data: bytes) -> None:
    for line in pagetext.lines(b"<table><tr><td>" + data):
        assert all(len(cell) <= pagetext.LONGEST for cell in line)


def test_a_long_page_is_cut() -> None:
    assert len(pagetext.lines(b"<p>x</p>" * 5000)) == pagetext.MOST_LINES


def row(number: int, **cells: str) -> SourceRow:
    return SourceRow(origin="명부.csv", row=number, column="", cells=list(cells.items()))


@pytest.mark.parametrize(
    ("asked", "written", "marked"),
    [({"상태"}, "", ["상태"]), (set(), "송파구 문정로 8300 108동", ["주소"]), (set(), "", [])],
)
def test_the_column_in_question_is_the_one_that_is_named_or_quoted(
    asked: set[str], written: str, marked: list[str]
) -> None:
    table = sources._table([row(3, 주소="송파구 문정로 8300", 상태="격리중", 층="8")], asked, written)

    assert [field.name for field in table.fields if field.is_marked] == marked


def test_rows_that_contradict_each_other_stand_side_by_side_and_what_differs_is_marked() -> None:
    table = sources._table([row(3, 이름="주리라", 상태="격리중"), row(6, 이름="우이든", 상태="격리중")], set(), "")

    assert table.rows == [("명부.csv", 3), ("명부.csv", 6)]
    assert [(field.name, field.is_marked) for field in table.fields] == [("이름", True), ("상태", False)]


def test_a_kept_page_is_told_beside_its_question_with_the_field_marked_until_the_copies_are_destroyed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIKWON_PROCESSES", str(PROCESSES))
    with desk_in(tmp_path) as desk:
        active = Active.of(desk.office, desk.run(("L1", "김하나")).id, "test")
        active.doing = Stage.HANDLE
        active.assert_open = lambda: None  # type: ignore[method-assign]
        place = active.keep("address-card", "L1", PAGE.encode())
        ask = Ask(code="letter-unclear", at=(Place(source=place.source, file=place.file, column="증상/최초증상일"),))

        (page,) = sources.pages(active, ask, "L1")

        assert [cells for cells, is_marked in page.lines if is_marked] == [["최초증상일", "2021.13.40"]]
        for path in active.spool.iterdir():
            path.unlink()
        assert sources.pages(active, ask, "L1") == []
