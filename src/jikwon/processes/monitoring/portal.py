"""The app's administrator page through a browser: log in, search a day, download its answers."""

import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, Protocol

from jikwon.model import Personal, Run, Site, fact
from jikwon.processes.monitoring import pages
from jikwon.processes.monitoring.errors import LoginRefused, SearchRefused, SessionLost
from jikwon.tools.browser import Browser, BrowserError, Page
from jikwon.tools.browser import Place as OnScreen

SITE: Final = "quarantine"
_LOOK_S: Final = 0.05


@fact
class Export:
    """A day's answers as the page gave them: the file, how many it says there are, and the page that says so."""

    name: Personal[str]
    data: Personal[bytes]
    total: int
    page: Personal[bytes]


class Quarantine(Protocol):
    """What the process asks of the page: `Portal` asks the real one, `fakes.FakeQuarantine` one in memory."""

    def export(self, day: date) -> Export:
        """Download all answers of a day; nothing is written there."""
        ...


class Portal:
    """The real page, in a browser of its own; logged in when it is first asked, and again after a lost session."""

    def __init__(self, browser: Browser, site: Site, secret: Callable[[str], str]) -> None:
        self._browser = browser
        self._site = site
        self._secret = secret
        self._is_signed_in = False

    @classmethod
    def open(cls, run: Run) -> "Portal":
        """Start the browser for the site of the office's settings."""
        site = run.site_settings(SITE)
        browser = Browser.open(run.browser_path, evidence=None, within=site.timeout)
        return cls(browser, site, lambda word: run.credential(f"{site.credential or SITE}.{word}"))

    def close(self) -> None:
        """End the browser."""
        self._browser.close()

    def export(self, day: date) -> Export:
        """Search the day in every slot and download what was found.

        Raises `LoginRefused` once (accounts lock), `SearchRefused`, `SessionLost`, and the browser's errors.
        """
        with self._browser.page(busy=[pages.BUSY], session=SITE) as page:
            try:
                return self._export(page, day)
            except BrowserError as error:
                if not page.is_there(pages.EXPIRED):
                    raise
                self._is_signed_in = False
                raise SessionLost(site=SITE) from error

    def _export(self, page: Page, day: date) -> Export:
        if not self._is_signed_in:
            self._log_in(page)
        page.go(self._address(pages.ANSWERS))
        page.wait_for(pages.DAY)
        if page.is_there(pages.NOTICE):
            page.press(pages.CLOSE_NOTICE)
            page.wait_gone(pages.NOTICE)
        page.fill(pages.DAY, day.isoformat())
        page.choose(pages.SLOT, pages.EVERY_SLOT)
        page.press(pages.SEARCH)
        if self._first_of(page, pages.TOTAL, pages.ALERT) is pages.ALERT:
            raise SearchRefused(site=SITE, said=page.text(pages.ALERT))
        total = int("".join(filter(str.isdigit, page.text(pages.TOTAL))))
        shown = page.html().encode()
        given = page.download(press=pages.EXPORT)
        return Export(name=given.name, data=given.data, total=total, page=shown)

    def _log_in(self, page: Page) -> None:
        page.go(self._address(pages.LOGIN))
        page.fill(pages.ACCOUNT, self._secret("account"))
        page.fill(pages.PASSWORD, self._secret("password"), secret=True)
        page.press(pages.SIGN_IN)
        self._assert_accepted(page, pages.CODE)
        page.fill(pages.CODE, _code(self._secret("otp")), secret=True)
        page.press(pages.CONFIRM_CODE)
        self._assert_accepted(page, pages.DAY)
        self._is_signed_in = True

    def _assert_accepted(self, page: Page, next_place: OnScreen) -> None:
        if self._first_of(page, next_place, pages.ALERT) is pages.ALERT:
            raise LoginRefused(site=SITE, said=page.text(pages.ALERT))

    def _first_of(self, page: Page, wanted: OnScreen, other: OnScreen) -> OnScreen:
        """Wait for one of two places; if neither comes, raise what waiting for the wanted one raises."""
        until = time.monotonic() + self._site.timeout.total_seconds()
        while time.monotonic() < until and not page.is_there(pages.EXPIRED):
            for place in (wanted, other):
                if page.is_there(place):
                    return place
            time.sleep(_LOOK_S)
        page.wait_for(wanted, within=timedelta(seconds=1))
        return wanted

    def _address(self, path: str) -> str:
        return self._site.address.rstrip("/") + path


def _code(secret: str) -> str:
    import pyotp

    return pyotp.TOTP(secret).now()
