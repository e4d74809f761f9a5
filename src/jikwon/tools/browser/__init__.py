"""The browser that is installed, worked as a person would: by the names of what is on the screen.

::

    SEARCH = Place("조회", role="button")
    with Browser.open(run.browser_path, evidence=run.evidence) as browser, browser.page(busy=[BUSY]) as page:
        page.go(site.address)
        page.fill(Place("신고일 시작", role="textbox"), "2021-10-01")
        page.press(SEARCH)
        for row in page.rows(Place("확진자 목록", role="grid")): ...

One browser serves several pages from several threads. Nothing is ever downloaded to get a browser.
"""

from jikwon.tools.browser.browser import Browser
from jikwon.tools.browser.entrance import Entrance
from jikwon.tools.browser.errors import (
    BrowserError,
    BrowserGone,
    BrowserMissing,
    BrowserNotStarting,
    BrowserPathWrong,
    ChoiceMissing,
    DialogMissing,
    DialogUnexpected,
    DownloadCut,
    DownloadTooLarge,
    ExportIncomplete,
    LoginRefused,
    PageFailed,
    PageRefused,
    PageSlow,
    PageUnreachable,
    PlaceAmbiguous,
    PlaceBlocked,
    PlaceMissing,
    SearchRefused,
    SecretUnusable,
    SessionLost,
    TableUnclear,
)
from jikwon.tools.browser.gate import Gate
from jikwon.tools.browser.lists import Export
from jikwon.tools.browser.page import Download, Page, View
from jikwon.tools.browser.places import Place

__all__ = [
    "Browser", "BrowserError", "BrowserGone", "BrowserMissing", "BrowserNotStarting", "BrowserPathWrong",
    "ChoiceMissing", "DialogMissing", "DialogUnexpected", "Download", "DownloadCut", "DownloadTooLarge", "Entrance",
    "Export", "ExportIncomplete", "Gate", "LoginRefused", "Page", "PageFailed", "PageRefused", "PageSlow",
    "PageUnreachable", "Place", "PlaceAmbiguous", "PlaceBlocked", "PlaceMissing", "SearchRefused", "SecretUnusable",
    "SessionLost", "TableUnclear", "View",
]  # fmt: skip
