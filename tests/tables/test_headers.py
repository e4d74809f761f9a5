"""Headers: found by name, anywhere in the first rows, in one row or two."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikwon.tools.tables import ColumnMissing, ColumnTwice, Field, TableMissing, read
from jikwon.tools.tables.fields import fold

from .making import HEADER, HONG, KIM, Made, csv_bytes, read_all, xlsx


@pytest.mark.parametrize(
    "header",
    [
        "성명",
        " 성 명 ",
        "성\n명",
        "성명*",
        "* 성명",
        "성명(한글)",
        "성명 （필수）",
        "성명[본인]",
        "\u3000성\u00a0명",
        "(성명)",
    ],
)
def test_names_are_compared_without_blanks_line_breaks_remarks_and_stars(header: str) -> None:
    heard = read_all(xlsx([["관리번호", header, "연락처", "도로명주소"], HONG]))

    assert heard.names() == ["홍길동"]


def test_a_decomposed_header_from_a_mac_is_the_same_header() -> None:
    header = [unicodedata.normalize("NFD", name) for name in HEADER]

    heard = read_all(Made("명단.csv", csv_bytes([header, HONG])))

    assert heard.names() == ["홍길동"]


@given(st.permutations(range(4)), st.lists(st.sampled_from(["", "순번", "메모"]), min_size=4, max_size=4))
def test_columns_are_found_by_name_never_by_position(order: list[int], between: list[str]) -> None:
    header = [cell for at, extra in zip(order, between, strict=True) for cell in (extra, HEADER[at])]
    record = [cell for at in order for cell in ("", HONG[at])]

    row = read_all(Made("명단.csv", csv_bytes([header, record]))).rows[0]

    assert [row.text(name) for name in HEADER] == HONG


def test_title_rows_above_the_header_are_told() -> None:
    heard = read_all(xlsx([["자가격리자 명단"], [], ["", "2021. 10. 6. 기준"], HEADER, HONG]))

    assert heard.names() == ["홍길동"]
    assert heard.note("title-rows").count == 2
    assert heard.rows[0].number == 5


def test_a_header_below_the_fiftieth_row_is_not_looked_for() -> None:
    with pytest.raises(TableMissing):
        read_all(xlsx([["제목", "제목"]] * 51 + [HEADER, HONG]))


def test_in_a_two_row_header_the_lower_cell_counts_else_the_upper() -> None:
    heard = read_all(
        xlsx(
            [
                ["관리번호", "인적사항", "", "주소"],
                ["", "성명", "연락처", ""],
                ["SP-001", "홍길동", "010-0123-4567", "가락로 5"],
            ]
        )
    )

    (row,) = heard.rows
    assert (row.text("성명"), row.text("휴대전화"), row.text("주소")) == ("홍길동", "010-0123-4567", "가락로 5")


def test_a_known_upper_name_gives_way_to_the_lower_ones() -> None:
    heard = read_all(
        xlsx(
            [
                ["관리번호", "성명", "주소", "연락처", ""],
                ["", "", "", "자택", "휴대전화"],
                ["SP-001", "홍길동", "가락로 5", "02-0123-4567", "010-0123-4567"],
            ]
        )
    )

    assert [row.text("휴대전화") for row in heard.rows] == ["010-0123-4567"]


def test_merged_header_cells_are_one_header_of_two_rows() -> None:
    def merge(book: object, sheet: object) -> None:
        for column, name in enumerate(HEADER[:3]):
            sheet.merge_range(0, column, 1, column, name)  # type: ignore[attr-defined]
        sheet.merge_range(0, 3, 0, 4, "주소")  # type: ignore[attr-defined]
        sheet.write(1, 3, "(도로명)")  # type: ignore[attr-defined]
        sheet.write(1, 4, "상세주소")  # type: ignore[attr-defined]

    heard = read_all(xlsx([[], [], [*HONG, "101동 1203호"]], merge))

    assert heard.names() == ["홍길동"]
    assert heard.rows[0].text("상세주소") == "101동 1203호"


def test_a_record_below_a_header_of_one_row_is_never_taken_for_a_header() -> None:
    heard = read_all(xlsx([HEADER, ["SP-001", "", "", ""], KIM]))

    assert [row.text("격리자관리번호") for row in heard.rows] == ["SP-001", "SP-002"]


def test_a_missing_column_is_named_with_its_sheet_and_the_headers_seen() -> None:
    with pytest.raises(ColumnMissing) as caught:
        read_all(xlsx([["관리번호", "성명", "전 화", "주소"], HONG]))

    said = caught.value.text("ko")
    assert "명단.xlsx [Sheet1]" in said
    assert "휴대전화" in said
    assert "전 화" in said
    assert "홍길동" not in said
    assert "\n" not in said


def test_either_of_two_alternatives_will_do_and_both_are_named_if_neither_is_there() -> None:
    assert read_all(xlsx([["성명", "생년월일", "연락처", "주소"], HONG])).rows
    with pytest.raises(ColumnMissing, match="격리자관리번호/생년월일"):
        read_all(xlsx([["성명", "연락처", "주소"], HONG[1:]]))


def test_two_columns_for_one_field_are_an_error_that_names_both() -> None:
    with pytest.raises(ColumnTwice) as caught:
        read_all(xlsx([[*HEADER, "전화번호"], [*HONG, "02-0123-4567"]]))

    assert caught.value.fields["field"] == "휴대전화"
    assert {caught.value.fields["first"], caught.value.fields["second"]} == {"휴대전화", "전화번호"}


def test_a_second_column_without_any_value_is_left_alone_and_told() -> None:
    heard = read_all(xlsx([["전화번호", *HEADER], ["", *HONG], [" ", *KIM]]))

    assert heard.rows[0].text("휴대전화") == "010-0123-4567"
    assert heard.note("column-unused").at.column == "전화번호"


def test_what_a_person_taught_of_headers_holds() -> None:
    source = xlsx(
        [
            ["관리번호", "성명", "손전화", "전화번호", "주소"],
            ["SP-001", "홍길동", "010-0123-4567", "02-0123-4567", "가락로 5"],
        ]
    )

    heard = read_all(source, taught={"손전화": "휴대전화", "전화번호": ""})

    assert heard.rows[0].text("휴대전화") == "010-0123-4567"


def test_two_fields_of_one_name_are_the_processs_own_mistake() -> None:
    fields = (Field(name="성명", synonyms=("이름",)), Field(name="이름"))
    with pytest.raises(ValueError, match="이름"):
        read([], fields, required=(), told=print)


def test_a_header_that_comes_again_is_told_and_no_record() -> None:
    heard = read_all(xlsx([HEADER, HONG, HEADER, KIM]))

    assert heard.names() == ["홍길동", "김하나"]
    assert heard.note("header-again").at.row == 3


def test_a_header_that_comes_again_in_another_order_holds_from_there() -> None:
    heard = read_all(xlsx([HEADER, HONG, HEADER[::-1], KIM[::-1]]))

    assert heard.names() == ["홍길동", "김하나"]
    assert [row.text("주소") for row in heard.rows] == ["올림픽로 326", "가락로 5"]


def test_no_header_known_at_all_is_an_error_that_shows_no_persons_data() -> None:
    with pytest.raises(TableMissing) as caught:
        read_all(xlsx([HONG, KIM]))

    assert "홍길동" not in caught.value.text("ko")
    assert "격리자관리번호/생년월일" in caught.value.text("ko")


@given(st.text("가나다abＡ（）()[]* \n\u3000", max_size=30))
def test_folding_a_header_twice_changes_nothing_and_never_empties_it(header: str) -> None:
    once = fold(header)
    assert fold(once) == once or set("()[]") & set(once)
