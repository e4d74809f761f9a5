"""A real office for a journey: the practice portal, a browser, a printer, and `jikwon` as people run it."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tests import looking
from tests.journeys.home import Home

from jikwon_practice.office import Practice
from jikwon_practice.printer import PracticePrinter

DAY = date(2021, 10, 6)
AS_OF = "2021-10-06T20:00"


class Desk(Home):
    """One office with one portal and one printer."""

    def __init__(self, folder: Path, portal: Practice, printer: PracticePrinter, *, timeout_s: int = 20) -> None:
        super().__init__(
            folder,
            f'[sites.epidemic]\naddress = "{portal.address}"\ncredential = "epidemic"\ntimeout_s = {timeout_s}\n'
            f'pages = 4\n\n[processes.epi-forms]\nprinter = "{printer.address}"\n',
        )
        self.portal = portal
        self.printer = printer
        self.keep_account("epidemic", portal)

    def run(self, *words: str, approve: bool = True) -> dict[str, Any]:
        """Run epi-forms and give what `--json` says, with the exit code as `exit`."""
        return self.told("run", "epi-forms", "--as-of", AS_OF, *(["--approve"] if approve else []), *words)

    def resume(self, run: str) -> dict[str, Any]:
        """Resume a run."""
        return self.told("resume", run, "--approve")

    def answer(self, run: str, question: str, *words: str) -> dict[str, Any]:
        """Answer one question."""
        return self.told("answer", run, question, *words)

    @property
    def is_begun(self) -> bool:
        """Whether there is a run."""
        return bool(looking.look(self.home, "SELECT 1 FROM runs LIMIT 1"))

    def show(self) -> dict[str, Any]:
        """Give what `--json` says of the newest run."""
        return self.told("show", self.jikwon("runs").stdout.split()[0])

    @property
    def papers(self) -> Sequence[str]:
        """The titles of the papers in the printer's tray, in order."""
        return [paper.title for paper in self.printer.papers() for _ in range(paper.copies)]

    @property
    def marked(self) -> Mapping[str, int]:
        """How often each case is marked, by the portal's own record."""
        found: dict[str, int] = {}
        for mark in self.portal.record():
            found[mark.case_id] = found.get(mark.case_id, 0) + 1
        return found

    @property
    def cases(self) -> Sequence[str]:
        """The cases that the portal reports for the district on the day."""
        return [case.case_id for case in self.portal.cases() if (case.district, case.reported_on) == ("송파구", DAY)]
