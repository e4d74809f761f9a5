"""Tabs of one login that are kept open between readings: a new one each time takes as long as the reading."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass

from jikwon.model.turns import FREE, Turns
from jikwon.tools.browser.browser import Browser
from jikwon.tools.browser.errors import BrowserError, BrowserGone
from jikwon.tools.browser.page import Page
from jikwon.tools.browser.places import Place

READINGS = 20
"""So many times a tab is used: until it is closed, driver and robot keep a record of all that it has asked for, which
are 15 of their objects a case. A new tab takes a fraction of one reading."""


@dataclass(slots=True)
class _Open:
    """A tab that is open: how often it was used, and what closes it."""

    page: Page
    stack: ExitStack
    used: int = 0


class Tabs:
    """At most so many tabs of one login, each used by one thread at a time."""

    def __init__(
        self, browser: Browser, *, session: str, most: int, busy: Sequence[Place], turns: Turns = FREE
    ) -> None:
        self._browser = browser
        self._turns = turns
        self._session = session
        self._busy = busy
        self._room = threading.BoundedSemaphore(most)
        self._lock = threading.Lock()
        self._idle: list[_Open] = []

    @contextmanager
    def tab(self) -> Iterator[Page]:
        """Give a tab for the block, once there is room for it here, and a place at the site.

        One on which something went wrong is closed, and so is one that was used often enough.
        """
        with self._room, self._turns.place():
            taken = self._take()
            try:
                yield taken.page
            except BaseException as error:
                _close(taken)
                if isinstance(error, BrowserGone):
                    self.close()
                raise
            self._give_back(taken)

    @contextmanager
    def own_tab(self) -> Iterator[Page]:
        """Give a new tab for the block beside all others: who logs in may hold one already."""
        with self._browser.page(busy=self._busy, session=self._session, turns=self._turns) as page:
            yield page

    def close(self) -> None:
        """Close the tabs that nobody uses."""
        with self._lock:
            idle, self._idle = self._idle, []
        for each in idle:
            _close(each)

    def _take(self) -> _Open:
        with self._lock:
            if self._idle:
                return self._idle.pop()
        stack = ExitStack()
        return _Open(stack.enter_context(self.own_tab()), stack)

    def _give_back(self, taken: _Open) -> None:
        taken.used += 1
        if taken.used >= READINGS:
            _close(taken)
            return
        with self._lock:
            self._idle.append(taken)


def _close(tab: _Open) -> None:
    with suppress(BrowserError):  # a browser that has ended has closed its tabs
        tab.stack.close()
