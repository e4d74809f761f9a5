"""One page inside the browser's loop: what it is doing, how it failed, its message windows and downloads."""

import asyncio
import re
from collections.abc import Awaitable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from jikwon.model import Evidence
from jikwon.tools.browser import picture
from jikwon.tools.browser.area import Area
from jikwon.tools.browser.deadline import Deadline
from jikwon.tools.browser.dialogs import Dialogs, Expected
from jikwon.tools.browser.errors import (
    BrowserError,
    BrowserGone,
    DialogMissing,
    DialogUnexpected,
    PageFailed,
    PageRefused,
    PageSlow,
    PageUnreachable,
)
from jikwon.tools.browser.leftovers import Leftovers
from jikwon.tools.browser.losses import Losses
from jikwon.tools.browser.paths import path_of
from jikwon.tools.browser.places import Place

if TYPE_CHECKING:
    from playwright.async_api import Frame, Locator, Page, Request, Response

T = TypeVar("T")
CLOSE_WITHIN_S = 5
_BUSY_SITE = frozenset({408, 429})
_EMPTY = "ERR_HTTP_RESPONSE_CODE_FAILURE"
_NO_FAILURE = ("ERR_ABORTED", _EMPTY)
"""A download, or another page instead; an answer without a page, whose status says what it is."""
_OVERTAKEN = ("interrupted by another navigation",)
_OVERTAKEN_PAUSES = (0.1, 0.3, 1.0)
"""Seconds: the browser opens its own page about a failure, and the failed address again, when it likes."""


class Tab:
    """A page with its state. Everything here runs in the loop."""

    def __init__(
        self, page: "Page", *, busy: Sequence[Place], within: timedelta, evidence: Evidence | None, leftovers: Leftovers
    ) -> None:
        self.page = page
        self.within = within
        self.secrets = set[str]()
        self.dialogs = Dialogs(lambda kind: self._fail(None, DialogUnexpected(page=self.path, kind=kind)))
        self.pictures = 0
        self.area = Area(self, page)
        self.status = 0
        self.is_gone = False
        self._busy = tuple(busy)
        self._evidence = evidence
        self._leftovers = leftovers
        self._failures = dict["Frame | None", BrowserError]()
        self._failed = asyncio.Event()
        self.losses = Losses(self._fail)
        self._loading = set["Request"]()
        self._idle = asyncio.Event()
        self._idle.set()
        self.lengths = dict[str, int]()
        self._listen()

    def _listen(self) -> None:
        self.page.on("request", self._requested)
        self.page.on("response", self._answered)
        self.page.on("requestfinished", self._finished)
        self.page.on("requestfailed", self._broken)
        self.page.on("framenavigated", self._came)
        self.page.on("framedetached", self._left)
        self.page.on("download", lambda got: self._arrived(url=got.url))
        self.page.on("dialog", self.dialogs.opened)
        self.page.on("crash", lambda _: self.end())
        self.page.on("close", lambda _: self.end())

    @property
    def address(self) -> str:
        """The address shown."""
        return self.page.url

    @property
    def path(self) -> str:
        """The address as errors tell it."""
        return path_of(self.page.url)

    @property
    def is_loading(self) -> bool:
        """Tell whether a document was asked for and has not come yet."""
        return bool(self._loading)

    @property
    def failure(self) -> BrowserError | None:
        """What is wrong with the page as it is, if anything."""
        return next(iter(self._failures.values()), None)

    def take_failure(self) -> BrowserError:
        """Give the failure; a message window's is told once."""
        known = self.failure or BrowserGone(page=self.path)
        if isinstance(known, DialogUnexpected):
            self._clear(None)
        return known

    def end(self) -> None:
        """Note that the page is no more; whoever waits for it hears of it."""
        self.is_gone = True
        self._fail(None, BrowserGone(page=self.path))

    async def go(self, url: str, *, within: timedelta | None) -> None:
        """Open an address."""
        from playwright.async_api import Error
        from playwright.async_api import TimeoutError as PlaywrightTimeout

        left = Deadline(within or self.within)
        had_failed = bool(self._failures)
        if not self.is_gone:
            self._failures.clear()
            self._failed.clear()
        self.losses.clear()
        self._loading.clear()
        self._idle.set()
        await self._leftovers.opening(self.page)
        try:
            await self.watch(self._open(url, left, had_failed=had_failed))
        except PlaywrightTimeout:
            raise PageSlow(page=self.path, seconds=max(1, round(left.within.total_seconds()))) from None
        except Error as error:
            raise self.failure or self._not_opened(url, error.message) from None

    async def _open(self, url: str, left: Deadline, *, had_failed: bool) -> None:
        """Open an address; again while the browser is still busy with its own page about the last failure."""
        from playwright.async_api import Error

        overtaken = (*_OVERTAKEN, "ERR_ABORTED") if had_failed else _OVERTAKEN
        for pause in _OVERTAKEN_PAUSES:
            try:
                await self.page.goto(url, timeout=left.ms)
            except Error as error:
                if not any(words in error.message for words in overtaken):
                    raise
                await asyncio.sleep(pause)
            else:
                return
        await self.page.goto(url, timeout=left.ms)

    def _not_opened(self, url: str, message: str) -> BrowserError:
        if self.is_gone or "closed" in message:
            return BrowserGone(page=self.path)
        if _EMPTY in message:
            return PageRefused(page=path_of(url), status=self.status)
        reason = re.search(r"ERR_\w+", message)
        return PageUnreachable(page=urlsplit(url).netloc, reason=reason[0] if reason else "ERR_FAILED")

    async def ready(self, left: Deadline) -> None:
        """Wait until the document is there and nothing busy covers it."""
        from playwright.async_api import Error

        if self.failure is not None:
            raise self.take_failure()
        try:
            await self.watch(asyncio.wait_for(self._idle.wait(), left.ms / 1000))
            await self.watch(self.page.wait_for_load_state("domcontentloaded", timeout=left.ms))
        except (Error, TimeoutError):
            known = self.failure or PageSlow(page=self.path, seconds=max(1, round(left.within.total_seconds())))
            raise known from None
        for place in self._busy:
            await self.gone(self.area.find(place), place, left)

    async def gone(self, at: "Locator", place: Place, left: Deadline) -> None:
        """Wait until nothing visible is at a place."""
        from playwright.async_api import Error

        try:
            while await self.watch(at.filter(visible=True).count()):
                await self.watch(at.filter(visible=True).first.wait_for(state="hidden", timeout=left.ms))
        except Error:
            seconds = max(1, round(left.within.total_seconds()))
            known = self.failure or PageSlow(page=self.path, seconds=seconds, place=place.called)
            raise known from None

    async def watch(self, work: Awaitable[T]) -> T:
        """Await something, but no longer than the page is well."""
        task = asyncio.ensure_future(work)
        failed = asyncio.ensure_future(self._failed.wait())
        try:
            await asyncio.wait((task, failed), return_when=asyncio.FIRST_COMPLETED)
            if self.failure is not None and (failed.done() or not task.done()):
                raise self.take_failure()
            return task.result()
        finally:
            for each in (task, failed):
                if not each.done():
                    each.cancel()
                elif not each.cancelled():
                    each.exception()  # looked at, so that nobody logs it: it may quote the page

    async def expected_dialog(self, expected: Expected) -> None:
        """Raise unless the message window came."""
        missed = self.dialogs.is_missed(expected)
        self.dialogs.forget(expected)
        if self.failure is not None:
            raise self.take_failure()
        if missed:
            raise DialogMissing(page=self.path)

    async def evidence(self, code: str) -> list[tuple[str, bytes]]:
        """Give a masked picture and tree; nothing if they cannot be had."""
        if self._evidence is None or self.is_gone or not urlsplit(self.page.url).netloc:  # nothing to be seen
            return []
        return await picture.take(self, self._evidence, code)

    def write(self, name: str, data: bytes) -> None:
        """Hand evidence over, in the caller's thread."""
        if self._evidence is not None:
            self._evidence.write(name, data)

    async def masked(self, texts: Sequence[str]) -> list[str]:
        """Mask texts of the page by what is personal on it."""
        if self._evidence is None:
            return [self.shown(text) for text in texts]
        masks = await picture.masks(self, self._evidence)
        return [masks.text(text) for text in texts]

    def shown(self, text: str) -> str:
        """Mask a word of the page where nobody has said what is personal: whatever holds digits."""
        return re.sub(r"\d[\d\-. ]{2,}\d", "••••", self._evidence.scrub(text) if self._evidence else text)

    async def close(self) -> None:
        """Close the page, if it is still there."""
        from playwright.async_api import Error

        try:
            async with asyncio.timeout(CLOSE_WITHIN_S):
                await self.page.close()
        except (Error, TimeoutError):
            self.is_gone = True

    def _fail(self, frame: "Frame | None", error: BrowserError) -> None:
        self._failures[frame] = error
        self._failed.set()

    def _clear(self, frame: "Frame | None") -> None:
        self._failures.pop(frame, None)
        if not self._failures:
            self._failed.clear()

    def _requested(self, request: "Request") -> None:
        self.losses.asked(request)
        if request.is_navigation_request():
            self._loading.add(request)
            self._idle.clear()

    def _arrived(self, *, frame: "Frame | None" = None, url: str = "") -> None:
        """Note that a document is there, or that what was asked for is a file: nothing else is to come."""
        for request in tuple(self._loading):
            if request.frame == frame or request.url == url:
                self._finished(request)

    def _came(self, frame: "Frame") -> None:
        self.losses.over(frame)
        self._arrived(frame=frame)

    def _left(self, frame: "Frame") -> None:
        self._came(frame)
        self._clear(frame)

    def _answered(self, response: "Response") -> None:
        length = response.headers.get("content-length", "")
        if length.isdigit() and "content-encoding" not in response.headers:
            self.lengths[response.url] = int(length)
        if not response.request.is_navigation_request():
            return
        frame = response.frame
        if frame == self.page.main_frame:
            self.status = response.status
        if response.status >= 500 or response.status in _BUSY_SITE:
            self._fail(frame, PageFailed(page=path_of(response.url), status=response.status))
        else:
            self._clear(frame)

    def _finished(self, request: "Request") -> None:
        self._loading.discard(request)
        if not self._loading:
            self._idle.set()

    def _broken(self, request: "Request") -> None:
        self._finished(request)
        self.losses.broken(request)
        reason = request.failure or ""
        if request.is_navigation_request() and not any(each in reason for each in _NO_FAILURE):
            found = re.search(r"ERR_\w+", reason)
            site = urlsplit(request.url).netloc
            self._fail(request.frame, PageUnreachable(page=site, reason=found[0] if found else "ERR_FAILED"))
