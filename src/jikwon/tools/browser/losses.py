"""Parts of a page that were asked for and never came: frames that stayed empty, scripts of the site itself.

The browser says of them just what it says of a request that the page itself took back, so it takes a
moment to tell one from the other. Without this a page that is half there looks like one that was changed.
"""

import asyncio
import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from jikwon.tools.browser.errors import PageUnreachable

if TYPE_CHECKING:
    from playwright.async_api import Frame, Request

TAKEN_BACK_S = 1.0
"""Longest time in which a page that takes a frame's address back asks for the next one."""
_EMPTY = ("", "about:blank")


class Losses:
    """What a page has lost since it came. Everything here runs in the loop."""

    def __init__(self, fail: "Callable[[Frame, PageUnreachable], None]") -> None:
        self._fail = fail
        self._lost = dict["Frame", PageUnreachable]()

    @property
    def first(self) -> PageUnreachable | None:
        """Say what is lost, if anything."""
        return next(iter(self._lost.values()), None)

    def broken(self, request: "Request") -> None:
        """Note a request that was broken off; a frame that stays empty fails the page."""
        frame = request.frame
        if request.is_navigation_request() and frame.url in _EMPTY and frame.parent_frame is not None:
            self._lost[frame] = _lost(request)
            asyncio.get_running_loop().call_later(TAKEN_BACK_S, self._look_again, frame)
        elif request.resource_type == "script" and urlsplit(request.url).netloc == urlsplit(frame.url).netloc:
            self._lost[frame] = _lost(request)

    def asked(self, request: "Request") -> None:
        """Note that a frame is given another document."""
        if request.is_navigation_request():
            self.over(request.frame)

    def over(self, frame: "Frame") -> None:
        """Forget a frame that has its document, or is no more."""
        self._lost.pop(frame, None)

    def clear(self) -> None:
        """Forget everything: another page is opened."""
        self._lost.clear()

    def _look_again(self, frame: "Frame") -> None:
        if (lost := self._lost.get(frame)) is not None and frame.url in _EMPTY:
            self._fail(frame, lost)


def _lost(request: "Request") -> PageUnreachable:
    found = re.search(r"ERR_\w+", request.failure or "")
    return PageUnreachable(page=urlsplit(request.url).netloc, reason=found[0] if found else "ERR_FAILED")
