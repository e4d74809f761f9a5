"""Planted faults are the same for the same seed, change what they say, and keep everything else."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import rustpy_xlsxwriter
import xlsxwriter

from jikwon.proof.breaks import Break, breaks, is_breakable
from jikwon.proof.readers import read_book

HEADER = ["번호", "성명", "품목", "날짜", "비고", "수량"]


@pytest.fixture(autouse=True)
def korean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIKWON_LANG", "ko")


def rows_of(first: int) -> list[list[Any]]:
    return [
        [f"Q{n}", f"김{'가나다라마바'[n % 6]}", "위생키트", date(2021, 10, n), None, n] for n in range(first, first + 6)
    ]


@pytest.fixture
def book() -> bytes:
    made = io.BytesIO()
    workbook = xlsxwriter.Workbook(made)
    form = workbook.add_format({"num_format": "yyyy-mm-dd"})
    for name, first in (("가", 1), ("나", 11)):
        sheet = workbook.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, HEADER)
        for number, row in enumerate(rows_of(first), start=1):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, form)
                else:
                    sheet.write(number, column, value)
    workbook.close()
    return made.getvalue()


def test_each_break_is_another_readable_book(book: bytes) -> None:
    whole = read_book("a.xlsx", book)
    planted = list(breaks("a.xlsx", book))

    for broken in planted:
        assert read_book("a.xlsx", broken.data) != whole, broken.description
        openpyxl.load_workbook(io.BytesIO(broken.data))
    assert len({broken.data for broken in planted}) == len(planted)


def test_every_column_of_every_sheet_is_altered_also_constant_and_blank_ones(book: bytes) -> None:
    descriptions = [broken.description for broken in breaks("a.xlsx", book)]

    for sheet in ("가", "나"):
        for column in HEADER:
            assert any(
                said.startswith(sheet) and f"'{column}'" in said and "값을 바꿈" in said for said in descriptions
            )


def test_only_the_named_cells_change(book: bytes) -> None:
    whole = read_book("a.xlsx", book)
    swapped = next(broken for broken in breaks("a.xlsx", book) if "서로 바꿈" in broken.description)

    now = read_book("a.xlsx", swapped.data)

    changed = [
        (sheet, row, column)
        for sheet in (0, 1)
        for row in range(1, 8)
        for column in range(1, 7)
        if whole[sheet].cell(row, column) != now[sheet].cell(row, column)
    ]
    assert len(changed) == 2
    assert {sheet for sheet, *_ in changed} == {0}
    assert len({column for *_, column in changed}) == 1


def test_sheets_of_one_shape_exchange_their_rows(book: bytes) -> None:
    *_, last = breaks("a.xlsx", book)

    first, second = read_book("a.xlsx", last.data)

    assert first.rows[1][:4] == ["Q11", "김바", "위생키트", date(2021, 10, 11)]
    assert second.rows[1][0] == "Q1"


def test_the_seed_decides(book: bytes) -> None:
    assert list(breaks("a.xlsx", book, seed=1)) == list(breaks("a.xlsx", book, seed=1))
    assert list(breaks("a.xlsx", book, seed=1)) != list(breaks("a.xlsx", book, seed=2))


def test_inline_strings_break_as_well(tmp_path: Path) -> None:
    rows = [dict(zip(HEADER, ["Q1", "가 & 나", "키트", "2021-10-06", "", n], strict=True)) for n in range(3)]
    rustpy_xlsxwriter.write_worksheet(rows, str(tmp_path / "a.xlsx"))
    data = (tmp_path / "a.xlsx").read_bytes()
    whole = read_book("a.xlsx", data)

    planted: list[Break] = list(breaks("a.xlsx", data))

    assert len(planted) > 10
    assert all(read_book("a.xlsx", broken.data) != whole for broken in planted)


def test_other_kinds_of_files_are_not_broken_yet() -> None:
    assert list(breaks("a.docx", b"PK")) == []
    assert not is_breakable("a.docx")
    assert is_breakable("a.hwpx")
    assert is_breakable("a.XLSX")
    assert is_breakable("a.PDF")
