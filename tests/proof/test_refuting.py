"""A proof written in these words refutes every planted fault of an output, whatever the seed."""

import io
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
import xlsxwriter

from jikwon.model import Check
from jikwon.proof import (
    Proof,
    columns_are,
    no_formulas,
    no_repeat,
    same_cells,
    same_date,
    same_keys,
    same_number,
    same_order,
    same_phone,
    same_road_address,
    same_text,
    same_unit,
    sheets_are,
)
from jikwon.proof.breaks import breaks

HEADER = ["관리번호", "성명", "생년월일", "전화번호", "주소", "상세주소", "품목", "수량", "메시지"]
FIELDS: dict[str, list[str]] = {"관리번호": [], "성명": [], "생년월일": [], "전화번호": [], "주소": [], "상세주소": []}
COLUMNS = {
    "관리번호": same_text,
    "성명": same_text,
    "생년월일": same_date,
    "전화번호": same_phone,
    "주소": same_road_address,
    "상세주소": same_unit,
    "품목": same_text,
    "수량": same_number,
    "메시지": same_text,
}
COUNT = 12


class Register:
    input = "register"
    name = "대장.csv"
    sha256 = "0" * 64

    def read(self) -> bytes:
        lines = []
        for n in range(1, COUNT):
            address = f'"송파구 올림픽로{n + 1}길 {n} (신천동)"'
            lines.append(f"Q{n},김{'가나다라'[n % 4]},1985.3.{n + 1}.,+82 10-0{n:03d}-0000,{address},{n}-{n}01\n")
        return ",".join(FIELDS).encode() + b"\n" + "".join(lines).encode()


def delivery_list() -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made)
    for name, numbers in (("배송", range(1, 8)), ("보류", range(8, COUNT))):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, HEADER)
        for row, n in enumerate(numbers, start=1):
            address = f"서울특별시 송파구 올림픽로{n + 1}길 {n}"
            people = [f"Q{n}", f"김{'가나다라'[n % 4]}", f"1985-03-{n + 1:02d}", f"010-0{n:03d}-0000", address]
            sheet.write_row(row, 0, [*people, f"{n}동 {n}01호", "위생키트", 1, None])
    book.close()
    return made.getvalue()


def verify(proof: Proof) -> Iterator[Check]:
    (register,) = proof.source_tables("register", fields=FIELDS)
    people = {row["관리번호"]: row for row in register.rows}
    tables = [proof.sheet("list", name) for name in ("배송", "보류")]
    rows = [row for table in tables for row in table.rows]
    fixed = {"품목": "위생키트", "수량": 1, "메시지": ""}
    yield sheets_are("시트", proof, "list", ["배송", "보류"])
    yield from (columns_are("열", table, HEADER) for table in tables)
    yield no_formulas("수식 없음", proof)
    yield no_repeat("한 번", rows, "관리번호")
    yield same_keys("모두", {row["관리번호"]: row for row in rows}, people)
    yield same_order("차례", rows, register.rows, key="관리번호")
    yield same_cells(
        "칸",
        rows,
        expected=lambda row: {**people[row["관리번호"]], **fixed} if row["관리번호"] in people else None,
        columns=COLUMNS,
    )


@pytest.fixture
def prove(tmp_path: Path) -> Callable[[bytes], bool]:
    def proved(data: bytes) -> bool:
        path = tmp_path / "list.xlsx"
        path.write_bytes(data)
        proof = Proof(
            clock=datetime(2021, 10, 6, 9, tzinfo=timezone(timedelta(hours=9))),
            settings={},
            sources={"register": [Register()]},
            outputs={"list": path},
            fates=[],
            hash=lambda *_: "",
        )
        return not any(check.mismatches for check in verify(proof))

    return proved


def test_a_right_output_is_proved(prove: Callable[[bytes], bool]) -> None:
    assert prove(delivery_list())


@pytest.mark.parametrize("seed", range(5))
def test_every_planted_fault_is_refuted(prove: Callable[[bytes], bool], seed: int) -> None:
    survived = [each.description for each in breaks("list.xlsx", delivery_list(), seed=seed) if prove(each.data)]

    assert survived == []
