"""The way into a portal: account, password and second step, notices closed, and in again when the session ends."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Self, TypeVar

from jikwon.model import Evidence, Run, Site
from jikwon.tools.browser.browser import Browser
from jikwon.tools.browser.errors import BrowserError, LoginRefused, SecretUnusable, SessionLost
from jikwon.tools.browser.gate import Gate
from jikwon.tools.browser.page import Page, View
from jikwon.tools.browser.places import Place
from jikwon.tools.browser.tabs import Tabs
from jikwon.tools.browser.waiting import first_of

T = TypeVar("T")


class Entrance:
    """A portal that is open in a browser of its own: one login, shared by several pages at a time.

    Of the site's credential it takes `.account`, `.password` and `.otp`, the secret of the second step. An account
    is tried once only: after a refusal nobody tries again, for accounts lock. Safe to use from several threads.

    ::

        GATE = Gate(login="/epidemic/login", inside=TREE)
        with Entrance.open(run, "epidemic", GATE, evidence=run.evidence) as entrance:
            rows = entrance.read("/epidemic/cases", lambda page: page.rows(LIST), shows=TREE)
    """

    def __init__(self, browser: Browser, site: Site, gate: Gate, secret: Callable[[str], str]) -> None:
        self.site = site
        self._browser = browser
        self._gate = gate
        self._secret = secret
        self._tabs = Tabs(browser, session=site.name, most=site.pages, busy=gate.busy, turns=site.turns)
        self._lock = threading.Lock()
        self._logins = 0
        self._refused: LoginRefused | None = None

    @classmethod
    def open(cls, run: Run, site: str, gate: Gate, *, evidence: Evidence | None) -> Self:
        """Start the browser for a site of the office's settings and log in with the site's credential.

        Raises `SiteUnset`, `LoginRefused`, `SecretUnusable`, `SessionLost` and the browser's errors, and leaves
        nothing open then.
        """
        found = run.site_settings(site)
        name = found.credential or found.name
        browser = Browser.open(run.browser_path, evidence=evidence, within=found.timeout)
        entrance = cls(browser, found, gate, lambda word: run.credential(f"{name}.{word}"))
        try:
            entrance._log_in(0)
        except BaseException:
            browser.close()
            raise
        return entrance

    def close(self) -> None:
        """End the browser."""
        self._tabs.close()
        self._browser.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def page(self, path: str, *, shows: Place) -> Iterator[Page]:
        """Give a page of the portal that shows a place, without a notice on it, once there is room for one more.

        Logs in again where the session is over before the page is given. Where it ends afterwards, raises
        `SessionLost`: what was done until then, only the portal's own record tells.
        """
        with self._tabs.tab() as page:
            self._arrive(page, path, shows)
            try:
                yield page
            except BrowserError as error:
                if self._is_over(page):
                    raise SessionLost(site=self.site.name) from error
                raise

    def read(self, path: str, read: Callable[[Page], T], *, shows: Place) -> T:
        """Read something of a page; once more from the beginning, after a new login, if the session ends meanwhile."""
        with self._tabs.tab() as page:
            logins = self._arrive(page, path, shows)
            try:
                return read(page)
            except SessionLost:
                pass
            except BrowserError:
                if not self._is_over(page):
                    raise
        self._log_in(logins)
        with self.page(path, shows=shows) as page:
            return read(page)

    def first_of(self, page: Page, *places: tuple[View, Place]) -> Place:
        """Wait until one of some places of a page and its frames is there; raises `SessionLost` if that comes first."""
        views = dict.fromkeys((page, *(view for view, _ in places)))
        over = [(view, place) for view in views for place in self._over]
        found = first_of(*places, *over, within=self.site.timeout)
        if found in self._over:
            raise SessionLost(site=self.site.name)
        return found

    @property
    def _over(self) -> tuple[Place, ...]:
        """What is seen once the session is over: words that say so, or the login page."""
        return self._gate.expired, self._gate.sign_in

    def _arrive(self, page: Page, path: str, shows: Place) -> int:
        """Open a path and close the notice on it; give the number of the login with which that went well."""
        logins = self._logins
        if not self._go(page, path, shows):
            self._log_in(logins)
            logins = self._logins
            if not self._go(page, path, shows):
                raise SessionLost(site=self.site.name)
        self._close_notice(page)
        return logins

    def _go(self, page: Page, path: str, shows: Place) -> bool:
        """Open a path; tell whether it shows the place and not that the session is over."""
        page.go(self._address(path))
        over = [(page, place) for place in self._over]
        return first_of((page, shows), *over, within=self.site.timeout) is shows

    def _log_in(self, known: int) -> None:
        """Log in, unless somebody has since the login that the caller knows of."""
        with self._lock:
            if self._refused is not None:
                raise LoginRefused(**self._refused.fields)
            if self._logins != known:
                return
            with self.site.turns.place(), self._tabs.own_tab() as page:
                try:
                    self._sign_in(page)
                except LoginRefused as refused:
                    self._refused = refused
                    raise
            self._logins += 1

    def _sign_in(self, page: Page) -> None:
        gate = self._gate
        page.go(self._address(gate.login))
        page.fill(gate.account, self._secret("account"))
        page.fill(gate.password, self._secret("password"), secret=True)
        page.press(gate.sign_in)
        self._assert_accepted(page, gate.code)
        page.fill(gate.code, self._code(), secret=True)
        page.press(gate.confirm_code)
        self._assert_accepted(page, gate.inside)
        self._close_notice(page)

    def _assert_accepted(self, page: Page, following: Place) -> None:
        gate = self._gate
        said = first_of((page, following), (page, gate.alert), (page, gate.expired), within=self.site.timeout)
        if said is gate.alert:
            raise LoginRefused(site=self.site.name, said=page.text(gate.alert))
        if said is gate.expired:
            raise SessionLost(site=self.site.name)

    def _close_notice(self, page: Page) -> None:
        if page.is_there(self._gate.notice):
            page.press(self._gate.close_notice)
            page.wait_gone(self._gate.notice)

    def _is_over(self, page: Page) -> bool:
        """Tell whether the page, or the frame in it, says that the session is over."""
        views: list[View] = [page]
        if (frame := self._gate.frame) is not None and page.is_there(frame):
            views.append(page.frame(frame))
        return any(view.is_there(place) for view in views for place in self._over)

    def _address(self, path: str) -> str:
        return self.site.address.rstrip("/") + path

    def _code(self) -> str:
        """Give the second step's code of this moment (RFC 6238)."""
        import pyotp

        try:
            return pyotp.TOTP(self._secret("otp")).now()
        except ValueError:  # the vault holds no base32 of 112 bits or more
            raise SecretUnusable(site=self.site.name) from None
