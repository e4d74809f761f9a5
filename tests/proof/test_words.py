"""Each word passes when things are as it says, and tells how many and where when they are not."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from jikwon.model import Answer, Check, Place
from jikwon.proof import (
    RESIDENT_NUMBER,
    Fate,
    FateState,
    Proof,
    Row,
    Table,
    Told,
    adds_up,
    columns_are,
    each,
    in_order,
    no_formulas,
    no_repeat,
    same_cells,
    same_keys,
    same_number,
    same_order,
    same_phone,
    same_text,
    sheets_are,
    without,
)
from jikwon.proof.errors import PlaceUnknown, SheetMissing

CLOCK = datetime(2021, 10, 6, 9, tzinfo=timezone(timedelta(hours=9)))
HEADER = ["번호", "성명", "전화", "수량"]
ROWS: list[list[Any]] = [["Q1", "김하나", "010-0000-0001", 1], ["Q2", "김두리", "010-0000-0002", 2]]


class File:
    input = "register"
    sha256 = "0" * 64

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text

    def read(self) -> bytes:
        return self.text.encode()


Make = Callable[..., Proof]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def made(rows: list[list[Any]] = ROWS, header: list[str] = HEADER, **more: Any) -> Proof:
        path = tmp_path / "list.xlsx"
        book = xlsxwriter.Workbook(str(path))
        for name in ("명단", "빈"):
            sheet = book.add_worksheet(name)
            for number, row in enumerate([header, *(rows if name == "명단" else [])]):
                sheet.write_row(number, 0, row)
        book.close()
        source = File("대장.csv", "관리번호,성명,연락처,수량\nQ1,김하나,+82-10-0000-0001,1\nQ2,김두리,1000000002,2\n")
        given: dict[str, Any] = {"clock": CLOCK, "settings": {"item": "키트"}, "sources": {"register": [source]}}
        given |= {"outputs": {"list": path}, "fates": [], "hash": lambda *parts: "0" * 16}
        return Proof(**(given | more))

    return made


FIELDS = {"번호": ["관리번호"], "성명": [], "전화": ["연락처"], "수량": []}
CELLS = {"성명": same_text, "전화": same_phone, "수량": same_number}


def cells_against_source(proof: Proof) -> Check:
    (source,) = proof.source_tables("register", fields=FIELDS)
    known: Mapping[Any, Row] = {row["번호"]: row for row in source.rows}
    table = proof.sheet("list", "명단")
    return same_cells("칸", table.rows, expected=lambda row: known.get(row["번호"]), columns=CELLS)


def test_cells_equal_to_their_sources_hold(make: Make) -> None:
    check = cells_against_source(make())

    assert (check.compared, check.mismatches) == (6, 0)


@pytest.mark.parametrize("column", [1, 2, 3])
def test_two_cells_exchanged_are_told_by_place(make: Make, column: int) -> None:
    rows = [list(row) for row in ROWS]
    rows[0][column], rows[1][column] = rows[1][column], rows[0][column]

    check = cells_against_source(make(rows))

    assert check.mismatches == 2
    assert check.at[0] == Place(source="list", file="list.xlsx", sheet="명단", row=2, column=HEADER[column])


def test_a_row_without_a_source_is_wrong_in_every_cell(make: Make) -> None:
    check = cells_against_source(make([*ROWS, ["Q9", "박없음", "010-0000-0009", 1]]))

    assert (check.compared, check.mismatches) == (9, 3)


def test_cells_compared_with_an_answer_rest_on_people(make: Make) -> None:
    proof = make()
    wanted = {"성명": Answer(value="김하나"), "전화": Told(value="010-0000-0001"), "수량": 1}

    check = same_cells("칸", proof.sheet("list", "명단").rows[:1], expected=lambda _: wanted, columns=CELLS)

    assert (check.mismatches, check.rests_on_people) == (0, 2)


def test_a_column_that_is_not_expected_is_wrong(make: Make) -> None:
    rows = make().sheet("list", "명단").rows

    check = same_cells("칸", rows, expected=lambda row: {"성명": row["성명"]}, columns=CELLS)

    assert check.mismatches == 4


def test_keys_that_one_side_lacks_are_told(make: Make) -> None:
    table = make().sheet("list", "명단")
    fates = {"Q1": Fate(key="Q1", state=FateState.DONE), "Q3": Fate(key="Q3", state=FateState.DONE, at=(table.at,))}

    check = same_keys("열쇠", table.by("번호"), fates)

    assert (check.compared, check.mismatches, len(check.at)) == (3, 2, 2)
    assert same_keys("열쇠", table.by("번호"), table.by("번호")).mismatches == 0


def test_a_repeated_key_is_told(make: Make) -> None:
    proof = make([*ROWS, ROWS[0]])

    check = no_repeat("한 번", proof.sheet("list", "명단").rows, "번호")

    assert (check.compared, check.mismatches, check.at[0].row) == (3, 1, 4)
    assert no_repeat("한 번", proof.sheet("list", "명단").rows[:2], ["번호", "성명"]).mismatches == 0


def test_sums_are_exact() -> None:
    assert adds_up("합", [0.1, "0.2"], 0.3).mismatches == 0
    assert adds_up("합", [1, 2], 4, at=Place(source="list", file="a")).at[0].file == "a"
    assert adds_up("합", [1, None], 1).mismatches == 1
    assert adds_up("합", [], None).mismatches == 1


def test_order_is_held(make: Make) -> None:
    rows = make().sheet("list", "명단").rows

    assert in_order("차례", rows, key=lambda row: row["번호"]).mismatches == 0
    assert in_order("차례", rows[::-1], key=lambda row: row["번호"]).mismatches == 1
    assert same_order("차례", rows, rows, key="번호").mismatches == 0
    assert same_order("차례", rows, rows[:1], key="번호").mismatches == 1


def test_a_formula_is_found(make: Make) -> None:
    assert no_formulas("수식", make()).mismatches == 0
    check = no_formulas("수식", make([["Q1", "=1+1", "", 1]]))
    assert (check.mismatches, check.at[0].column) == (1, "성명")


def test_a_resident_number_is_found_however_it_is_written(make: Make) -> None:
    for text in ("850302-1234567", "비고 8503021234567", "８５０３０２－１２３４５６７", "850302 1234567"):
        table = make([["Q1", text, "010", 1]]).sheet("list", "명단")
        assert without("번호 없음", [table], [RESIDENT_NUMBER]).mismatches == 1
        assert without("번호 없음", table.rows, [RESIDENT_NUMBER]).at[0].column == "성명"
    assert without("번호 없음", [make().sheet("list", "명단")], [RESIDENT_NUMBER]).mismatches == 0
    place = Place(source="mail", file="mail.eml")
    assert without("번호 없음", [(place, "x 850302-1234567")], [RESIDENT_NUMBER]).at == (place,)


def test_a_header_is_exact_and_nothing_stands_beside_it(make: Make) -> None:
    assert columns_are("열", make().sheet("list", "명단"), HEADER).mismatches == 0
    assert (
        columns_are("열", make(header=["번호", "성명", "수량", "전화"]).sheet("list", "명단"), HEADER).mismatches == 2
    )
    assert columns_are("열", make([[*ROWS[0], "남은 것"]]).sheet("list", "명단"), HEADER).mismatches == 1


def test_sheets_are_exact(make: Make) -> None:
    assert sheets_are("시트", make(), "list", ["명단", "빈"]).mismatches == 0
    assert sheets_are("시트", make(), "list", ["명단"]).mismatches == 1


def test_each_item_is_asked(make: Make) -> None:
    check = each("수량", make().sheet("list", "명단").rows, lambda row: row["수량"] == 1)

    assert (check.compared, check.mismatches, check.at[0].row) == (2, 1, 3)


def test_at_most_a_hundred_places_are_listed(make: Make) -> None:
    check = each("x", make([["Q1", "가", "나", 1]] * 150).sheet("list", "명단").rows, lambda _: False)

    assert (check.mismatches, len(check.at)) == (150, 100)


def test_a_place_leads_to_its_source_cell(make: Make) -> None:
    proof = make()
    proof.source_tables("register", fields=FIELDS)

    assert proof.cell(Place(source="register", file="대장.csv", row=3), "전화") == "1000000002"
    with pytest.raises(PlaceUnknown):
        proof.cell(Place(source="register", file="없음.csv", row=3), "전화")


def test_fates_answers_and_settings_are_at_hand(make: Make) -> None:
    told = Answer(value="올림픽로 1", by="kim", at=CLOCK)
    fates = [
        Fate(key="Q1", state=FateState.DONE, answers={"address-unclear": told}),
        Fate(key="Q2", state=FateState.WAITING, code="phone-unclear"),
    ]
    proof = make(fates=fates)

    assert proof.partial
    assert not make(fates=fates[:1]).partial
    assert proof.answer("Q1", "address-unclear") is told
    assert proof.answer("Q2", "address-unclear") is None
    assert [fate.key for fate in proof.fates_in(FateState.WAITING)] == ["Q2"]
    assert proof.setting("item") == "키트"


def test_earlier_parts_are_read_and_a_missing_sheet_is_an_error(make: Make) -> None:
    before = make().outputs["list"].read_bytes()
    proof = make(earlier={"list": [before]})

    (table,) = proof.earlier_sheets("list", "명단")

    assert isinstance(table, Table)
    assert len(table.rows) == 2
    with pytest.raises(SheetMissing):
        proof.sheet("list", "없음")


def test_a_row_shows_its_place_and_never_its_cells(make: Make) -> None:
    assert "김하나" not in repr(make().sheet("list", "명단").rows[0])
