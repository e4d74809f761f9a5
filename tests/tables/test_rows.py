"""Rows: every record once, whatever is hidden, merged, empty or summed up around it."""

from typing import Any

import pytest

from jikwon.model import Place

from .making import HEADER, HONG, KIM, Made, csv_bytes, ods, ods_cell, ods_row, read_all, xls, xlsx, xlsx_bytes


def test_hidden_and_filtered_rows_are_read_and_told() -> None:
    heard = read_all(xlsx([HEADER, HONG, KIM], lambda book, sheet: sheet.set_row(1, None, None, {"hidden": True})))

    assert heard.names() == ["홍길동", "김하나"]
    assert heard.note("hidden-rows").at == Place(source="register", file="명단.xlsx", row=2)


def test_a_hidden_column_is_read_and_told_by_its_header() -> None:
    heard = read_all(xlsx([HEADER, HONG], lambda book, sheet: sheet.set_column(2, 3, None, None, {"hidden": True})))

    assert heard.rows[0].text("휴대전화") == "010-0123-4567"
    assert [note.at.column for note in heard.notes if note.code == "hidden-column"] == ["휴대전화", "주소"]


def test_what_an_xls_book_hides_is_told_too() -> None:
    def hide(sheet: Any) -> None:
        sheet.row(1).hidden = True
        sheet.col(2).hidden = True

    heard = read_all(xls([HEADER, HONG, KIM], hide))

    assert heard.names() == ["홍길동", "김하나"]
    assert heard.note("hidden-rows").count == 1
    assert heard.note("hidden-column").at.column == "휴대전화"


def test_what_an_ods_book_hides_or_merges_is_known_too() -> None:
    span, under = 'table:number-rows-spanned="2" table:number-columns-spanned="1"', "<table:covered-table-cell/>"
    first = f"<table:table-row>{''.join(map(ods_cell, HONG[:3]))}{ods_cell('올림픽로 326', span)}</table:table-row>"
    second = f"<table:table-row>{''.join(map(ods_cell, KIM[:3]))}{under}</table:table-row>"
    third = ods_row(["SP-003", "이둘", "010-0345-6789", "가락로 7"], 'table:visibility="filter"')
    columns = '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'

    heard = read_all(ods([ods_row(HEADER), first, second, third], columns=columns))

    assert [row.text("주소") for row in heard.rows] == ["올림픽로 326", "올림픽로 326", "가락로 7"]
    assert heard.note("hidden-rows").at.row == 4
    assert heard.note("hidden-column").at.column == "휴대전화"


def test_empty_rows_do_not_end_a_table_and_rows_keep_their_numbers() -> None:
    for source in (xlsx([HEADER, HONG, [], ["", " "], KIM]), Made("a.csv", csv_bytes([HEADER, HONG, [], [" "], KIM]))):
        assert [row.number for row in read_all(source).rows] == [2, 5]


def test_rows_and_columns_left_blank_before_a_table_count_in_every_format() -> None:
    rows = [[], [], ["", *HEADER], ["", *HONG]]
    for source in (xlsx(rows), xls(rows), ods([ods_row(row) for row in rows]), Made("a.csv", csv_bytes(rows))):
        (row,) = read_all(source).rows

        assert (row.number, row.text("주소")) == (4, "올림픽로 326")


def test_a_csv_row_is_counted_by_records_as_a_spreadsheet_shows_it() -> None:
    source = Made("명단.csv", csv_bytes([HEADER, ["SP-001", "홍길동", "010-0123-4567", "올림픽로 326\n101동"], KIM]))

    heard = read_all(source)

    assert heard.rows[1].place("성명") == Place(source="register", file="명단.csv", row=3, column="성명")


def test_a_merged_cell_counts_for_each_of_its_rows() -> None:
    rows = [HEADER, HONG, ["SP-002", "김하나", "010-0234-5678", ""], []]

    heard = read_all(xlsx(rows, lambda book, sheet: sheet.merge_range(1, 3, 3, 3, "올림픽로 326")))

    assert [row.text("주소") for row in heard.rows] == ["올림픽로 326", "올림픽로 326"]


@pytest.mark.parametrize(
    "total",
    [
        ["합계", "", "", ""],
        ["", "합 계", "2명", ""],
        ["총 계", 2, "", ""],
        ["", "", "소계", "2"],
        ["", "계: 2명", "", ""],
        ["", "잠실본동 소계", "", ""],
        ["총 2명", "", "", ""],
        ["TOTAL", 2, 2, 2],
        ["- 이하 여백 -", "", "", ""],
    ],
)
def test_a_total_row_is_told_and_no_record(total: list[Any]) -> None:
    heard = read_all(xlsx([HEADER, HONG, KIM, [], total]))

    assert heard.names() == ["홍길동", "김하나"]
    assert heard.note("total-row").at.row == 5


@pytest.mark.parametrize(
    "record",
    [
        ["SP-003", "계", "010-0345-6789", "가락로 7"],
        ["SP-003", "계", "", ""],
        ["", "총명이", "", ""],
        ["", "합계", "010-0345-6789", ""],
        ["", "", "", "합계동 1"],
    ],
)
def test_a_row_that_identifies_somebody_is_never_a_total(record: list[str]) -> None:
    assert len(read_all(xlsx([HEADER, HONG, record])).rows) == 2


def test_rows_with_nothing_but_a_running_number_are_told_and_no_records() -> None:
    heard = read_all(xlsx([["순번", *HEADER], [1, *HONG], [2], [3]]))

    assert heard.names() == ["홍길동"]
    assert (heard.note("rows-without-fields").count, heard.note("rows-without-fields").at.row) == (2, 3)


def test_a_table_with_a_header_and_no_rows_is_zero_rows_told() -> None:
    for source in (xlsx([HEADER]), Made("명단.csv", csv_bytes([HEADER])), xls([HEADER]), ods([ods_row(HEADER)])):
        heard = read_all(source)

        assert heard.rows == []
        assert heard.codes() == ["table-without-rows"]


def test_every_visible_sheet_with_a_table_is_read_and_a_hidden_one_too_told() -> None:
    def hide(book: Any, made: dict[str, Any]) -> None:
        made["숨김"].hide()

    sheets = {"7월": [HEADER, HONG], "안내": [["작성 방법"]], "빈 것": [], "숨김": [HEADER, KIM]}
    heard = read_all(Made("명단.xlsx", xlsx_bytes(sheets, hide)))

    assert [row.at.origin for row in heard.rows] == ["명단.xlsx [7월]", "명단.xlsx [숨김]"]
    assert [(note.code, note.at.sheet) for note in heard.notes] == [
        ("sheet-without-table", "안내"),
        ("sheet-empty", "빈 것"),
        ("hidden-sheet", "숨김"),
    ]


def test_a_sheet_without_a_required_header_is_passed_over_though_it_knows_others() -> None:
    source = Made("명단.xlsx", xlsx_bytes({"명단": [HEADER, HONG], "집계": [["행정동", "비고"], ["잠실본동", "3"]]}))

    assert read_all(source).codes() == ["sheet-without-table"]


def test_asked_for_by_name_only_that_sheet_is_read_where_the_book_has_it() -> None:
    book = Made("대장.xlsx", xlsx_bytes({"대상자": [HEADER, HONG], "제외": [HEADER, KIM]}))
    other = Made("명단.csv", csv_bytes([HEADER, KIM]))

    heard = read_all(book, other, sheets=("대상자",))

    assert [(row.at.file, row.text("성명")) for row in heard.rows] == [("대장.xlsx", "홍길동"), ("명단.csv", "김하나")]
    assert heard.note("sheet-passed-over").at.sheet == "제외"


def test_a_place_names_the_sheet_only_where_the_book_has_several() -> None:
    one = read_all(xlsx([HEADER, HONG])).rows[0]
    several = read_all(Made("명단.xlsx", xlsx_bytes({"가": [HEADER, HONG], "나": []}))).rows[0]

    assert (one.at.sheet, one.sheet) == ("", "Sheet1")
    assert (several.at.sheet, several.place("성명").origin) == ("가", "명단.xlsx [가]")


def test_a_place_shows_the_header_as_it_stands() -> None:
    row = read_all(xlsx([["관리번호", "성명 *", "연락처(본인)", "주소"], HONG])).rows[0]

    assert (row.place("성명").column, row.place("휴대전화").column) == ("성명 *", "연락처(본인)")


def test_a_row_knows_its_filled_cells_its_columns_and_those_nobody_asked_for() -> None:
    row = read_all(xlsx([["순번", *HEADER, "특이 사항"], [1, *HONG[:3], " ", "메모"]])).rows[0]

    assert row.filled == 5
    assert (row.has("주소"), row.has("상세주소"), row.text("상세주소"), row.raw("상세주소")) == (True, False, "", None)
    assert (row.extra("특이사항"), row.extra("없음")) == ("메모", "")
    assert "홍길동" not in repr(row)


def test_files_sheets_and_rows_come_in_the_order_given() -> None:
    sources = [Made(f"{at}.csv", csv_bytes([HEADER, [f"SP-{at}", "홍길동", "010", "길"]])) for at in range(9)]

    assert [row.text("격리자관리번호") for row in read_all(*sources).rows] == [f"SP-{at}" for at in range(9)]


def test_an_optional_input_without_files_gives_no_rows() -> None:
    assert read_all().rows == []


def test_a_reading_gives_its_rows_once() -> None:
    from jikwon.tools.tables import read

    from .making import FIELDS, REQUIRED

    reading = read([xlsx([HEADER, HONG])], FIELDS, required=REQUIRED, told=lambda note: None)
    assert len(list(reading)) == 1

    with pytest.raises(RuntimeError):
        list(reading)
