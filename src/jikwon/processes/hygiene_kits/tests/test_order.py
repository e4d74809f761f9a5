"""The same inputs give the same data in the same order; every planted break is refuted."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell import Cell

from jikwon import testing
from jikwon.processes.hygiene_kits.tests.registers import HEADER, office, people, process, row, run, table
from jikwon.testing.releasing import all_hold, checks_of, proof_of

ROWS = [
    *people(4),
    row("Q1", 성명="권미르", 생년월일="1951-01-02", 휴대전화="01001231001", 상세주소="", 비고="겹친 행"),
    row("", 성명="신보라", 휴대전화="010-0123-2001", 주소="송파구 가락로11길 15-10", 상세주소="201호"),
    row("", 성명="신보라", 휴대전화="010-0123-2001", 주소="송파구 가락로 11길 15-10", 상세주소="201호"),
    row("Q7", 성명="송마루", 휴대전화="010-0123-2002", 주소="송파구 가락로5길 4", 상세주소=""),
    row("Q8", 성명="안새론", 휴대전화="010-0123-2003", 주소="송파구 가락로5길 4", 상세주소=""),
    row("Q9", 성명="서다온", 휴대전화="", 주소="송파구 마천로 87", 상세주소="1층"),
    row("Q10", 성명="문가온", 휴대전화="010-0123-2005", 주소="송파구 마천로 87", 상세주소="1층"),
    row("Q11", 성명="류초롱", 휴대전화="010-0123-2006", 상태="확진"),
    row("Q12", 성명="박나루", 휴대전화="010-0123-2007", 주소="강남구 테헤란로 521"),
    row("Q13", 성명="도아라", 휴대전화="010-0123-2008", 상세주소="102동 11호", 행정동="잠실4동"),
    row("Q14", 성명="강하늘", 휴대전화="010-0123-2009", 상세주소="102동 9호", 행정동="잠실6동"),
]
SHEETS = (
    ("delivery-list", "배송명단"),
    *(("delivery-register", name) for name in ("대상자", "행정동별집계", "제외", "확인필요")),
)
PLACES = {"원본파일", "원본행"}


def _data(result: testing.RunResult) -> list[list[dict[str, Any]]]:
    return [
        [{name: value for name, value in each.items() if name not in PLACES} for each in result.sheet(output, sheet)]
        for output, sheet in SHEETS
    ]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(ROWS), st.integers(min_value=0, max_value=len(ROWS)))
def test_the_order_of_rows_and_files_changes_no_record(rows: list[dict[str, str]], cut: int) -> None:
    files = [("나.csv", table(rows[:cut])), ("가.csv", table(rows[cut:]))]
    result = office().run(inputs={"register": [*files]}, partial=True, approve=True)

    assert result.verdict == "proved"
    assert _data(result) == _data(run(ROWS))


def test_sheets_of_one_book_may_come_in_any_order() -> None:
    found = []
    for order in ((0, 1), (1, 0)):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for part in order:
            sheet = book.create_sheet(f"시트{part}")
            for cells in csv.reader(io.StringIO(table(ROWS[part::2]))):
                sheet.append(cells)
        data = io.BytesIO()
        book.save(data)
        result = office().run(inputs={"register": [("명부.xlsx", data.getvalue())]}, partial=True, approve=True)
        assert result.verdict == "proved"
        assert "명부.xlsx [시트" in str(result.sheet("delivery-register", "제외")[0]["원본파일"])
        found.append(_data(result))

    assert found[0] == found[1] == _data(run(ROWS))


def test_roads_and_details_come_in_natural_order() -> None:
    listed = run(ROWS).sheet("delivery-list", "배송명단")

    assert [(each["행정동"], each["주소"], each["상세주소"]) for each in listed if each["행정동"] != "미확정"] == [
        ("석촌동", "서울특별시 송파구 가락로5길 4", None),
        ("석촌동", "서울특별시 송파구 가락로5길 4", None),
        ("석촌동", "서울특별시 송파구 가락로11길 15-10", "201호"),
        ("잠실4동", "서울특별시 송파구 올림픽로 435", "102동 11호"),
        ("잠실6동", "서울특별시 송파구 올림픽로 435", "102동 9호"),
    ]


def test_an_empty_register_gives_empty_sheets_with_their_headers() -> None:
    result = office().run(inputs={"register": [("a.csv", ",".join(HEADER) + "\n")]}, approve=True)

    assert (result.state.value, result.items["total"], _data(result)[0]) == ("released", 0, [])


def test_every_break_of_the_sample_is_refuted() -> None:
    missed = [str(each) for each in testing.prove(process()) if not each.refuted]

    assert missed == []


def test_the_process_has_the_shape_that_every_process_has() -> None:
    assert testing.check(process()) == []


def neighbours(cells: Sequence[Cell]) -> Iterator[tuple[Cell, Cell]]:
    """Give each two cells of a column that stand under one another."""
    return pairwise(cells)


def every_two(cells: Sequence[Cell]) -> Iterator[tuple[Cell, Cell]]:
    """Give each two cells of a column."""
    return combinations(cells, 2)


@pytest.mark.slow
@pytest.mark.parametrize("pairs", [neighbours, pytest.param(every_two, marks=pytest.mark.soak)])
@pytest.mark.parametrize(("output", "name"), SHEETS)
def test_every_exchange_of_two_cells_and_every_altered_cell_is_refuted(
    output: str, name: str, pairs: Callable[[Sequence[Cell]], Iterator[tuple[Cell, Cell]]], tmp_path: Path
) -> None:
    result = run(ROWS, settings={"message": "문 앞에"}, plan=True)
    assert all_hold(list(checks_of(result.course, "verify", proof_of(result.course, result.course.files))))
    whole = result.outputs[output]
    book = openpyxl.load_workbook(whole)
    sheet = book[name]
    broken = tmp_path / "broken" / whole.name
    broken.parent.mkdir()
    missed = []

    def look(what: str) -> None:
        book.save(broken)
        files = [replace(each, path=broken) if each.name == output else each for each in result.course.files]
        proof = proof_of(result.course, files)
        if all_hold(list(checks_of(result.course, "verify", proof))):
            missed.append(what)

    for column in range(1, sheet.max_column + 1):
        cells = [sheet.cell(number, column) for number in range(2, sheet.max_row + 1)]
        for one, other in pairs(cells):
            if one.value != other.value:
                one.value, other.value = other.value, one.value
                look(f"{one.coordinate} ↔ {other.coordinate}")
                one.value, other.value = other.value, one.value
        for cell in cells:
            before = cell.value
            cell.value = before + 1 if isinstance(before, int) else f"{before or ''}1"
            look(f"{cell.coordinate}: {before!r} → {cell.value!r}")
            cell.value = before

    assert missed == []


def test_a_missing_row_of_a_persons_second_question_is_refuted(tmp_path: Path) -> None:
    unclear = row("Z1", 성명="정다온", 휴대전화="", 상태="모름", 주소="송파구 가락로5길 4", 상세주소="9층")
    result = run([*ROWS, unclear], plan=True)
    asked = [each["격리자관리번호"] for each in result.sheet("delivery-register", "확인필요")]
    assert asked.count("Z1") == 2
    whole = next(each for each in result.course.files if each.name == "delivery-register")
    book = openpyxl.load_workbook(whole.path)
    book["확인필요"].delete_rows(3 + asked.index("Z1"))
    book.save(broken := tmp_path / whole.path.name)

    files = [replace(each, path=broken) if each is whole else each for each in result.course.files]
    checks = list(checks_of(result.course, "verify", proof_of(result.course, files)))

    assert [check.name for check in checks if check.mismatches] == ["asked-for-each-reason"]


def test_a_row_of_nobody_is_counted_as_passed_over() -> None:
    nobody = dict.fromkeys(HEADER, "") | {"상태": "격리중"}
    result = run([*people(2), nobody])

    assert result.course.run.rows == {"read": 3, "used": 2, "merged": 0, "skipped": 1}
