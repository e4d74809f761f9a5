"""The hard rules, each looked at again: who may be given whom, households whole, no load beyond the limit."""

from collections.abc import Iterator

from jikwon.model import Check
from jikwon.processes.assignment.verify_sources import Sources
from jikwon.processes.assignment.verify_units import Unit, Units
from jikwon.processes.assignment.verify_words import BOOK
from jikwon.proof import Proof, Row, each
from jikwon.proof.register import text_of, whole


def hard_rules(proof: Proof, sources: Sources, units: Units) -> Iterator[Check]:
    """Check every placed person, household and official."""
    officials = units.roster.officials

    def is_available(row: Row) -> bool:
        official = officials.get(text_of(row["공무원ID"]))
        return official is not None and not official.hindrance

    placed = proof.sheet(BOOK, "배정").rows
    yield each("only-the-available", placed, is_available)
    yield each("not-own-family", units.units, lambda unit: unit.official not in unit.barred)
    yield each("households-whole", units.units, lambda unit: _is_whole(unit, units, sources))
    given = set(sources.officials.values())

    def is_within(row: Row) -> bool:
        return text_of(row["공무원ID"]) not in given or 0 <= whole(row["배정인원"]) <= units.soft_cap

    yield each("within-soft-cap", proof.sheet(BOOK, "공무원별").rows, is_within)


def _is_whole(unit: Unit, units: Units, sources: Sources) -> bool:
    """Tell whether a unit has one official, and none of its household was left without."""
    if {sources.officials[key] for key in unit.ids} != {unit.official}:
        return False
    return not units.left.get(unit.household)
