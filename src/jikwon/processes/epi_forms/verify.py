"""The proof: forms, plan and ledger, read again, against the portal's pages as they were kept and the records.

It shares nothing with the rules: it says what must stand on paper, not how it came there. The pages are
read with lxml, apart from the browser; the forms by what is drawn on them. The modules `verify_*.py` are
its parts.
"""

from collections.abc import Iterator

from jikwon.model import Check
from jikwon.processes.epi_forms.verify_forms import forms, numbers_of, printed
from jikwon.processes.epi_forms.verify_ledger import LEDGER, ledger
from jikwon.processes.epi_forms.verify_plan import HEADERS, PLAN, listed, plan
from jikwon.proof import Proof, no_formulas, sheets_are


def verify(proof: Proof) -> Iterator[Check]:
    """Prove the forms and the plan."""
    yield sheets_are("sheets", proof, PLAN, list(HEADERS))
    yield from listed(proof)
    new = [row for row in proof.sheet(PLAN, "출력예정").rows if row["출력구분"] == "출력"]
    found = printed(proof, new)
    yield from plan(proof, numbers_of(found))
    yield from forms(proof, found)
    yield no_formulas("no-formulas", proof)


def verify_acts(proof: Proof) -> Iterator[Check]:
    """Prove the ledger, the printer's jobs and the portal's marks."""
    yield sheets_are("ledger-sheets", proof, LEDGER, ["출력대장", "제외", "확인필요"])
    yield from ledger(proof)
    yield no_formulas("no-formulas", proof)
