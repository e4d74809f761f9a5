"""What the documents of a login's tabs leave in the memory: the browser keeps most of it until it is asked to look."""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.async_api import Page

EVERY = 10
"""Openings between two looks. After 40 cases 78 of 87 MB of the scripts' memory were left over, two a case. A new tab
instead would take longer, and leave all of it to the tabs beside it, whose process is the same."""
WITHIN_S = 5


class Leftovers:
    """The documents that the tabs of one login have opened and left. Everything here runs in the loop."""

    def __init__(self) -> None:
        self._openings = 0

    async def opening(self, page: "Page") -> None:
        """Count one more document, to be opened in `page`; have those before it cleared away when they are enough."""
        from playwright.async_api import Error

        self._openings += 1
        if self._openings % EVERY:
            return
        with suppress(Error, TimeoutError):  # whoever opens the page hears what is wrong with it
            async with asyncio.timeout(WITHIN_S):
                browser = await page.context.new_cdp_session(page)
                await browser.send("HeapProfiler.collectGarbage")
                await browser.detach()
