"""배정, 미배정 and 변경이력 against the register and the roster, cell by cell."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from jikwon.model import Check
from jikwon.processes.assignment.verify_moves import Move, Moves
from jikwon.processes.assignment.verify_rows import releases_of
from jikwon.processes.assignment.verify_sources import Sources, dongs_of, present_of
from jikwon.processes.assignment.verify_units import Unit, Units
from jikwon.processes.assignment.verify_words import AIMS, BOOK, CHANGED, KEPT, NEW, dong_of, words
from jikwon.proof import Proof, Row, Told, no_repeat, same_cells, same_keys, same_letters, same_text
from jikwon.proof.compare import plain
from jikwon.proof.register import Person, any_of, equal, text_of

RESTS_ON: Final[Mapping[str, tuple[str, ...]]] = {
    "격리자관리번호": ("id-missing", "id-twice"),
    "성명": ("name-unclear", "rows-contradict"),
    "행정동": ("rows-contradict",),
    "배정구분": ("rows-contradict",),
    "이전공무원ID": ("rows-contradict",),
    "해제예정일시": ("release-date-differs", "release-unclear", "rows-contradict"),
}
"""The questions whose answer a cell rests on."""


def people(proof: Proof, sources: Sources, units: Units, moves: Moves) -> Iterator[Check]:
    """Hold the three sheets against their sources."""
    yield _assigned(proof, sources, units, moves)
    yield _unassigned(proof, sources, units)
    yield from _changes(proof, sources, units)


def _assigned(proof: Proof, sources: Sources, units: Units, moves: Moves) -> Check:
    unit_of = {key: unit for unit in units.units for key in unit.ids}
    bests = {unit.ids[0]: moves.best(unit) for unit in units.units if unit.official in units.roster.officials}

    def expected(row: Row) -> Mapping[str, object] | None:
        key = text_of(row["격리자관리번호"])
        person, unit = sources.done.get(key), unit_of.get(key)
        official = units.roster.officials.get(text_of(row["공무원ID"]))
        if person is None or unit is None or official is None:
            return None
        best, present = bests[unit.ids[0]], present_of(person)
        kind = KEPT if present == official.id else CHANGED if present else NEW
        wanted = {
            "격리자관리번호": key,
            "성명": person.value("성명", "name-unclear"),
            "행정동": dongs_of(person),
            "공무원ID": official.id,
            "공무원성명": official.row.get("성명"),
            "부서": official.row.get("부서"),
            "배정구분": kind,
            "적용규칙": _rule(unit, best, units),
            "이전공무원ID": present if kind == CHANGED else "",
            "해제예정일시": [f"{each:%Y-%m-%d %H:%M}" if each else "" for each in releases_of(person)],
            "다음후보ID": best.official.id if best else "",
            "다음후보차이": _difference(best) if best else "",
        }
        return _told(wanted, person) if person.fate.answers else wanted

    columns: dict[str, Callable[[object, object], bool]] = {
        "격리자관리번호": equal, "성명": any_of(same_letters), "행정동": _is_dong, "공무원ID": equal,
        "공무원성명": same_text, "부서": same_text, "배정구분": equal, "적용규칙": equal, "이전공무원ID": equal,
        "해제예정일시": any_of(equal), "다음후보ID": equal, "다음후보차이": equal,
    }  # fmt: skip
    return same_cells("assigned", proof.sheet(BOOK, "배정").rows, expected=expected, columns=columns)


def _told(wanted: Mapping[str, object], person: Person) -> dict[str, object]:
    """Mark the cells that rest on what people answered."""
    return {
        column: Told(value=value) if person.answered(*RESTS_ON.get(column, ())) else value
        for column, value in wanted.items()
    }


def _is_dong(cell: object, wanted: object) -> bool:
    return plain(cell) in wanted and dong_of(cell) == plain(cell)  # type: ignore[operator]


def _rule(unit: Unit, best: Move | None, units: Units) -> str:
    """Say the first aim in which the next best official is worse, else what the fixed rule looked at."""
    rule = words("rules", _rule_code(unit, best, units))
    return f"{words('rules', 'together')} · {rule}" if len(unit.ids) > 1 else rule


def _rule_code(unit: Unit, best: Move | None, units: Units) -> str:
    if best is None:
        return "only"
    for aim, more in zip(AIMS[1:], best.more, strict=True):
        if more:
            return aim
    here = units.roster.officials[unit.official]
    return "last" if here.last != best.official.last else "id"


def _difference(best: Move) -> str:
    said = [f"{words('aims', aim)} {more:+d}" for aim, more in zip(AIMS[1:], best.more, strict=True) if more]
    return ", ".join(said) or words("aims", "same")


def _unassigned(proof: Proof, sources: Sources, units: Units) -> Check:
    """Hold 미배정 against the register; its reason against who could be given anybody at all."""
    available = [each for each in units.roster.officials.values() if not each.hindrance]

    def reasons(person: Person) -> set[str]:
        if not available:
            return {words("unassigned", "nobody")}
        if units.barred(person, None) >= {each.id for each in available}:
            return {words("unassigned", "barred")}
        return {words("unassigned", "full"), *([words("unassigned", "barred")] if proof.earlier else [])}

    def expected(row: Row) -> Mapping[str, object] | None:
        if (person := sources.done.get(text_of(row["격리자관리번호"]))) is None:
            return None
        name = person.value("성명", "name-unclear")
        return {"격리자관리번호": text_of(row["격리자관리번호"]), "성명": name, "사유": reasons(person)}

    return same_cells(
        "unassigned", proof.sheet(BOOK, "미배정").rows, expected=expected,
        columns={"격리자관리번호": equal, "성명": any_of(same_letters), "사유": any_of(equal)},
    )  # fmt: skip


def _changes(proof: Proof, sources: Sources, units: Units) -> Iterator[Check]:
    """Hold 변경이력 against the register's present officials and the workbook's."""
    moved = {
        key: person
        for key, person in sources.done.items()
        if (present := present_of(person)) and present != sources.officials.get(key, "")
    }

    def expected(row: Row) -> Mapping[str, object] | None:
        key = text_of(row["격리자관리번호"])
        if (person := moved.get(key)) is None:
            return None
        return {
            "격리자관리번호": key,
            "이전공무원ID": present_of(person),
            "공무원ID": sources.officials.get(key, ""),
            "사유": words("changes", _why(key, person, units)),
        }

    rows = proof.sheet(BOOK, "변경이력").rows
    names = ("격리자관리번호", "이전공무원ID", "공무원ID", "사유")
    yield same_cells("changes", rows, expected=expected, columns=dict.fromkeys(names, equal))
    yield no_repeat("changes-complete", rows, "격리자관리번호")
    yield same_keys("changes-complete", moved, {text_of(row["격리자관리번호"]): row for row in rows})


def _why(key: str, person: Person, units: Units) -> str:
    known = units.roster.officials.get(present_of(person))
    if known is None:
        return "unknown"
    return known.hindrance or ("better" if units.valid_present(key, person) else "family")
