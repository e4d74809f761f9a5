"""The infectious-disease portal through a browser: one login, several pages at a time."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Final, Protocol, TypeVar

from jikwon.model import Run, Site
from jikwon.model.doors import changes_outside
from jikwon.processes.epi_forms import pages
from jikwon.processes.epi_forms.errors import (
    DistrictUnknown,
    ListIncomplete,
    LoginRefused,
    MarkNotKept,
    SearchFailed,
    SessionLost,
)
from jikwon.processes.epi_forms.fields import TABLES
from jikwon.processes.epi_forms.model import Detail, Listing, Screen
from jikwon.processes.epi_forms.tabs import Tabs
from jikwon.tools.browser import Browser, BrowserError, Page, View
from jikwon.tools.browser import Place as OnScreen

T = TypeVar("T")
MARKS: Final = "출력 이력"
_KNOWN_BY: Final = {"doses": "접종일", "cohabitants": "생년월일", "visits": "장소"}
_LOOK_S: Final = 0.05


class Epidemic(Protocol):
    """What a process asks of the portal: `Portal` asks the real one, `fakes.FakePortal` one in memory."""

    def listing(self, day: date, district: str) -> Listing:
        """Give every line of the list 확진자 목록 for a day of report and a district.

        Raises `DistrictUnknown`; `ListIncomplete` where the list moved while it was read.
        """
        ...

    def case(self, case_id: str) -> tuple[Detail, bytes]:
        """Read a case's page: its labels and tables, and the page itself as HTML."""
        ...

    def marks(self, case_id: str) -> tuple[Sequence[Mapping[str, str]], bytes]:
        """Read a case's 출력 이력, and the page itself as HTML."""
        ...

    def mark(self, case_id: str, *, number: str, purpose: str) -> None:
        """Mark a case as printed. Raises `MarkNotKept` where the portal does not say that it did."""
        ...

    @property
    def settles_within(self) -> timedelta:
        """The longest time after which what was sent to the portal shows in its record."""
        ...


class Portal:
    """The real portal. Safe to use from several threads; its login is shared by all pages."""

    def __init__(self, browser: Browser, site: Site, secret: Callable[[str], str]) -> None:
        self._browser = browser
        self._site = site
        self._secret = secret
        self._tabs = Tabs(browser, session=site.name, most=site.pages)
        self._lock = threading.Lock()
        self._logins = 0

    @classmethod
    def open(cls, run: Run) -> "Portal":
        """Start the browser and log in. Raises `LoginRefused`, once: accounts lock."""
        site = run.site_settings("epidemic")
        browser = Browser.open(run.browser_path, evidence=run.evidence, within=site.timeout)
        portal = cls(browser, site, lambda word: run.credential(f"{site.credential or site.name}.{word}"))
        try:
            portal._log_in(0)
        except BaseException:
            browser.close()
            raise
        return portal

    @property
    def settles_within(self) -> timedelta:
        """What the office allows the portal for an answer."""
        return self._site.timeout

    def close(self) -> None:
        """End the browser."""
        self._tabs.close()
        self._browser.close()

    def listing(self, day: date, district: str) -> Listing:
        """Search the list and read all of its pages."""
        return self._reading(lambda page: self._listing(page, day, district), at=pages.CASES)

    def case(self, case_id: str) -> tuple[Detail, bytes]:
        """Read a case's page."""
        return self._reading(lambda page: _case(self._form(page)), at=f"{pages.CASES}/{case_id}")

    def marks(self, case_id: str) -> tuple[Sequence[Mapping[str, str]], bytes]:
        """Read a case's 출력 이력."""
        return self._reading(lambda page: _marks(self._form(page)), at=f"{pages.CASES}/{case_id}")

    @changes_outside
    def mark(self, case_id: str, *, number: str, purpose: str) -> None:
        """Mark a case as printed and wait for the portal's word.

        Effects: one more line in 출력 이력. Repeatable: no; whoever calls reads the record first.
        """
        with self._page(f"{pages.CASES}/{case_id}") as page:
            form = self._form(page)
            try:
                self._mark(page, form, number, purpose)
            except BrowserError as error:
                if _is_expired(page):  # whether the mark was kept, its record tells at the next attempt
                    raise SessionLost(site=self._site.name) from error
                raise

    def _reading(self, read: Callable[[Page], T], *, at: str) -> T:
        """Read something; if the session ends meanwhile, log in again once and read it from the beginning."""
        with self._page(at) as page:
            logins = self._logins
            try:
                return read(page)
            except SessionLost:
                pass
            except BrowserError:
                if not _is_expired(page):
                    raise
        self._log_in(logins)
        with self._page(at) as page:
            return read(page)

    def _form(self, page: Page) -> View:
        """Give the frame with a case's sections, once it is there. Raises `SessionLost`."""
        form = page.frame(pages.DETAIL)
        if self._first_of((form, pages.FORM), (form, pages.EXPIRED), (form, pages.SIGN_IN)) is not pages.FORM:
            raise SessionLost(site=self._site.name)
        return form

    @contextmanager
    def _page(self, path: str) -> Iterator[Page]:
        """Open a page of the portal; a lost session is logged in again once."""
        with self._tabs.tab() as page:
            logins = self._logins
            page.go(self._address(path))
            if _is_expired(page):
                self._log_in(logins)
                page.go(self._address(path))
                if _is_expired(page):
                    raise SessionLost(site=self._site.name)
            yield page

    def _address(self, path: str) -> str:
        return self._site.address.rstrip("/") + path

    def _log_in(self, known: int) -> None:
        """Log in, unless somebody has since the login that the caller knows of."""
        with self._lock:
            if self._logins != known:
                return
            with self._tabs.own_tab() as page:
                page.go(self._address(pages.LOGIN))
                page.fill(pages.ACCOUNT, self._secret("account"))
                page.fill(pages.PASSWORD, self._secret("password"), secret=True)
                page.press(pages.SIGN_IN)
                self._accepted(page, pages.CODE)
                page.fill(pages.CODE, _code(self._secret("otp")), secret=True)
                page.press(pages.CONFIRM_CODE)
                self._accepted(page, pages.TREE)
                _close_notice(page)
            self._logins += 1

    def _accepted(self, page: Page, place: OnScreen) -> None:
        if self._first_of((page, place), (page, pages.ALERT)) is pages.ALERT:
            raise LoginRefused(site=self._site.name, said=page.text(pages.ALERT))

    def _mark(self, page: Page, form: View, number: str, purpose: str) -> None:
        form.press(pages.MARK)
        form.fill(pages.MARK_NUMBER, number)
        form.fill(pages.MARK_PURPOSE, purpose)
        form.press(pages.CONFIRM_MARK)
        said = self._first_of((form, pages.MARKED), (form, pages.REFUSED_MARK), (page, pages.EXPIRED))
        if said is pages.REFUSED_MARK:
            raise MarkNotKept()
        if said is pages.EXPIRED:
            raise SessionLost(site=self._site.name)

    def _first_of(self, *places: tuple[View, OnScreen]) -> OnScreen:
        """Wait for the first of some places; raise what waiting for the first of them raises."""
        until = time.monotonic() + self._site.timeout.total_seconds()
        while time.monotonic() < until:
            for view, place in places:
                if view.is_there(place):
                    return place
            time.sleep(_LOOK_S)
        view, place = places[0]
        view.wait_for(place, within=timedelta(seconds=1))
        return place

    def _listing(self, page: Page, day: date, district: str) -> Listing:
        page.wait_for(pages.TREE)
        _close_notice(page)
        if not page.is_there(pages.district(district)):
            known = ", ".join(page.text(pages.TREE).split())
            raise DistrictUnknown(given=district, known=known)
        page.press(pages.district(district))
        page.fill(pages.FROM, day.isoformat())
        page.fill(pages.UNTIL, day.isoformat())
        page.press(pages.SEARCH)
        said = self._first_of((page, pages.TOTAL), (page, pages.ALERT), (page, pages.EXPIRED))
        if said is pages.EXPIRED:
            raise SessionLost(site=self._site.name)
        if said is pages.ALERT:
            raise SearchFailed(site=self._site.name, said=page.text(pages.ALERT))
        total = int("".join(filter(str.isdigit, page.text(pages.TOTAL))))
        screens = [_screen(page)]
        listed = len(screens[0].rows)
        while 0 < listed < total:
            page.press(pages.NEXT)
            screens.append(_screen(page))
            if not screens[-1].rows or screens[-1].rows[0] in screens[-2].rows:
                break
            listed += len(screens[-1].rows)
        if listed != total:
            raise ListIncomplete(site=self._site.name, listed=listed, total=total)
        return Listing(total=total, screens=screens)


def _screen(page: Page) -> Screen:
    return Screen(rows=page.rows(pages.LIST), html=page.html().encode("utf-8"))


def _close_notice(page: Page) -> None:
    """Close the notice window that covers everything after a login, if it is there."""
    if page.is_there(pages.NOTICE):
        page.press(pages.CLOSE_NOTICE)
        page.wait_gone(pages.NOTICE)


def _case(form: View) -> tuple[Detail, bytes]:
    fields = form.fields(pages.FORM)
    tables = {title: form.rows(pages.table(title, _KNOWN_BY[name])) for name, (title, _) in TABLES.items()}
    return Detail(fields=fields, tables=tables), form.html().encode("utf-8")


def _marks(form: View) -> tuple[Sequence[Mapping[str, str]], bytes]:
    return form.rows(pages.table(MARKS, "출력관리번호")), form.html().encode("utf-8")


def _is_expired(page: Page) -> bool:
    """Tell whether the page, or the frame in it, says that the session is over."""
    views: list[View] = [page]
    if page.is_there(pages.DETAIL_SHOWN):
        views.append(page.frame(pages.DETAIL))
    return any(view.is_there(place) for view in views for place in (pages.EXPIRED, pages.SIGN_IN))


def _code(secret: str) -> str:
    import pyotp

    return pyotp.TOTP(secret).now()
