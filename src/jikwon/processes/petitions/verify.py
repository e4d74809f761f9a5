"""The proof: workbook, report and mail, read again, against the exports and what people answered.

It shares nothing with the rules. What a cell must be is said from the row that it came from; deadlines, working
days and totals, which law and arithmetic fix, are worked out again. The modules `verify_*.py` are its parts.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from jikwon.model import Act, Check, Place
from jikwon.processes.petitions.verify_classes import approved, classes
from jikwon.processes.petitions.verify_lists import lists
from jikwon.processes.petitions.verify_mail import MAIL, mailed, texts_of
from jikwon.processes.petitions.verify_personal import personal
from jikwon.processes.petitions.verify_report import PAGES, REPORT, report
from jikwon.processes.petitions.verify_results import results
from jikwon.processes.petitions.verify_sources import Sources
from jikwon.processes.petitions.verify_totals import linked, totals
from jikwon.processes.petitions.verify_words import CLASSED, RESULTS, SHEETS
from jikwon.proof import Proof, columns_are, each, no_formulas, same_keys, sheets_are
from jikwon.proof.hwpx import document_of, page_texts

OFFICES_OWN: Final = ("report_phone", "report_fax", "report_email", "report_address")


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
    yield from report(proof, sources)
    yield from mailed(proof)
    yield from personal(proof, sources, _papers(proof))
    yield no_formulas("no-formulas", proof)


def _papers(proof: Proof) -> Iterator[tuple[Place, str]]:
    """Give every text of report and mail."""
    yield from _of(proof, REPORT, (line.text for line in document_of(proof.path(REPORT)).lines))
    yield from _of(proof, PAGES, page_texts(proof.path(PAGES)))
    yield from _of(proof, MAIL, texts_of(proof))


def _of(proof: Proof, output: str, texts: Iterable[str]) -> Iterator[tuple[Place, str]]:
    """Give texts without the office's own phone and addresses, which its letters bear."""
    own = [said for name in OFFICES_OWN if (said := proof.setting(name))]
    for text in texts:
        kept = text
        for said in own:
            kept = kept.replace(said, "")
        yield Place(source=output, file=proof.path(output).name), kept


class _Mailed:
    """A planned mail."""

    def __init__(self, act: Act) -> None:
        self.act = act
        self.at = Place(source=MAIL, file="mail.eml")


def verify_acts(proof: Proof) -> Iterator[Check]:
    """Prove that every planned mail has its receipt, which names the recipients of the settings."""
    acts = {act.key: _Mailed(act) for act in proof.acts}
    receipts = {receipt.key: receipt for receipt in proof.receipts}
    yield same_keys("mail-sent", acts, {key: acts.get(key) for key in receipts})
    yield each("mail-sent", [acts[key] for key in receipts if key in acts], lambda found: found.act.kind == MAIL)
