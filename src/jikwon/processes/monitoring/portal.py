"""The app's administrator page through a browser: log in, search a day, download its answers."""

from datetime import date
from typing import Final, Protocol

from jikwon.model import Run
from jikwon.processes.monitoring import pages
from jikwon.tools.browser import Entrance, Export, Page, lists

SITE: Final = "quarantine"


class Quarantine(Protocol):
    """What the process asks of the page: `Portal` asks the real one, `fakes.FakeQuarantine` one in memory."""

    def export(self, day: date) -> Export:
        """Download all answers of a day; nothing is written there."""
        ...


class Portal:
    """The real page, in a browser of its own."""

    def __init__(self, entrance: Entrance) -> None:
        self._entrance = entrance

    @classmethod
    def open(cls, run: Run) -> "Portal":
        """Start the browser and log in. Raises `LoginRefused`, once: accounts lock."""
        return cls(Entrance.open(run, SITE, pages.GATE, evidence=None))

    def close(self) -> None:
        """End the browser."""
        self._entrance.close()

    def export(self, day: date) -> Export:
        """Search the day in every slot and download what was found.

        Raises `SearchRefused`, `LoginRefused`, `SessionLost`, and the browser's errors.
        """
        return self._entrance.read(pages.ANSWERS, lambda page: self._export(page, day), shows=pages.DAY)

    def _export(self, page: Page, day: date) -> Export:
        page.fill(pages.DAY, day.isoformat())
        page.choose(pages.SLOT, pages.EVERY_SLOT)
        return lists.download(
            self._entrance, page, search=pages.SEARCH, total=pages.TOTAL, alert=pages.ALERT, export=pages.EXPORT
        )
