"""The proof: workbook and notices, read again, against register, roster, records and what people answered.

It shares nothing with the rules or the solver's model: it looks at every hard rule, counts loads and
aims again from the finished sheets, and holds the aims against the bound that the solver proved, which
stands on 최적성. The modules `verify_*.py` are its parts.
"""

import re
from collections.abc import Iterator

from jikwon.model import Check
from jikwon.processes.assignment.verify_hard import hard_rules
from jikwon.processes.assignment.verify_moves import Moves
from jikwon.processes.assignment.verify_notices import every_notice_is_whole, notices
from jikwon.processes.assignment.verify_optimum import optimum
from jikwon.processes.assignment.verify_people import people
from jikwon.processes.assignment.verify_roster import Roster
from jikwon.processes.assignment.verify_rows import everybody_once
from jikwon.processes.assignment.verify_sources import Sources
from jikwon.processes.assignment.verify_units import Units
from jikwon.processes.assignment.verify_words import BOOK, NOTICE, NOTICES, SENTENCES, SHEETS
from jikwon.proof import RESIDENT_NUMBER, Proof, Table, columns_are, no_formulas, sheets_are, without
from jikwon.proof.left_out import listed


def verify(proof: Proof) -> Iterator[Check]:
    """Prove the workbook and the notices."""
    yield sheets_are("sheets", proof, BOOK, list(SHEETS))
    for name, columns in SHEETS.items():
        yield columns_are("columns", proof.sheet(BOOK, name), columns.split())
    sources, roster = Sources(proof), Roster(proof)
    yield from everybody_once(proof, sources)
    yield from notices(proof, sources)
    yield every_notice_is_whole(proof)
    units = Units(proof, sources, roster)
    moves = Moves(units)
    yield from hard_rules(proof, sources, units)
    yield from people(proof, sources, units, moves)
    yield from optimum(proof, units, moves)
    yield from listed(proof, sources.people.values(), output=BOOK, sentences=SENTENCES)
    yield from _harmless(proof)


def _harmless(proof: Proof) -> Iterator[Check]:
    """Look for what must never stand in an output: formulas and resident numbers."""
    yield no_formulas("no-formulas", proof)
    for name in SHEETS:
        yield _without_numbers(proof.sheet(BOOK, name))
    for part in proof.files(NOTICES):
        yield _without_numbers(proof.sheet(NOTICES, NOTICE, part=part))


def _without_numbers(table: Table) -> Check:
    """Search all cells but the ids, which may have thirteen digits."""
    rows = enumerate(("\n".join(str(cell) for cell in cells[1:]) for cells in table.sheet.rows), start=1)
    return without("no-resident-numbers", ((table.place(number, ""), text) for number, text in rows), _NUMBERS)


_NUMBERS: list[re.Pattern[str]] = [RESIDENT_NUMBER]
