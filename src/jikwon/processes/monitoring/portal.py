"""The app's administrator page through a browser: log in, search a day, download its answers."""

from datetime import date
from typing import Final, Protocol

from jikwon.model import Personal, Run, fact
from jikwon.processes.monitoring import pages
from jikwon.processes.monitoring.errors import SearchRefused
from jikwon.tools.browser import Entrance, Page

SITE: Final = "quarantine"


@fact
class Export:
    """A day's answers as the page gave them: the file, how many it says there are, and the page that says so."""

    name: Personal[str]
    data: Personal[bytes]
    total: int
    page: Personal[bytes]


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
        page.press(pages.SEARCH)
        if self._entrance.first_of(page, (page, pages.TOTAL), (page, pages.ALERT)) is pages.ALERT:
            raise SearchRefused(site=SITE, said=page.text(pages.ALERT))
        total = int("".join(filter(str.isdigit, page.text(pages.TOTAL))))
        shown = page.html().encode()
        given = page.download(press=pages.EXPORT)
        return Export(name=given.name, data=given.data, total=total, page=shown)
