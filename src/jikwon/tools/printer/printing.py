"""The words for printing that a process uses, whatever printer stands behind them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from jikwon.model import Intent, NoteDown, Probe
from jikwon.tools.printer.facts import Description, Job, Status, Supply


class Printing(Protocol):
    """A printer: `Printer` speaks IPP to a real one, `FakePrinter` keeps its papers in memory."""

    @property
    def name(self) -> str:
        """The printer as the settings name it, or its address."""
        ...

    def describe(self) -> Description:
        """Ask what the printer is and can do."""
        ...

    def status(self) -> Status:
        """Ask how the printer is now."""
        ...

    def supplies(self) -> Sequence[Supply]:
        """Ask for toner, ink, drums and waste boxes; empty where the printer does not tell."""
        ...

    def check(self, *, copies: int = 1, duplex: bool = False, tray: str = "") -> None:
        """Raise `PrinterLacks` unless the printer can print A4 PDF so; nothing is printed."""
        ...

    def submit(
        self,
        pdf: Path,
        *,
        title: str,
        note: NoteDown,
        copies: int = 1,
        duplex: bool = False,
        tray: str = "",
        pages: int | None = None,
    ) -> Job:
        """Print a file and return the completed job (see `Printer.submit`)."""
        ...

    def find(self, title: str, since: Intent) -> Job | Probe:
        """Ask what became of a title that was about to be printed (see `Printer.find`)."""
        ...

    def cancel(self, job: int) -> None:
        """Cancel a job because a person asks; one that is over already is left as it is."""
        ...
