"""The petition system through a browser: search the receipts of a period, download the list."""

from datetime import date
from typing import Final, Protocol

from jikwon.model import Run
from jikwon.processes.petitions import pages
from jikwon.tools.browser import Entrance, Export, Page, lists

SITE: Final = "petition"


class Petitions(Protocol):
    """What the process asks of the system: `Portal` asks the real one, `fakes.FakePetitions` one in memory."""

    def export(self, first: date, last: date) -> Export:
        """Download all petitions received from `first` to `last`, both counted; nothing is written there."""
        ...


class Portal:
    """The real system, in a browser of its own."""

    def __init__(self, entrance: Entrance) -> None:
        self._entrance = entrance

    @classmethod
    def open(cls, run: Run) -> "Portal":
        """Log in at the site of the office's settings; raises what `Entrance.open` raises."""
        return cls(Entrance.open(run, SITE, pages.GATE, evidence=None))

    def close(self) -> None:
        """End the browser."""
        self._entrance.close()

    def export(self, first: date, last: date) -> Export:
        """Search a period and download what was found.

        Raises `SearchRefused`, `SessionLost` where the session ends twice, and the browser's errors.
        """
        return self._entrance.read(pages.LIST, lambda page: self._export(page, first, last), shows=pages.BEGIN)

    def _export(self, page: Page, first: date, last: date) -> Export:
        page.fill(pages.BEGIN, first.isoformat())
        page.fill(pages.END, last.isoformat())
        return lists.download(
            self._entrance, page, search=pages.SEARCH, total=pages.TOTAL, alert=pages.ALERT, export=pages.EXPORT
        )
