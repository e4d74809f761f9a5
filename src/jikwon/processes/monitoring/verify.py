"""The proof: workbook and page, read again, against the register, the report files and what people answered.

It shares nothing with the rules. What a cell must be is said from the row that it names; only totals, slots,
fever and what is weighed between two rows are worked out again. The modules `verify_*.py` are its parts.
"""

from collections.abc import Iterator

from jikwon.model import Check, Place
from jikwon.processes.monitoring.verify_dropped import dropped
from jikwon.processes.monitoring.verify_lists import lists
from jikwon.processes.monitoring.verify_page import page
from jikwon.processes.monitoring.verify_results import results
from jikwon.processes.monitoring.verify_rows import rows
from jikwon.processes.monitoring.verify_totals import totals
from jikwon.processes.monitoring.verify_words import REPORT, SHEETS
from jikwon.proof import RESIDENT_NUMBER, Proof, Table, columns_are, in_parts, no_formulas, sheets_are, without


def shapes(proof: Proof) -> Iterator[Check]:
    """Look for the sheets and columns that the workbook has."""
    yield sheets_are("sheets", proof, REPORT, list(SHEETS))
    for name, columns in SHEETS.items():
        yield columns_are("columns", proof.sheet(REPORT, name), columns.split())


def harmless(proof: Proof) -> Iterator[Check]:
    """Look for what no output may hold."""
    yield no_formulas("no-formulas", proof)
    yield without("no-resident-numbers", _texts(proof), [RESIDENT_NUMBER])


verify = in_parts(shapes, results, dropped, rows, lists, totals, page, harmless)
"""Prove the workbook and the page of the day."""


def _texts(proof: Proof) -> Iterator[Table | tuple[Place, str]]:
    """Give every cell but hashes, whose digits may look like anything."""
    for name in SHEETS:
        table = proof.sheet(REPORT, name)
        if "SHA-256" not in table.header:
            yield table
            continue
        for row in table.rows:
            yield from ((row.place(column), str(cell)) for column, cell in row.items() if column != "SHA-256")
