"""What must never leave: formulas, resident numbers, and health words that a courier reads."""

import re
from collections.abc import Iterator
from typing import Final

from jikwon.model import Check
from jikwon.processes.hygiene_kits.verify_words import LIST, SHEETS
from jikwon.proof import Proof, Table, no_formulas, without
from jikwon.proof.words import RESIDENT_NUMBER

HEALTH: Final = re.compile(r"격리|확진|코로나|감염|역학조사|밀접접촉|covid|corona", re.IGNORECASE)


def harmless(proof: Proof) -> Iterator[Check]:
    """Look for what must never leave: formulas, resident numbers, and health words that a courier reads."""
    yield no_formulas("no-formulas", proof)
    for output, sheets in SHEETS.items():
        for name, columns in sheets.items():
            first = 1 if columns.startswith("격리자관리번호") else 0  # an id of thirteen digits is no resident number
            yield _free_of("no-resident-numbers", proof.sheet(output, name), RESIDENT_NUMBER, slice(first, None))
    courier = proof.sheet(LIST, "배송명단")
    yield _free_of("no-health-words", courier, HEALTH, slice(1, 2))
    yield _free_of("no-health-words", courier, HEALTH, slice(5, None))  # roads and dongs come from the tables


def _free_of(name: str, table: Table, pattern: re.Pattern[str], columns: slice) -> Check:
    """Search all cells at once; only where something is found, row by row for its place."""
    rows = ["\n".join(str(cell) for cell in cells[columns]) for cells in table.sheet.rows]
    whole = without(name, [(table.at, "\n".join(rows))], [pattern])
    if not whole.mismatches:
        return whole
    return without(name, ((table.place(number, ""), text) for number, text in enumerate(rows, start=1)), [pattern])
