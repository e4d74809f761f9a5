"""Our own reader of XLSX says what openpyxl says, whoever wrote the file and however."""

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import rustpy_xlsxwriter
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from jikwon.proof.errors import Unreadable
from jikwon.proof.readers import Sheet, read_book

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)
CELLS = st.one_of(st.none(), TEXTS, st.integers(-(10**9), 10**9), st.floats(-1e6, 1e6, width=32), st.booleans())
GRIDS = st.lists(st.lists(CELLS, max_size=6), min_size=1, max_size=8)


def as_openpyxl_reads(data: bytes) -> dict[str, list[list[Any]]]:
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return {sheet.title: trimmed([list(row) for row in sheet.iter_rows(values_only=True)]) for sheet in book.worksheets}


def trimmed(rows: list[list[Any]]) -> list[list[Any]]:
    """Cut blank ends; days are moments at midnight, whole floats are ints, as both mean the same."""
    plain = [[same(value) for value in row] for row in rows]
    for row in plain:
        while row and row[-1] is None:
            row.pop()
    while plain and not plain[-1]:
        plain.pop()
    return plain


def same(value: Any) -> Any:
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime.combine(value, time())
    if isinstance(value, bool):
        return ("bool", value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return None if value == "" else value


def agrees(data: bytes) -> list[Sheet]:
    sheets = read_book("a.xlsx", data)
    assert {sheet.name: trimmed(sheet.rows) for sheet in sheets} == as_openpyxl_reads(data)
    return sheets


def by_xlsxwriter(rows: list[list[Any]], **options: Any) -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"strings_to_formulas": False, "strings_to_urls": False, **options})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value not in (None, ""):
                sheet.write(number, column, value)
    book.close()
    return made.getvalue()


@given(GRIDS)
@settings(max_examples=30, deadline=None)
def test_files_of_xlsxwriter_are_read_alike(rows: list[list[Any]]) -> None:
    agrees(by_xlsxwriter(rows))


@given(GRIDS)
@settings(max_examples=20, deadline=None)
def test_inline_strings_are_read_alike(rows: list[list[Any]]) -> None:
    agrees(by_xlsxwriter(rows, constant_memory=True))


@given(GRIDS)
@settings(max_examples=30, deadline=None)
def test_files_of_openpyxl_are_read_alike(rows: list[list[Any]]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
    made = io.BytesIO()
    book.save(made)

    agrees(made.getvalue())


def test_files_of_the_writer_that_the_tools_use_are_read_alike(tmp_path: Path) -> None:
    rows = [
        {"성명": f"김{n} & <나> _x000D_", "수량": n, "비고": "" if n % 2 else " 앞뒤 ", "ok": True} for n in range(300)
    ]
    rustpy_xlsxwriter.write_worksheet(rows, str(tmp_path / "a.xlsx"))

    sheets = read_book("a.xlsx", (tmp_path / "a.xlsx").read_bytes())

    assert sheets[0].rows[0] == ["성명", "수량", "비고", "ok"]
    assert sheets[0].rows[2] == ["김1 & <나> _x000D_", 1, None, True]
    assert sheets[0].rows[3][2] == " 앞뒤 "


@pytest.mark.parametrize("from_1904", [False, True])
def test_numbers_with_a_date_format_are_days_moments_and_times(from_1904: bool) -> None:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"date_1904": from_1904})
    sheet = book.add_worksheet()
    for column, (value, code) in enumerate(
        [
            (date(2021, 10, 6), "yyyy-mm-dd"),
            (datetime.fromisoformat("2021-10-06T09:30"), 'yyyy"년" m"월" d"일" hh:mm'),
            (date(1985, 3, 2), "[$-412]yy.m.d;@"),
            (time(9, 30), "h:mm"),
            (0.5, "0.00%"),
            (44475, '#,##0"day"'),
            (1.5, "[h]:mm"),
        ]
    ):
        sheet.write(0, column, value, book.add_format({"num_format": code}))
    book.close()

    row = read_book("a.xlsx", made.getvalue())[0].rows[0]

    assert row[:4] == [date(2021, 10, 6), datetime.fromisoformat("2021-10-06T09:30"), date(1985, 3, 2), time(9, 30)]
    assert row[4:] == [0.5, 44475, 1.5]


def test_rich_text_merges_hidden_sheets_and_formulas_are_told() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = CellRichText("송파", TextBlock(InlineFont(b=True), "구 "), "올림픽로")
    sheet["B4"] = "끝"
    sheet["B5"] = "=1+1"
    sheet.merge_cells("A7:B9")
    sheet["A7"] = "합친 칸"
    book.create_sheet("숨김").sheet_state = "hidden"
    made = io.BytesIO()
    book.save(made)

    first, second = read_book("a.xlsx", made.getvalue())

    assert first.rows[0][0] == "송파구 올림픽로"
    assert first.rows[1] == first.rows[2] == []
    assert first.cell(4, 2) == "끝"
    assert (list(first.merged), list(first.formulas)) == ([(7, 1, 9, 2)], [(5, 2)])
    assert first.cell(7, 1) == "합친 칸"
    assert (first.visible, second.visible, second.name) == (True, False, "숨김")


def with_sheet(xml: str) -> bytes:
    """Make a book whose one sheet has these bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(by_xlsxwriter([["x"]]))) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, xml if name == "xl/worksheets/sheet1.xml" else old.read(name))
    return made.getvalue()


def in_row(cells: str) -> str:
    return f'<worksheet><sheetData><row r="1">{cells}</row></sheetData></worksheet>'


NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1" t="inlineStr"><is><t>가</t></is></c><c r="C1"><v>3</v></c></row>',
        '<row r="1"><!-- <row r="9"> --><c r="A1" t="inlineStr"><is><t>가</t></is></c><c r="C1"><v>3</v></c></row>',
        '<row r="1"><c t="inlineStr" r="A1"><is><t><![CDATA[가]]></t></is></c><c r="C1"><v>3</v></c></row>',
        '<row><c t="inlineStr"><is><r><t>가</t></r><rPh><t>x</t></rPh></is></c><c/><c><v>3</v></c></row>',
        '\n <row r="1" x="">\n<c r="A1" t="inlineStr"><is><t>&#xAC00;</t></is></c>\n<c r="C1"><v>3.0</v></c></row>\n',
        '<row r="1"><c r="A1" t="str"><f>"가"</f><v>가</v></c><c r="C1" t="n"><v>3</v></c></row>',
    ],
)
def test_a_row_says_the_same_however_it_is_written(rows: str) -> None:
    head = '<?xml version="1.0" encoding="UTF-8"?>\r\n'
    sheet = f'{head}<worksheet xmlns="{NAMESPACE}"><sheetData>{rows}</sheetData></worksheet>'

    assert read_book("a.xlsx", with_sheet(sheet))[0].rows == [["가", None, 3]]


def test_prefixed_elements_and_other_encodings_are_read() -> None:
    sheet = (
        f'<x:worksheet xmlns:x="{NAMESPACE}"><x:sheetData><x:row r="2"><x:c r="B2" t="b"><x:v>1</x:v></x:c></x:row>'
        '</x:sheetData><x:mergeCells><x:mergeCell ref="B2:C2"/></x:mergeCells></x:worksheet>'
    )

    read = read_book("a.xlsx", with_sheet(sheet))[0]

    assert (read.rows, read.merged) == ([[], [None, True]], ((2, 2, 2, 3),))


@pytest.mark.parametrize(
    ("sheet", "reason"),
    [
        ('<!DOCTYPE w [<!ENTITY a "b">]><worksheet><sheetData/></worksheet>', "document-type"),
        ("<worksheet><sheetData><row r='1'>", "xml-malformed"),
        ('<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></worksheet>', "xml-malformed"),
        (in_row('<c r="A1"><v>x</v></c>'), "cell-malformed"),
        (in_row('<c r="A1" t="s"><v>99</v></c>'), "cell-malformed"),
        (in_row('<c r="A2"><v>1</v></c>'), "cell-malformed"),
        (in_row('<c r="ZZZ1"><v>1</v></c>'), "cell-beyond-sheet"),
        ('<worksheet><sheetData><row r="9999999"/></sheetData></worksheet>', "cell-beyond-sheet"),
    ],
)
def test_hostile_and_broken_sheets_are_refused(sheet: str, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_book("대장.xlsx", with_sheet(sheet))

    assert refused.value.fields == {"file": "대장.xlsx", "reason": reason}


def test_an_encrypted_book_is_opened_by_the_caller() -> None:
    locked, content = bytes.fromhex("d0cf11e0a1b11ae1") + b"...", by_xlsxwriter([["가"]])

    assert read_book("a.xlsx", locked, decrypt=lambda _: content)[0].rows == [["가"]]
    with pytest.raises(Unreadable):
        read_book("a.xlsx", locked)


def test_many_pieces_say_the_same_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    data = by_xlsxwriter([[f"가{n}", n, None, "나"] for n in range(500)])
    whole = read_book("a.xlsx", data)

    for size in (1, 7, 64, 1000):
        monkeypatch.setattr("jikwon.proof.readers.markup.PIECE", size)
        assert read_book("a.xlsx", data) == whole
