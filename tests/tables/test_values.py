"""Values: the text a spreadsheet shows, and the value behind it, in every format."""

import unicodedata
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikwon.tools.tables.cells import clean, number_text, text_of

from .making import HEADER, HONG, Made, csv_bytes, read_all, xls, xlsx


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (44475, "44475"),
        (1012345678, "1012345678"),
        (36.7, "36.7"),
        (0.1 + 0.2, "0.3"),
        (-2.5, "-2.5"),
        (True, "TRUE"),
        (date(2021, 10, 6), "2021-10-06"),
        (datetime(2021, 10, 6, 12, 0), "2021-10-06T12:00"),  # noqa: DTZ001
        (datetime(2021, 10, 6, 10, 20), "2021-10-06T10:20"),  # noqa: DTZ001
        (datetime(2021, 10, 6, 23, 59, 30), "2021-10-06T23:59:30"),  # noqa: DTZ001
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("０１０", "０１０"),
        ("010-0123-4567 ", "010-0123-4567"),
    ],
)
def test_a_cell_is_the_text_that_a_spreadsheet_shows(value: Any, text: str) -> None:
    row = read_all(xlsx([[*HEADER, "비고"], [*HONG, value]])).rows[0]

    assert row.text("비고") == text


def test_xls_numbers_and_dates_are_read_alike() -> None:
    row = read_all(xls([[*HEADER, "해제예정일", "비고"], [*HONG, date(2021, 10, 6), 1012345678]])).rows[0]

    assert (row.text("해제예정일시"), row.text("비고")) == ("2021-10-06", "1012345678")


def test_raw_values_keep_their_type() -> None:
    moment = datetime(2021, 10, 6, 12, 0)  # noqa: DTZ001
    row = read_all(xlsx([[*HEADER, "해제예정일", "비고", "상태"], [*HONG, moment, 36.5, " "]])).rows[0]

    assert (row.raw("해제예정일시"), row.raw("비고"), row.raw("상태"), row.raw("성명")) == (
        moment,
        36.5,
        None,
        "홍길동",
    )


def test_a_time_alone_is_a_time() -> None:
    assert text_of(time(12, 0)) == "12:00"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("홍\u00a0길동", "홍 길동"),
        ("\u3000홍길동\u3000", "홍길동"),
        ("홍길동\u200b", "홍길동"),
        (unicodedata.normalize("NFD", "홍길동"), "홍길동"),
        ("101동\r\n1203호", "101동\n1203호"),
        ("홍\x00길\x0b동", "홍길동"),
        ("홍길동 😀", "홍길동 😀"),
    ],
)
def test_text_is_nfc_with_plain_blanks_and_nothing_unseen(written: str, read: str) -> None:
    assert clean(written) == read


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.integers(min_value=-(10**15) + 1, max_value=10**15 - 1))
def test_a_whole_number_is_shown_digit_by_digit(number: int) -> None:
    assert number_text(float(number)) == str(number)


def test_no_number_is_shown_with_an_exponent() -> None:
    assert number_text(1e20) == "100000000000000000000"
    assert number_text(0.00001) == "0.00001"


def test_an_error_cell_is_blank_and_told() -> None:
    def fail(book: Any, sheet: Any) -> None:
        sheet.write_formula(1, 4, "=NA()", None, "#N/A")
        sheet.write_formula(2, 4, "=1/0", None, "#DIV/0!")

    heard = read_all(xlsx([[*HEADER, "비고"], HONG, ["SP-002", "김하나", "010", "길"]], fail))

    assert [row.text("비고") for row in heard.rows] == ["", ""]
    note = heard.note("error-cells")
    assert (note.count, note.at.row, note.at.column) == (2, 2, "비고")


def test_a_formula_that_was_never_computed_is_blank_and_told() -> None:
    import io

    import openpyxl

    book = openpyxl.Workbook()
    book.active.append([*HEADER, "비고"])
    book.active.append([*HONG, "=A1"])
    buffer = io.BytesIO()
    book.save(buffer)

    heard = read_all(Made("명단.xlsx", buffer.getvalue()))

    assert heard.rows[0].text("비고") == ""
    assert heard.note("formula-cells").at.column == "비고"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_in_every_encoding_and_delimiter_reads_the_same(encoding: str, delimiter: str) -> None:
    record = ["SP-001", "홍길동", "010-0123-4567", "올림픽로 326, 101동; 1203호"]
    source = Made("명단.csv", csv_bytes([HEADER, record], encoding=encoding, delimiter=delimiter))

    assert [read_all(source).rows[0].text(name) for name in HEADER] == record


def test_a_first_line_that_names_the_delimiter_is_obeyed_and_not_counted() -> None:
    source = Made("명단.csv", b"sep=;\r\n" + csv_bytes([HEADER, HONG], delimiter=";"))

    assert [(row.number, row.text("성명")) for row in read_all(source).rows] == [(2, "홍길동")]


def test_a_short_csv_record_has_blank_cells_at_its_end() -> None:
    (row,) = read_all(Made("명단.csv", csv_bytes([[*HEADER, "비고"], HONG]))).rows

    assert (row.text("비고"), row.filled) == ("", 4)
