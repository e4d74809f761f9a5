"""The proof: both workbooks, read again, against the registers, the records and what people answered.

It shares nothing with the rules: it says what must be true, not how it was computed. Only totals, due
quantities and what the building table fixes are worked out again. The modules `verify_*.py` are its parts.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from jikwon.model import Check
from jikwon.model.strings import Strings
from jikwon.processes.hygiene_kits.verify_deliveries import deliveries
from jikwon.processes.hygiene_kits.verify_harmless import harmless
from jikwon.processes.hygiene_kits.verify_people import people
from jikwon.processes.hygiene_kits.verify_rows import everybody_once
from jikwon.processes.hygiene_kits.verify_sources import Sources
from jikwon.processes.hygiene_kits.verify_totals import totals
from jikwon.processes.hygiene_kits.verify_words import REGISTER, SHEETS
from jikwon.proof import Proof, columns_are, sheets_are
from jikwon.proof.left_out import listed

SENTENCES: Final = Strings(Path(__file__).parent / "strings")


def verify(proof: Proof) -> Iterator[Check]:
    """Prove the delivery list and the register."""
    yield from _shapes(proof)
    sources = Sources(proof)
    yield from everybody_once(proof, sources)
    yield from people(proof, sources)
    yield from deliveries(proof, sources)
    yield from totals(proof)
    yield from listed(proof, sources.people.values(), output=REGISTER, sentences=SENTENCES)
    yield from harmless(proof)


def _shapes(proof: Proof) -> Iterator[Check]:
    for output, sheets in SHEETS.items():
        yield sheets_are("sheets", proof, output, list(sheets))
        for name, columns in sheets.items():
            yield columns_are("columns", proof.sheet(output, name), columns.split())
