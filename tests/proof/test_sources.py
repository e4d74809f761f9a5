"""Source tables are found by the names of their columns and give cells by row number."""

import io
from typing import Any

import openpyxl

from jikwon.model import Place
from jikwon.proof import Sheet, SourceTable
from jikwon.proof.readers import read_book

FIELDS = {"성명": ["이름"], "휴대전화": ["연락처", "전화번호"], "주소": ["도로명주소"], "비고": []}
AT = Place(source="register", file="대장.xlsx")


def table(*rows: list[Any], merged: tuple[tuple[int, int, int, int], ...] = ()) -> SourceTable:
    found = SourceTable.find(Sheet("대장", [list(row) for row in rows], True, merged), at=AT, fields=FIELDS)
    assert found is not None
    return found


def test_a_header_is_found_below_titles_whatever_its_spelling() -> None:
    found = table(
        ["2021년 10월 신규 격리자", None],
        [],
        ["이 름 *", "연락처\n(휴대폰)", "도로명주소[격리장소]", "기타"],
        ["김하나", "010-0000-0001", "올림픽로 1"],
    )

    assert found.header_row == 3
    assert found.fields == {"성명": 0, "휴대전화": 1, "주소": 2}
    assert (found.cell(4, "성명"), found.cell(4, "비고"), found.cell(9, "성명")) == ("김하나", None, None)
    assert found.rows[0].place("휴대전화").column == "연락처\n(휴대폰)"
    assert found.rows[0].at.row == 4


def test_in_a_header_of_two_rows_the_lower_cell_counts_else_the_upper() -> None:
    found = table(
        ["성명", "연락", None, "비고"],
        [None, "휴대전화", "주소", None],
        ["김하나", "010-0000-0001", "올림픽로 1", "없음"],
        merged=((1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 2, 4)),
    )

    assert dict(found.rows[0]) == {"성명": "김하나", "휴대전화": "010-0000-0001", "주소": "올림픽로 1", "비고": "없음"}


def test_a_merged_cell_counts_for_each_of_its_rows() -> None:
    book = openpyxl.Workbook()
    for row in (["성명", "주소"], ["김하나", "올림픽로 1"], ["김두리", None], ["김세찬", "올림픽로 2"]):
        book.active.append(row)
    book.active.merge_cells("B2:B3")
    made = io.BytesIO()
    book.save(made)

    (sheet,) = read_book("대장.xlsx", made.getvalue())
    found = SourceTable.find(sheet, at=AT, fields=FIELDS)

    assert found is not None
    assert [row["주소"] for row in found.rows] == ["올림픽로 1", "올림픽로 1", "올림픽로 2"]
    assert sheet.cell(3, 2) is None


def test_empty_rows_do_not_end_a_table() -> None:
    found = table(["성명", "주소"], ["김하나", "가"], [], [None, None], ["김두리", "나"])

    assert [(row.number, row["성명"]) for row in found.rows] == [(2, "김하나"), (5, "김두리")]


def test_a_sheet_without_known_or_required_names_is_no_table() -> None:
    sheet = Sheet("x", [["품목", "수량"], ["마스크", 3]])

    assert SourceTable.find(sheet, at=AT, fields=FIELDS) is None
    named = Sheet("x", [["성명"], ["김하나"]])
    assert SourceTable.find(named, at=AT, fields=FIELDS, required=["주소"]) is None
