"""Pages and their frames as a process sees them: plain calls that wait, read and act by the names of places.

Every call waits first until no busy place covers the page, then for the place, at most `within` (the page's
own, unless given). It raises `PlaceMissing` (nothing fits), `PlaceAmbiguous` (two fit), `PageSlow`, `PageFailed`,
`PageUnreachable`, `PageRefused`, `DialogUnexpected` or `BrowserGone`, and never takes the next best thing.
A page is used by one thread at a time; different pages by as many threads as there are.
"""

from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, TypeVar

from jikwon.model import Personal, fact
from jikwon.model.turns import FREE, Turns
from jikwon.tools.browser import downloads
from jikwon.tools.browser.area import Area
from jikwon.tools.browser.errors import BrowserError
from jikwon.tools.browser.places import Place, Words
from jikwon.tools.browser.tab import Tab

T = TypeVar("T")


@fact
class Download:
    """A file that a page gave: its name as the site says, and all of its bytes."""

    name: Personal[str]
    data: Personal[bytes]


class View:
    """One document: a page's own, or that of a frame in it."""

    def __init__(self, area: Area, call: Callable[[Coroutine[Any, Any, Any]], Any], turns: Turns) -> None:
        self._area = area
        self._call = call
        self._turns = turns

    def press(self, place: Place, *, within: timedelta | None = None) -> None:
        """Press a button, link, tab, box or tree item once the site may be touched; what it opens is not waited for."""
        self._turns.next()
        self._call(self._area.press(place, within=within))

    def fill(self, place: Place, text: str, *, secret: bool = False, within: timedelta | None = None) -> None:
        """Replace what a text field holds; a `secret` text is hidden in all evidence of the page."""
        self._call(self._area.fill(place, text, secret=secret, within=within))

    def choose(self, place: Place, choice: str, *, within: timedelta | None = None) -> None:
        """Choose from a list of choices by the words shown; raises `ChoiceMissing` if none or two of them fit."""
        self._call(self._area.choose(place, choice, within=within))

    def tick(self, place: Place, *, on: bool = True, within: timedelta | None = None) -> None:
        """Set a checkbox or a radio button, whatever it was before."""
        self._call(self._area.tick(place, on=on, within=within))

    def text(self, place: Place, *, within: timedelta | None = None) -> str:
        """Give the text of a place as it is shown; of a form field its value."""
        return str(self._call(self._area.text(place, within=within)))

    def is_there(self, place: Place) -> bool:
        """Tell whether the place is on the page at this moment, without waiting for it; two of it are an error."""
        return bool(self._call(self._area.is_there(place)))

    def count(self, place: Place) -> int:
        """Count what fits the place at this moment, without waiting for it."""
        return int(self._call(self._area.count(place)))

    def wait_for(self, place: Place, *, within: timedelta | None = None) -> None:
        """Wait until the place is there and visible."""
        self._call(self._area.wait_for(place, within=within))

    def wait_gone(self, place: Place, *, within: timedelta | None = None) -> None:
        """Wait until nothing visible fits the place any more; raises `PageSlow`."""
        self._call(self._area.wait_gone(place, within=within))

    def rows(self, place: Place, *, within: timedelta | None = None) -> list[dict[str, str]]:
        """Read a table or grid with a header as one dict a row, in one round trip.

        Cells that span several rows or columns count in each. Hidden rows and columns are left out, and so is
        a row of one cell across all columns (such as 조회 결과가 없습니다). Of a form field in a cell it is the
        value (a box: ☑ or ☐). `place` may be a heading: the one table under it. Raises `TableUnclear`.
        """
        return list(self._call(self._area.rows(place, within=within)))

    def fields(self, place: Place, *, within: timedelta | None = None) -> dict[str, str]:
        """Read a table of labels and values (th and td, or dt and dd), in one round trip.

        `place` is the table or anything around it; a heading means all that stands under it, down to the next
        one of its level. Raises `TableUnclear` if a label is there twice.
        """
        return dict(self._call(self._area.fields(place, within=within)))

    def html(self) -> str:
        """Give the document as it is now, as HTML."""
        return str(self._call(self._area.html()))

    def frame(self, place: Place, *, within: timedelta | None = None) -> "View":
        """Give the document of a frame, by the frame's title; what is looked for in it is looked for when needed."""
        return View(self._call(self._area.frame(place, within=within)), self._call, self._turns)


class Page(View):
    """One page (tab) of the browser; made by `Browser.page`."""

    def __init__(self, tab: Tab, run: Callable[[Coroutine[Any, Any, Any]], Any], turns: Turns = FREE) -> None:
        super().__init__(tab.area, self._guarded, turns)
        self._tab = tab
        self._run = run

    @property
    def address(self) -> str:
        """The address that the page shows now; it may hold what identifies a case."""
        return self._tab.address

    def go(self, url: str, *, within: timedelta | None = None) -> None:
        """Open an address, once the site may be touched, and wait until it is loaded.

        Raises `PageSlow`, `PageFailed` or `PageUnreachable`.
        """
        self._turns.next()
        self._call(self._tab.go(url, within=within))

    def download(self, *, press: Place, within: timedelta | None = None) -> Download:
        """Press a place and give the file that the site sends; raises `DownloadCut` unless all of it is there.

        The file is in memory only: the browser's own copy is deleted at once.
        """
        self._turns.next()
        name, data = self._call(downloads.take(self._tab, press, within=within))
        return Download(name=name, data=data)

    @contextmanager
    def dialog(self, says: Words, *, accept: bool = True, answer: str = "") -> Iterator[None]:
        """Expect one message window (alert, confirm, prompt) inside the block, and accept or dismiss it.

        Without this a message window is dismissed and the next call raises `DialogUnexpected`. Raises
        `DialogMissing` if the block ends and none that `says` this came.
        """
        expected = self._call(self._tab.dialogs.expect(says, accept=accept, answer=answer))
        try:
            yield
            self._call(self._tab.expected_dialog(expected))
        finally:
            self._tab.dialogs.forget(expected)

    def keep_evidence(self, code: str) -> None:
        """Keep a masked picture and the accessible tree of the page, under a failure's code."""
        for name, data in self._run(self._tab.evidence(code)):
            self._tab.write(name, data)

    def _guarded(self, work: Coroutine[Any, Any, T]) -> T:
        try:
            return self._run(work)  # type: ignore[no-any-return]
        except BrowserError as error:
            self.keep_evidence(error.code)
            raise
