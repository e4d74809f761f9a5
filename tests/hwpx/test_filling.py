"""Templates are filled by fields, labels and tables; what does not fit is refused with its place."""

import io
import zipfile
from dataclasses import replace

import pytest
from lxml import etree
from tests.hwpx.making import AT, new, template

from jikwon.model import JikwonError
from jikwon.tools.hwpx import (
    FieldMissing,
    FieldUnfilled,
    HwpxUnreadable,
    LabelAmbiguous,
    Rows,
    TableMissing,
    TextForbidden,
    check,
    fill,
    read,
)  # fmt: skip

FIELDS = {"제목": "처리결과", "수신": "내부결재", "담당": "민원여권과"}
TWO = Rows(
    rows=[{"구분": "교통과", "접수": "1,234", "완료": "1"}, {"구분": "환경과", "접수": "5", "완료": "4"}],
    total={"구분": "합계", "접수": "1,239", "완료": "5"},
)


def test_a_field_a_label_and_a_table_are_filled_and_read_back() -> None:
    made = read(fill(template(), fields=FIELDS, tables={"부서별": TWO}, at=AT))

    assert made.fields == {"제목": ("처리결과",)}
    assert made.tables[0].rows == [["수신", "내부결재"], ["담당", "민원여권과"]]
    assert made.tables[1].rows == [
        ["구분", "접수", "완료"], ["교통과", "1,234", "1"], ["환경과", "5", "4"], ["합계", "1,239", "5"],
    ]  # fmt: skip


def test_what_is_filled_is_a_sound_document() -> None:
    assert check(fill(template(), fields=FIELDS, tables={"부서별": TWO}, at=AT)) == []


def test_the_same_content_gives_the_same_bytes() -> None:
    form = template()

    first, second = (fill(form, fields=FIELDS, tables={"부서별": TWO}, at=AT) for _ in range(2))

    assert first == second
    assert fill(form, fields=FIELDS, tables={"부서별": TWO}, at=AT.replace(hour=10)) != first


def test_a_line_break_begins_a_paragraph_in_fields_and_in_cells() -> None:
    made = read(
        fill(
            template(), fields=FIELDS | {"제목": "가\n나\n\n라", "담당": "한 줄\n두 줄"}, tables={"부서별": TWO}, at=AT
        )
    )

    assert made.fields["제목"] == ("가\n나\n\n라",)
    assert made.tables[0].rows[1] == ["담당", "한 줄\n두 줄"]
    assert made.paragraphs[:3] == ("제목: 가", "나", "라")


def test_a_field_that_goes_over_several_paragraphs_is_filled_as_one() -> None:
    long = fill(template(), fields=FIELDS | {"제목": "가\n나\n다"}, tables={"부서별": TWO}, at=AT)

    made = read(fill(long, fields={"제목": "하나"}, at=AT))

    assert made.fields == {"제목": ("하나",)}
    assert made.paragraphs == ("제목: 하나", "담당자 표", "가. 부서별")


def test_an_empty_field_leaves_no_hint_behind() -> None:
    made = read(fill(template(), fields=FIELDS | {"제목": ""}, tables={"부서별": TWO}, at=AT))

    assert made.fields == {}
    assert made.paragraphs[0] == "제목: "


def test_a_label_over_its_cell_is_filled_below() -> None:
    form = template(labels=(("기안자", "검토자"), ("", "")))

    made = read(fill(form, fields={"제목": "글", "기안자": "가", "검토자": "나"}, tables={"부서별": TWO}, at=AT))

    assert made.tables[0].rows == [["기안자", "검토자"], ["가", "나"]]


def test_repeated_rows_keep_form_and_height_and_are_numbered() -> None:
    form = template()
    many = replace(TWO, rows=[{"구분": f"{number}과", "접수": "1", "완료": "0"} for number in range(200)])

    section = etree.fromstring(part(fill(form, fields=FIELDS, tables={"부서별": many}, at=AT), "Contents/section0.xml"))

    table = section.findall(".//{*}tbl")[1]
    rows = table.findall("{*}tr")
    assert table.get("rowCnt") == str(len(rows)) == "202"
    assert [row.find("{*}tc/{*}cellAddr").get("rowAddr") for row in rows] == [str(each) for each in range(202)]
    assert {cell.get("height") for row in rows for cell in row.iter("{*}cellSz")} == {"1800"}
    assert table.find("{*}sz").get("height") == str(202 * 1800)


@pytest.mark.parametrize(("count", "as_letter"), [(2, "1"), (200, "0")])
def test_a_table_that_grows_long_may_go_on_on_the_next_page(count: int, as_letter: str) -> None:
    rows = Rows(rows=[{"구분": "과"}] * count, total={"구분": "합계"})

    section = etree.fromstring(
        part(fill(template(), fields=FIELDS, tables={"부서별": rows}, at=AT), "Contents/section0.xml")
    )

    table = section.findall(".//{*}tbl")[1]
    assert table.find("{*}pos").get("treatAsChar") == as_letter
    assert table.get("pageBreak") == "CELL"


def test_a_flat_row_of_a_template_is_given_a_height() -> None:
    document = new()
    document.add_paragraph("표")
    document.add_table(2, 1, height=200).set_cell_text(0, 0, "구분")

    made = fill(document.to_bytes(), fields={}, tables={"표": Rows(rows=[{"구분": "가"}])}, at=AT)

    heights = [
        int(each.get("height")) for each in etree.fromstring(part(made, "Contents/section0.xml")).iter("{*}cellSz")
    ]
    assert heights[1] >= 1_300


def test_a_table_that_is_given_none_goes_with_its_name_and_nothing_else() -> None:
    form = template(tables=("부서별", "유형별"))

    made = read(fill(form, fields=FIELDS, tables={"부서별": TWO, "유형별": None}, at=AT))

    assert [table.caption for table in made.tables] == ["담당자 표", "가. 부서별"]
    assert made.paragraphs == ("제목: 처리결과", "담당자 표", "가. 부서별")


def test_a_table_without_rows_keeps_its_total() -> None:
    made = read(fill(template(), fields=FIELDS, tables={"부서별": replace(TWO, rows=[])}, at=AT))

    assert made.tables[1].rows == [["구분", "접수", "완료"], ["합계", "1,239", "5"]]


def test_who_made_the_template_and_its_picture_do_not_travel_on() -> None:
    made = fill(template(), fields=FIELDS, tables={"부서별": TWO}, at=AT)

    assert b"synthetic-fixture-author" not in part(made, "Contents/content.hpf")
    assert "Preview/PrvImage.png" not in zipfile.ZipFile(io.BytesIO(made)).namelist()
    assert "처리결과" in part(made, "Preview/PrvText.txt").decode()


@pytest.mark.parametrize(
    ("form", "fields", "tables", "error", "told"),
    [
        (template(), FIELDS | {"없는이름": "값"}, {"부서별": TWO}, FieldMissing, "없는이름"),
        (template(labels=(("수신", ""), ("수신", ""))), FIELDS, {"부서별": TWO}, LabelAmbiguous, "수신"),
        (template(labels=(("수신", ""), ("", ""))), FIELDS, {"부서별": TWO}, LabelAmbiguous, "수신"),
        (template(labels=(("수신", "이미"), ("담당", ""))), FIELDS, {"부서별": TWO}, FieldMissing, "수신"),
        (template(fields=("제목", "남은칸")), FIELDS, {"부서별": TWO}, FieldUnfilled, "남은칸"),
        (template(), FIELDS, {"경로별": TWO}, TableMissing, "부서별"),
        (template(tables=("부서별", "부서별")), FIELDS, {"부서별": TWO}, LabelAmbiguous, "부서별"),
        (template(), FIELDS, {"부서별": replace(TWO, rows=[{"이송": "1"}])}, TableMissing, "이송"),
        (template(total=False), FIELDS, {"부서별": TWO}, TableMissing, "부서별"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_template_and_name(
    form: bytes, fields: dict[str, str], tables: dict[str, Rows], error: type[JikwonError], told: str
) -> None:
    with pytest.raises(error) as refused:
        fill(form, fields=fields, tables=tables, at=AT, file="틀.hwpx")

    for language in ("ko", "en"):
        assert told in refused.value.text(language)
        assert "틀.hwpx" in refused.value.text(language)


def test_a_character_that_no_document_holds_is_named_and_the_value_is_not() -> None:
    with pytest.raises(TextForbidden) as refused:
        fill(template(), fields=FIELDS | {"제목": "비밀\x00글"}, tables={"부서별": TWO}, at=AT)

    assert "U+0000" in str(refused.value)
    assert "비밀" not in str(refused.value)


def test_a_name_that_a_value_holds_never_becomes_markup() -> None:
    value = "<hp:t>&amp;</hp:t> '\" ]]> &#65;"

    made = read(fill(template(), fields=FIELDS | {"제목": value}, tables={"부서별": TWO}, at=AT))

    assert made.fields["제목"] == (value,)


def test_bytes_that_are_no_document_are_refused() -> None:
    with pytest.raises(HwpxUnreadable):
        fill(b"PK not really", fields={}, at=AT)


def part(data: bytes, name: str) -> bytes:
    return zipfile.ZipFile(io.BytesIO(data)).read(name)
