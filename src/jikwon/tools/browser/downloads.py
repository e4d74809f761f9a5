"""Files that a page gives, all of them or none."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from jikwon.tools.browser import diagnosing
from jikwon.tools.browser.deadline import Deadline
from jikwon.tools.browser.errors import BrowserError, BrowserGone, DownloadCut, DownloadTooLarge, PageSlow
from jikwon.tools.browser.places import Place

if TYPE_CHECKING:
    from jikwon.tools.browser.tab import Tab

DOWNLOAD_MAX = 200 << 20
"""Bytes of the largest file that is taken."""


async def take(tab: "Tab", place: Place, *, within: timedelta | None) -> tuple[str, bytes]:
    """Press a place and take the file: its name and its bytes."""
    from playwright.async_api import Error

    left = Deadline(within or tab.within)
    try:
        async with tab.page.expect_download(timeout=left.ms) as coming:
            await tab.area.press(place, within=left.within)
        got = await tab.watch(coming.value)
        cut = await tab.watch(asyncio.wait_for(got.failure(), left.ms / 1000))
        path = None if cut else await got.path()
    except (Error, TimeoutError) as error:
        known = tab.failure or _none(tab, place, left, str(error))
        raise known from None
    try:
        return got.suggested_filename, _whole(tab, path, got.url, place)
    finally:
        with suppress(Error):  # of a file that was cut nothing is left
            await got.delete()


def _none(tab: "Tab", place: Place, left: Deadline, message: str) -> BrowserError:
    if tab.is_gone or "closed" in message:
        return BrowserGone(page=tab.path)
    return PageSlow(page=tab.path, seconds=max(1, round(left.within.total_seconds())), place=place.called)


def _whole(tab: "Tab", path: Path | None, url: str, place: Place) -> bytes:
    """Read the browser's copy; Chromium takes some files that end early for whole ones."""
    size = path.stat().st_size if path is not None else 0
    promised = tab.lengths.pop(url, None)
    if path is None or (promised is not None and size != promised):
        raise DownloadCut(**diagnosing.where(tab, place), got=size, promised=promised or 0)
    if size > DOWNLOAD_MAX:
        raise DownloadTooLarge(**diagnosing.where(tab, place), got=size)
    return path.read_bytes()
