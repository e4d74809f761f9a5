"""The proof: workbook, report and mail, read again, against the exports and what people answered.

It shares nothing with the rules. What a cell must be is said from the row that it came from; deadlines, working
days and totals, which law and arithmetic fix, are worked out again. The modules `verify_*.py` are its parts.
"""

from collections.abc import Iterator

from jikwon.model import Check
from jikwon.processes.petitions.verify_classes import approved, classes
from jikwon.processes.petitions.verify_lists import lists
from jikwon.processes.petitions.verify_mail import mailed
from jikwon.processes.petitions.verify_personal import personal
from jikwon.processes.petitions.verify_results import results
from jikwon.processes.petitions.verify_sources import Sources
from jikwon.processes.petitions.verify_totals import linked, totals
from jikwon.processes.petitions.verify_words import CLASSED, RESULTS, SHEETS
from jikwon.proof import Proof, columns_are, no_formulas, sheets_are


def verify(proof: Proof) -> Iterator[Check]:
    """Prove the workbook, the report and the mail."""
    sheets = {name: columns for name, columns in SHEETS.items() if name != CLASSED or approved(proof)}
    yield sheets_are("sheets", proof, RESULTS, list(sheets))
    for name, columns in sheets.items():
        yield columns_are("columns", proof.sheet(RESULTS, name), columns.split())
    sources = proof.once(Sources)
    yield from results(proof, sources)
    yield from lists(proof, sources)
    yield from totals(proof, sources)
    yield from classes(proof, sources)
    yield from linked(proof, sources)
    yield from mailed(proof)
    yield from personal(proof, sources, [])
    yield no_formulas("no-formulas", proof)


def verify_acts(proof: Proof) -> Iterator[Check]:
    """Prove that every planned mail has its receipt."""
    yield no_formulas("no-formulas", proof)
