"""CSV, XLS and ODS are read as other programs read them."""

import csv
import io
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from jikwon.proof.errors import Unreadable
from jikwon.proof.readers import read_book

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=5), min_size=1, max_size=6), st.sampled_from(["\r\n", "\n"]))
@settings(max_examples=100, deadline=None)
def test_csv_is_read_as_the_standard_library_reads_it(rows: list[list[str]], end: str) -> None:
    made = io.StringIO()
    csv.writer(made, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(rows)

    (sheet,) = read_book("a.csv", made.getvalue().encode())

    assert [[cell or "" for cell in row] for row in sheet.rows] == rows


@given(st.lists(st.lists(st.text("가a 1\"'-.", max_size=5), min_size=2, max_size=4), min_size=1, max_size=6))
@settings(max_examples=100, deadline=None)
def test_csv_with_few_quotes_is_read_as_the_standard_library_reads_it(rows: list[list[str]]) -> None:
    made = io.StringIO()
    csv.writer(made).writerows(rows)

    (sheet,) = read_book("a.csv", made.getvalue().encode("utf-8-sig"))

    assert [[cell or "" for cell in row] for row in sheet.rows] == rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_csv_of_every_usual_encoding_is_read(encoding: str) -> None:
    (sheet,) = read_book("대장.csv", "성명,주소\r\n똠방각하,올림픽로 1\r\n".encode(encoding))

    assert sheet.rows == [["성명", "주소"], ["똠방각하", "올림픽로 1"]]


def test_csv_rows_keep_the_number_that_a_spreadsheet_shows() -> None:
    (sheet,) = read_book("a.csv", '가,나\n\n"1\n2",3'.encode())

    assert sheet.rows == [["가", "나"], [], ["1\n2", "3"]]


@pytest.mark.parametrize("data", [b'a,"b\n', b"\xff\xfa\x00", b"a\0b"])
def test_csv_that_nobody_can_read_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_book("a.csv", data)


def ods(rows: list[list[dict[str, Any]]]) -> bytes:
    book = OpenDocumentSpreadsheet()
    table = Table(name="대장")
    for cells in rows:
        row = TableRow()
        for cell in cells:
            text = cell.pop("text", None)
            made = TableCell(**cell)
            if text is not None:
                made.addElement(P(text=text))
            row.addElement(made)
            for _ in range(int(cell.get("numbercolumnsspanned", 1)) - 1):
                row.addElement(CoveredTableCell())
        table.addElement(row)
    table.addElement(TableRow(numberrowsrepeated="1048000"))
    book.spreadsheet.addElement(table)
    written = io.BytesIO()
    book.write(written)
    return written.getvalue()


def test_ods_cells_have_the_value_of_their_type() -> None:
    data = ods(
        [
            [
                {"valuetype": "string", "text": "성명", "numbercolumnsspanned": "2"},
                {"valuetype": "string", "text": "수"},
            ],
            [
                {"valuetype": "float", "value": "3", "text": "셋", "numbercolumnsrepeated": "2"},
                {"valuetype": "date", "datevalue": "2021-10-06", "text": "10.6."},
                {"valuetype": "date", "datevalue": "2021-10-06T09:30:00", "text": "x"},
                {"valuetype": "boolean", "booleanvalue": "true", "text": "예"},
                {"valuetype": "float", "value": "2", "formula": "of:=1+1", "text": "2"},
            ],
        ]
    )

    (sheet,) = read_book("a.ods", data)

    assert sheet.rows == [
        ["성명", None, "수"],
        [3, 3, date(2021, 10, 6), datetime.fromisoformat("2021-10-06T09:30"), True, 2],
    ]
    assert (list(sheet.merged), list(sheet.formulas)) == ([(1, 1, 1, 2)], [(2, 6)])


def test_a_file_that_is_no_workbook_is_refused() -> None:
    for name in ("a.xlsx", "a.xls", "a.ods", "a.hwp"):
        with pytest.raises(Unreadable) as refused:
            read_book(name, b"this is not a workbook")
        assert refused.value.fields["file"] == name
