"""공무원별 and 최적성: loads counted again, the aims worked out from the sheets, and held against the proved bound."""

from collections.abc import Iterator, Mapping

from jikwon.model import Check
from jikwon.processes.assignment.verify_moves import Moves
from jikwon.processes.assignment.verify_units import Units
from jikwon.processes.assignment.verify_words import AIMS, BOOK, dong_of, words
from jikwon.proof import Proof, Row, each, no_repeat, same_cells, same_keys, same_order, same_text
from jikwon.proof.register import equal, text_of, whole


def optimum(proof: Proof, units: Units, moves: Moves) -> Iterator[Check]:
    """Count again, and hold the aims against what the solver proved."""
    yield from _officials(proof, units)
    yield from _aims(proof, units)
    if not proof.setting("time_limit"):
        yield each("waited-longest", units.units, moves.is_first)


def _officials(proof: Proof, units: Units) -> Iterator[Check]:
    officials = units.roster.officials

    def expected(row: Row) -> Mapping[str, object] | None:
        if (official := officials.get(text_of(row["공무원ID"]))) is None:
            return None
        load = units.loads[official.id]
        return {
            "공무원ID": official.id,
            "성명": official.row.get("성명"),
            "부서": official.row.get("부서"),
            "행정동": dong_of(official.row.get("행정동")),
            "상한": official.cap,
            "배정인원": load,
            "초과": max(0, load - official.cap),
        }

    table = proof.sheet(BOOK, "공무원별")
    columns = {**dict.fromkeys(table.header, equal), "성명": same_text, "부서": same_text}
    yield same_cells("officials", table.rows, expected=expected, columns=columns)
    found = {text_of(row["공무원ID"]): row for row in table.rows}
    yield same_keys("every-official", {key: each.row for key, each in officials.items()}, found)
    yield no_repeat("every-official", table.rows, "공무원ID")


def _aims(proof: Proof, units: Units) -> Iterator[Check]:
    """Work out the five aims from the sheets; the bound may be below them only under a time limit."""
    values = dict(enumerate(_vector(proof, units), start=1))
    rows = proof.sheet(BOOK, "최적성").rows
    yield same_order("in-order", [_Number(number) for number in values], rows, key=lambda row: row["순서"])

    def expected(row: Row) -> Mapping[str, object] | None:
        number = whole(row["순서"])
        if number not in values:
            return None
        gap = whole(row["값"]) - whole(row["하한"])
        return {"순서": number, "목표": words("aims", AIMS[number - 1]), "값": values[number], "차이": gap}

    yield same_cells("vector", rows, expected=expected, columns=dict.fromkeys(("순서", "목표", "값", "차이"), equal))
    yield each("optimal", rows, lambda row: _is_bound(row, values, is_limited=bool(proof.setting("time_limit"))))


def _is_bound(row: Row, values: Mapping[int, int], *, is_limited: bool) -> bool:
    value, bound = values.get(whole(row["순서"]), -1), whole(row["하한"])
    return 0 <= bound <= value if is_limited else bound == value


def _vector(proof: Proof, units: Units) -> tuple[int, int, int, int, int]:
    officials, loads = units.roster.officials, units.loads
    return (
        len(proof.sheet(BOOK, "미배정").rows),
        sum(max(0, loads[key] - official.cap) for key, official in officials.items()),
        units.changed,
        sum(
            units.roster.distance(zone, officials[unit.official].zone)
            for unit in units.units
            if unit.official in officials
            for zone in unit.zones
        ),
        sum(load * load for load in loads.values()),
    )


class _Number:
    """A row's number, where a row should be."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.at = ()

    def __getitem__(self, _: str) -> int:
        return self.number
