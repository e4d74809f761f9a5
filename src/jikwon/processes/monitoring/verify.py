"""The proof: workbook and page, read again, against the register, the report files and what people answered.

It shares nothing with the rules. What a cell must be is said from the row that it names; only totals, slots,
fever and what is weighed between two rows are worked out again. The modules `verify_*.py` are its parts.
"""

from collections.abc import Iterator

from jikwon.model import Check
from jikwon.processes.monitoring.verify_dropped import dropped
from jikwon.processes.monitoring.verify_lists import lists
from jikwon.processes.monitoring.verify_page import page
from jikwon.processes.monitoring.verify_results import results
from jikwon.processes.monitoring.verify_rows import rows
from jikwon.processes.monitoring.verify_sources import Sources
from jikwon.processes.monitoring.verify_totals import totals
from jikwon.processes.monitoring.verify_words import REPORT, SHEETS
from jikwon.proof import RESIDENT_NUMBER, Proof, columns_are, no_formulas, sheets_are, without


def verify(proof: Proof) -> Iterator[Check]:
    """Prove the workbook and the page of the day."""
    yield sheets_are("sheets", proof, REPORT, list(SHEETS))
    for name, columns in SHEETS.items():
        yield columns_are("columns", proof.sheet(REPORT, name), columns.split())
    sources = Sources(proof)
    yield from results(proof, sources)
    yield from dropped(proof, sources)
    yield from rows(proof, sources)
    yield from lists(proof, sources)
    yield from totals(proof, sources)
    yield from page(proof, sources)
    yield no_formulas("no-formulas", proof)
    yield without("no-resident-numbers", (proof.sheet(REPORT, name) for name in SHEETS), [RESIDENT_NUMBER])
