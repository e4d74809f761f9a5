"""One installed browser whose pages several threads use at once."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from types import TracebackType
from typing import Self

from jikwon.model import Evidence
from jikwon.model.turns import FREE, Turns
from jikwon.tools.browser import finding
from jikwon.tools.browser.errors import BrowserError
from jikwon.tools.browser.loop import LoopThread
from jikwon.tools.browser.page import Page
from jikwon.tools.browser.places import Place
from jikwon.tools.browser.program import Program

WITHIN = timedelta(seconds=30)


class Browser:
    """A browser that is started with its first page, and again after it ended by itself."""

    def __init__(self, program: Program, *, within: timedelta) -> None:
        self._program = program
        self._within = within
        self._loop = LoopThread()

    @classmethod
    def open(
        cls, path: str = "", *, evidence: Evidence | None, headless: bool = True, within: timedelta = WITHIN
    ) -> Self:
        """Find the browser (`path` from the settings, else Edge, Chrome, Chromium, Playwright's own).

        `evidence` None keeps no pictures; `headless` False lets a person watch; `within` is how long pages wait
        for what they look for. Raises `BrowserMissing` or `BrowserPathWrong`.
        """
        return cls(Program(finding.find(path, headless=headless), evidence=evidence, headless=headless), within=within)

    @contextmanager
    def page(
        self, *, busy: Sequence[Place] = (), within: timedelta | None = None, session: str = "", turns: Turns = FREE
    ) -> Iterator[Page]:
        """Open a page for the block, from any thread; pages of one `session` share its cookies and so its login.

        `busy` are the places that cover the page while it works: every call waits until they are gone. `turns` is
        asked before every address that is opened and every place that is pressed. If the browser has ended, a new
        one is started, with no session in it. Raises `BrowserNotStarting`, `BrowserGone`.
        """
        tab = self._loop.run(self._program.tab(session, busy=busy, within=within or self._within))
        page = Page(tab, self._loop.run, turns)
        try:
            yield page
        except BrowserError:
            raise  # its evidence was kept where it was raised
        except Exception as error:
            page.keep_evidence(getattr(error, "code", "failure"))
            raise
        finally:
            self._loop.run(tab.close())

    def close(self) -> None:
        """End the browser and everything that it started."""
        self._loop.run(self._program.close())
        self._loop.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
