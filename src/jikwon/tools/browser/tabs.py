"""Tabs of one login that are kept open between readings: a new one each time takes as long as the reading."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress

from jikwon.tools.browser.browser import Browser
from jikwon.tools.browser.errors import BrowserError, BrowserGone
from jikwon.tools.browser.page import Page
from jikwon.tools.browser.places import Place


class Tabs:
    """At most so many tabs of one login, each used by one thread at a time."""

    def __init__(self, browser: Browser, *, session: str, most: int, busy: Sequence[Place]) -> None:
        self._browser = browser
        self._session = session
        self._busy = busy
        self._room = threading.BoundedSemaphore(most)
        self._lock = threading.Lock()
        self._idle: list[tuple[Page, ExitStack]] = []

    @contextmanager
    def tab(self) -> Iterator[Page]:
        """Give a tab for the block, once there is room for it; one on which something went wrong is closed."""
        with self._room:
            page, stack = self._take()
            try:
                yield page
            except BaseException as error:
                _close(stack)
                if isinstance(error, BrowserGone):
                    self.close()
                raise
            with self._lock:
                self._idle.append((page, stack))

    @contextmanager
    def own_tab(self) -> Iterator[Page]:
        """Give a new tab for the block beside all others: who logs in may hold one already."""
        with self._browser.page(busy=self._busy, session=self._session) as page:
            yield page

    def close(self) -> None:
        """Close the tabs that nobody uses."""
        with self._lock:
            idle, self._idle = self._idle, []
        for _, stack in idle:
            _close(stack)

    def _take(self) -> tuple[Page, ExitStack]:
        with self._lock:
            if self._idle:
                return self._idle.pop()
        stack = ExitStack()
        return stack.enter_context(self.own_tab()), stack


def _close(stack: ExitStack) -> None:
    with suppress(BrowserError):  # a browser that has ended has closed its tabs
        stack.close()
