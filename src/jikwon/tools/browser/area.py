"""Acting and reading in one document, inside the browser's loop; `page.py` has the words for processes."""

import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from jikwon.tools.browser import diagnosing
from jikwon.tools.browser.deadline import Deadline
from jikwon.tools.browser.errors import ChoiceMissing, PageSlow, PlaceAmbiguous, PlaceBlocked, TableUnclear
from jikwon.tools.browser.locating import locate, locate_frame
from jikwon.tools.browser.places import Place
from jikwon.tools.browser.scripts import script

if TYPE_CHECKING:
    from playwright.async_api import Locator

    from jikwon.tools.browser.locating import Root
    from jikwon.tools.browser.tab import Tab

T = TypeVar("T")
_READY = "document.readyState !== 'loading' || new Promise(r => document.addEventListener('DOMContentLoaded', r))"


class Area:
    """One document of a tab: the page's own, or a frame's."""

    def __init__(self, tab: "Tab", root: "Root", *, frame: Place | None = None, around: "Area | None" = None) -> None:
        self.tab = tab
        self.root = root
        self.frame_place = frame
        self.around = around

    def find(self, place: Place) -> "Locator":
        """Say how a place is found here."""
        if place.role == "iframe":
            return locate_frame(self.root, place, page=self.tab.page)
        return locate(self.root, place, page=self.tab.page)

    async def press(self, place: Place, *, within: timedelta | None) -> None:
        """Click where a person would; of a tree item its own line, not the items below it."""
        await self._use(place, _click_item if place.role == "treeitem" else _click, within)

    async def fill(self, place: Place, text: str, *, secret: bool, within: timedelta | None) -> None:
        """Replace a field's text."""
        if secret:
            self.tab.secrets.add(text)
        await self._use(place, lambda at, ms: at.fill(text, timeout=ms), within)

    async def choose(self, place: Place, choice: str, *, within: timedelta | None) -> None:
        """Choose the one option that shows these words, once it is there."""
        left = Deadline(within or self.tab.within)
        await self._use(place, lambda at, ms: at.wait_for(timeout=ms), left.within)
        options = self.find(place).locator("option")
        words = re.compile(rf"^\s*{re.escape(choice)}\s*$")

        async def pick(_: object, ms: float) -> None:
            await options.filter(has_text=words).wait_for(state="attached", timeout=ms)
            await self.find(place).select_option(label=choice, timeout=ms)

        try:
            await self._use(place, pick, left.within)
        except PlaceAmbiguous as error:
            raise ChoiceMissing(**{**error.fields, "found": choice}) from None
        except (PlaceBlocked, PageSlow) as error:
            if self.tab.is_loading:
                raise
            found = ", ".join((await options.all_inner_texts())[:20])
            raise ChoiceMissing(place=place.called, page=error.fields["page"], found=found) from None

    async def tick(self, place: Place, *, on: bool, within: timedelta | None) -> None:
        """Set a box."""
        await self._use(place, lambda at, ms: at.set_checked(on, timeout=ms), within)

    async def text(self, place: Place, *, within: timedelta | None) -> str:
        """Read a place's text, or a field's value."""
        return str(await self._read(place, "text", within))

    async def rows(self, place: Place, *, within: timedelta | None) -> list[dict[str, str]]:
        """Read a table with a header."""
        return [dict(pairs) for pairs in await self._read(place, "rows", within)]

    async def fields(self, place: Place, *, within: timedelta | None) -> dict[str, str]:
        """Read labels and values."""
        return dict(await self._read(place, "fields", within))

    async def is_there(self, place: Place) -> bool:
        """Look without waiting."""
        found = await self.count(place)
        if found > 1:
            raise PlaceAmbiguous(**diagnosing.where(self.tab, place), count=found)
        return found == 1

    async def count(self, place: Place) -> int:
        """Count without waiting."""
        return await self._use(place, lambda at, _: at.count(), None)

    async def wait_for(self, place: Place, *, within: timedelta | None) -> None:
        """Wait until it is visible."""
        await self._use(place, lambda at, ms: at.wait_for(timeout=ms), within)

    async def wait_gone(self, place: Place, *, within: timedelta | None) -> None:
        """Wait until none is visible."""
        await self.tab.gone(self.find(place), place, Deadline(within or self.tab.within))

    async def html(self) -> str:
        """Give the document's HTML."""
        document = Place("html", role="document", name=None)
        return str(await self._use(document, lambda _, ms: self._whole.evaluate(_HTML, timeout=ms), None))

    async def frame(self, place: Place, *, within: timedelta | None) -> "Area":
        """Give a frame's document, once the frame is there."""
        frame = replace(place, role="iframe")
        await self._use(frame, lambda at, ms: at.wait_for(state="attached", timeout=ms), within)
        return Area(self.tab, self.find(frame).content_frame, frame=frame, around=self)

    @property
    def _whole(self) -> "Locator":
        return self.root.locator(":root")

    async def _read(self, place: Place, how: str, within: timedelta | None) -> Any:  # noqa: ANN401 - JSON
        told = await self._use(place, lambda at, ms: at.evaluate(script("reading"), how, timeout=ms), within)
        read = json.loads(told)
        if "unclear" in read:
            about = {"reason": read["unclear"], "about": self.tab.shown(read["about"])}
            raise TableUnclear(**diagnosing.where(self.tab, place), **about)
        return read["value"]

    async def _use(self, place: Place, work: "Callable[[Locator, float], Awaitable[T]]", within: timedelta | None) -> T:
        """Do one thing with a place once the page is ready; say in an error of ours why it cannot be done."""
        from playwright.async_api import Error

        left = Deadline(within or self.tab.within)
        await self.tab.ready(left)
        try:
            if self.frame_place is not None:  # what is half loaded is not counted or read
                await self.tab.watch(self._whole.evaluate(_READY, timeout=left.ms))
            return await self.tab.watch(work(self.find(place), left.ms))
        except Error as error:
            known = await diagnosing.diagnose(self, place, error, left)
        raise known  # outside, so that no trace shows Playwright's words: they quote the page


_HTML = "e => (document.doctype ? new XMLSerializer().serializeToString(document.doctype) : '') + e.outerHTML"


async def _click(at: "Locator", ms: float) -> None:
    await at.click(timeout=ms)


async def _click_item(at: "Locator", ms: float) -> None:
    """Click a tree item near its beginning: its middle may be an item below it."""
    await at.click(timeout=ms, position={"x": 12, "y": 8})
