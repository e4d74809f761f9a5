"""대상자 against the registers, cell by cell, and its households against the courier's list."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from jikwon.model import Check
from jikwon.processes.hygiene_kits.verify_sources import Sources
from jikwon.processes.hygiene_kits.verify_words import LIST, REGISTER, member_order
from jikwon.proof import (
    Proof,
    Row,
    Told,
    in_order,
    no_repeat,
    same_cells,
    same_letters,
    same_text,
)
from jikwon.proof.living import ABOUT_ADDRESS, SIMPLE_UNIT, fold_unit, is_lived_at
from jikwon.proof.register import Person, any_of, births_of, same_birth, same_own_phone, whole

RESTS_ON: Final[Mapping[str, tuple[str, ...]]] = {
    "성명": ("name-unclear", "rows-contradict"),
    "생년월일": ("birth-unclear", "rows-contradict"),
    "휴대전화": ("phone-unclear", "rows-contradict"),
    "세대키": (*ABOUT_ADDRESS, "rows-contradict"),
    "순번": (*ABOUT_ADDRESS, "rows-contradict"),
}
"""The questions whose answer a cell rests on."""


def people(proof: Proof) -> Iterator[Check]:
    """Hold the first half of 대상자 against the registers and the courier's list, cell by cell: the longest part."""
    rows = proof.sheet(REGISTER, "대상자").rows
    yield _cells(proof, rows[: len(rows) // 2])


def other_people(proof: Proof) -> Iterator[Check]:
    """Hold the other half of 대상자 so, and all its households against each other."""
    rows = proof.sheet(REGISTER, "대상자").rows
    yield _cells(proof, rows[len(rows) // 2 :])
    pairs = {(row["세대키"], row["순번"]): row for row in rows}
    yield no_repeat("one-number-a-household", pairs.values(), "세대키")
    yield no_repeat("one-household-a-number", pairs.values(), "순번")
    yield in_order("people-in-order", rows, key=lambda row: (whole(row["순번"]), *member_order(row)))


def _cells(proof: Proof, rows: Sequence[Row]) -> Check:
    sources = proof.once(Sources)
    deliveries = proof.once(_deliveries)

    def expected(row: Row) -> Mapping[str, object] | None:
        person = sources.person(row)
        if person is None or (delivery := deliveries.get(row["순번"])) is None:
            return None
        wanted = {
            "격리자관리번호": person.id,
            "성명": person.value("성명", "name-unclear"),
            "생년월일": births_of(person) or [None],
            "휴대전화": person.value("휴대전화", "phone-unclear"),
            "세대키": (delivery, row, sources),
            "순번": (delivery, person),
        }
        return _told(wanted, person) if person.fate.answers else wanted

    return same_cells(
        "people", rows, expected=expected,
        columns={
            "격리자관리번호": _same_id, "성명": any_of(_same_letters), "생년월일": any_of(same_birth),
            "휴대전화": any_of(same_own_phone), "세대키": _is_household_of, "순번": is_lived_at,
        },
    )  # fmt: skip


def _deliveries(proof: Proof) -> Mapping[object, Row]:
    return {row["순번"]: row for row in proof.sheet(LIST, "배송명단").rows}


def _told(wanted: Mapping[str, object], person: Person) -> dict[str, object]:
    """Mark the cells that rest on what people answered."""
    return {
        column: Told(value=value) if person.answered(*RESTS_ON.get(column, ())) else value
        for column, value in wanted.items()
    }


def _same_id(cell: object, wanted: object) -> bool:
    return cell == wanted or same_text(cell, wanted)


def _same_letters(cell: object, wanted: object) -> bool:
    return cell == wanted or same_letters(cell, wanted)


def _is_household_of(cell: object, wanted: "tuple[Row, Row, Sources]") -> bool:
    """Check a 세대키 against the address and detail of its delivery, without a detail against the phone."""
    delivery, row, sources = wanted
    building, _, unit = str(cell).partition("/")
    if sources.district + building != delivery["주소"]:
        return False
    detail = str(delivery["상세주소"] or "")
    if not detail:
        return unit == sources.proof.hash("household", str(row["휴대전화"]))[: len(unit)] and len(unit) == 8
    if (simple := SIMPLE_UNIT.fullmatch(detail)) is not None:
        return unit == (f"{simple[1]}-{simple[2]}" if simple[1] else simple[2])
    return fold_unit(unit) == fold_unit(detail)
