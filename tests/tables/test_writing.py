"""Writing: other programs read back what was given, and the same data are the same bytes."""

import io
import math
import re
import zipfile
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import python_calamine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jikwon.tools.tables import Cell, CellInvalid, Column, Field, Sheet, read, write
from jikwon.tools.tables.errors import DateTooEarly, NumberTooLong, TextTooLong

from .making import Made

AT = datetime(2021, 10, 6, 9, 0, tzinfo=timezone(timedelta(hours=9)))
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=40)
ESCAPE = re.compile("_x[0-9A-Fa-f]{4}_")


def columns(*kinds: str) -> list[Column]:
    return [Column(name=f"열{at}", kind=kind) for at, kind in enumerate(kinds)]  # type: ignore[arg-type]


def written(folder: Path, rows: list[list[Any]], *kinds: str) -> bytes:
    path = folder / "out.xlsx"
    write(path, [Sheet(name="배송명단", columns=columns(*kinds), rows=rows)], at=AT)
    return path.read_bytes()


def by_calamine(content: bytes, sheet: int = 0) -> list[list[Any]]:
    return python_calamine.load_workbook(io.BytesIO(content)).get_sheet_by_index(sheet).to_python(skip_empty_area=False)


def by_openpyxl(content: bytes, sheet: int = 0) -> list[list[Any]]:
    return [list(row) for row in openpyxl.load_workbook(io.BytesIO(content)).worksheets[sheet].values]


def sheet_xml(content: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=8))
def test_text_comes_back_as_it_was_by_two_other_readers(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    content = written(tmp_path, [["x", *row] for row in rows], "text", "text", "text")

    expected = [["x", *row] for row in rows]
    assert by_calamine(content)[1:] == expected
    if not any(ESCAPE.search(text) for row in rows for text in row):  # openpyxl leaves this escape as it stands
        assert [[cell or "" for cell in row] for row in by_openpyxl(content)[1:]] == expected


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.decimals(min_value=-(10**9), max_value=10**9, places=4),
    st.dates(min_value=date(1900, 3, 1)),
    st.datetimes(min_value=datetime(1900, 3, 1)).map(lambda moment: moment.replace(microsecond=0)),  # noqa: DTZ001
)
def test_numbers_and_dates_come_back_as_they_were(
    tmp_path: Path, whole: int, money: Decimal, day: date, moment: datetime
) -> None:
    content = written(tmp_path, [[whole, money, day, moment]], "number", "number", "date", "datetime")

    for read_back in (by_calamine(content)[1], by_openpyxl(content)[1]):
        assert read_back[0] == whole
        assert math.isclose(read_back[1], money, abs_tol=1e-9)
        assert f"{read_back[2]:%Y-%m-%d}" == f"{day:%Y-%m-%d}"
        assert _as_moment(read_back[3]) == moment


def _as_moment(value: date) -> datetime:
    if not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001
    return (value + timedelta(milliseconds=500)).replace(microsecond=0)


@given(st.lists(TEXTS.filter(lambda text: text.strip() != ""), min_size=1, max_size=3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
def test_what_we_write_we_read_again_as_what_we_had_read(tmp_path: Path, texts: list[str]) -> None:
    fields = [Field(name="열0"), Field(name="열1")]

    def again(content: bytes) -> list[str]:
        rows = read([Made("out.xlsx", content)], fields, required=(("열0",),), told=lambda note: None)
        return [row.text("열1") for row in rows]

    once = again(written(tmp_path, [["x", text] for text in texts], "text", "text"))
    assert again(written(tmp_path, [["x", text] for text in once], "text", "text")) == once


@pytest.mark.parametrize("text", ["=1+1", "+82 10", "-1", "@SUM(A1)", "=HYPERLINK(1)", "http://a.kr", "\t=1", "{=1}"])
def test_text_stays_text_and_nothing_is_a_formula_or_a_link(tmp_path: Path, text: str) -> None:
    content = written(tmp_path, [[text]], "text")

    assert by_calamine(content)[1] == [text]
    assert "<f" not in sheet_xml(content)
    assert "hyperlink" not in sheet_xml(content)


def test_digits_as_text_keep_their_zeros_without_a_warning_mark(tmp_path: Path) -> None:
    content = written(tmp_path, [["05500"]], "text")

    assert by_openpyxl(content)[1] == ["05500"]
    assert 'numberStoredAsText="1"' in sheet_xml(content)


def test_the_same_data_and_clock_are_the_same_bytes_and_carry_the_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = written(tmp_path, [["가", 1]], "text", "number")
    first_core = zipfile.ZipFile(io.BytesIO(first)).read("docProps/core.xml")

    assert b"2021-10-06T00:00:00Z" in first_core
    assert not re.search(rb"20(?!21-10-06)\d\d-\d\d-\d\dT", first_core)
    assert {info.date_time for info in zipfile.ZipFile(io.BytesIO(first)).infolist()} == {(2021, 10, 6, 9, 0, 0)}
    assert written(tmp_path, [["가", 1]], "text", "number") == first
    assert zipfile.ZipFile(io.BytesIO(first)).testzip() is None


def test_a_sheet_without_rows_has_its_header(tmp_path: Path) -> None:
    content = written(tmp_path, [], "text", "number")

    assert by_calamine(content) == by_openpyxl(content) == [["열0", "열1"]]


def test_sheets_come_in_the_order_given_and_rows_may_be_any_iterable(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    rows: list[list[Cell]] = [["가"], ["나"]]
    write(path, [Sheet(name=name, columns=columns("text"), rows=iter(rows)) for name in ("배송명단", "제외")], at=AT)

    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["배송명단", "제외"]
    assert by_calamine(path.read_bytes(), 1) == [["열0"], ["가"], ["나"]]


def test_a_sheet_looks_and_prints_as_officials_like(tmp_path: Path) -> None:
    long = "서울특별시 송파구 올림픽로 326"
    content = written(tmp_path, [["1", long, "가" * 200]], "text", "text", "text")

    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.auto_filter.ref) == ("A2", "$1:$1", "A1:C2")
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage) == (
        9,
        0,
        True,
    )
    assert sheet.oddFooter.center.text == "&P / &N"
    assert sheet["A1"].font.bold
    assert sheet["A1"].border.bottom.style == "thin"
    assert len(long.encode("cp949")) < sheet.column_dimensions["B"].width < 45
    assert sheet.column_dimensions["C"].width < 62
    assert sheet["C2"].alignment.wrap_text
    assert sheet.row_dimensions[2].height > 90


def test_dates_are_real_dates_with_a_format(tmp_path: Path) -> None:
    content = written(tmp_path, [[date(2021, 10, 6), AT, date(2021, 10, 6), AT]], "date", "datetime", "text", "text")

    row = openpyxl.load_workbook(io.BytesIO(content)).active[2]
    assert [cell.number_format for cell in row[:2]] == ["yyyy-mm-dd", "yyyy-mm-dd hh:mm"]
    assert [cell.value for cell in row[2:]] == ["2021-10-06", "2021-10-06 09:00"]


def test_blank_cells_stay_blank(tmp_path: Path) -> None:
    assert by_openpyxl(written(tmp_path, [["가", "", None, "나"]], "text", "text", "number", "text"))[1] == [
        "가",
        None,
        None,
        "나",
    ]


def test_line_breaks_are_those_a_cell_knows(tmp_path: Path) -> None:
    assert by_openpyxl(written(tmp_path, [["가\r\n나\r다\n라"]], "text"))[1] == ["가\n나\n다\n라"]


@pytest.mark.parametrize(
    ("value", "error"),
    [
        ("가" * 32_768, TextTooLong),
        ("😀" * 16_384, TextTooLong),
        ("가\x00나", CellInvalid),
        ("가\x0b", CellInvalid),
        ("\ud800", CellInvalid),
        ("\ufffe", CellInvalid),
        (10**15, NumberTooLong),
        (Decimal("0.1234567890123456789"), NumberTooLong),
        (math.nan, CellInvalid),
        (math.inf, CellInvalid),
        (date(1900, 2, 28), DateTooEarly),
    ],
)
def test_what_a_cell_cannot_hold_is_an_error_that_names_the_place(
    tmp_path: Path, value: Any, error: type[CellInvalid]
) -> None:
    path = tmp_path / "out.xlsx"
    sheet = Sheet(name="명단", columns=columns("text", "date"), rows=[["가", None], ["나", value]])

    with pytest.raises(error) as caught:
        write(path, [sheet], at=AT)

    assert caught.value.fields == {"sheet": "명단", "row": 3, "column": "열1"}
    assert list(tmp_path.iterdir()) == []


def test_the_longest_text_that_fits_comes_back_whole(tmp_path: Path) -> None:
    assert by_calamine(written(tmp_path, [["가" * 32_767]], "text"))[1] == ["가" * 32_767]


def test_two_columns_of_one_name_are_the_processs_own_mistake(tmp_path: Path) -> None:
    twice = [Column(name="성명"), Column(name="성명")]
    with pytest.raises(ValueError, match="명단"):
        write(tmp_path / "out.xlsx", [Sheet(name="명단", columns=twice, rows=[])], at=AT)
