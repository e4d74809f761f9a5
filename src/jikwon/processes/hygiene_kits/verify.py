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
from jikwon.processes.hygiene_kits.verify_people import other_people, people
from jikwon.processes.hygiene_kits.verify_rows import everybody_once
from jikwon.processes.hygiene_kits.verify_sources import Sources
from jikwon.processes.hygiene_kits.verify_totals import totals
from jikwon.processes.hygiene_kits.verify_words import REGISTER, SHEETS
from jikwon.proof import Proof, columns_are, in_parts, sheets_are
from jikwon.proof.left_out import listed

SENTENCES: Final = Strings(Path(__file__).parent / "strings")


def shapes(proof: Proof) -> Iterator[Check]:
    """Look for the sheets and columns that each book has."""
    for output, sheets in SHEETS.items():
        yield sheets_are("sheets", proof, output, list(sheets))
        for name, columns in sheets.items():
            yield columns_are("columns", proof.sheet(output, name), columns.split())


def left_out(proof: Proof) -> Iterator[Check]:
    """Hold 제외 and 확인필요 against the records."""
    yield from listed(proof, proof.once(Sources).people.values(), output=REGISTER, sentences=SENTENCES)


verify = in_parts(shapes, everybody_once, people, other_people, deliveries, totals, left_out, harmless)
"""Prove the delivery list and the register."""
