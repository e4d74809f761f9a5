"""The sheets and columns that the workbook has, and what it must never hold."""

from collections.abc import Iterator

from jikwon.model import Check
from jikwon.processes.paper_forms.verify_words import OUTPUT, SHEETS, columns_of
from jikwon.proof import RESIDENT_NUMBER, Proof, columns_are, no_formulas, sheets_are, without


def shapes(proof: Proof) -> Iterator[Check]:
    """Look for exactly the sheets and columns."""
    yield sheets_are("sheets", proof, OUTPUT, list(SHEETS))
    for name in SHEETS:
        yield columns_are("columns", proof.sheet(OUTPUT, name), columns_of(proof, name))


def harmless(proof: Proof) -> Iterator[Check]:
    """Look for formulas and resident numbers."""
    yield no_formulas("no-formulas", proof)
    yield without("no-resident-numbers", [proof.sheet(OUTPUT, name) for name in SHEETS], [RESIDENT_NUMBER])
