"""The infectious-disease portal through a browser: one login, several pages at a time."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, Protocol

from jikwon.model import Run
from jikwon.model.doors import changes_outside
from jikwon.processes.epi_forms import pages
from jikwon.processes.epi_forms.errors import DistrictUnknown, ListIncomplete, MarkNotKept, SearchFailed
from jikwon.processes.epi_forms.fields import TABLES
from jikwon.processes.epi_forms.model import Detail, Listing, Screen
from jikwon.tools.browser import Entrance, Page, View

SITE: Final = "epidemic"
MARKS, NUMBER = "출력 이력", "출력관리번호"
"""The table of marks, and the column of our number in it."""
_KNOWN_BY: Final = {"doses": "접종일", "cohabitants": "생년월일", "visits": "장소"}


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

    def mark(self, case_id: str, *, number: str, purpose: str, confirming: Callable[[], None]) -> None:
        """Mark a case as printed, unless its record shows the number already.

        `confirming` is called before the portal is told, so that whoever comes after a crash knows whether
        it may have been. Raises `MarkNotKept` where the portal does not say that it marked the case.
        """
        ...

    @property
    def settles_within(self) -> timedelta:
        """The longest time after which what was sent to the portal shows in its record."""
        ...


class Portal:
    """The real portal. Safe to use from several threads; its login is shared by all pages."""

    def __init__(self, entrance: Entrance) -> None:
        self._entrance = entrance

    @classmethod
    def open(cls, run: Run) -> "Portal":
        """Start the browser and log in. Raises `LoginRefused`, once: accounts lock."""
        return cls(Entrance.open(run, SITE, pages.GATE, evidence=run.evidence))

    @property
    def settles_within(self) -> timedelta:
        """What the office allows the portal for an answer."""
        return self._entrance.site.timeout

    def close(self) -> None:
        """End the browser."""
        self._entrance.close()

    def listing(self, day: date, district: str) -> Listing:
        """Search the list and read all of its pages."""
        return self._entrance.read(pages.CASES, lambda page: self._listing(page, day, district), shows=pages.TREE)

    def case(self, case_id: str) -> tuple[Detail, bytes]:
        """Read a case's page."""
        return self._entrance.read(_at(case_id), lambda page: _case(self._form(page)), shows=pages.DETAIL)

    def marks(self, case_id: str) -> tuple[Sequence[Mapping[str, str]], bytes]:
        """Read a case's 출력 이력."""
        return self._entrance.read(_at(case_id), lambda page: _marks(self._form(page)), shows=pages.DETAIL)

    @changes_outside
    def mark(self, case_id: str, *, number: str, purpose: str, confirming: Callable[[], None]) -> None:
        """Mark a case as printed and wait for the portal's word.

        Effects: one more line in 출력 이력, if it has none of this number. Repeatable: once what was confirmed
            has arrived; cut in the middle, that may be a moment after the cut.
        """
        with self._entrance.page(_at(case_id), shows=pages.DETAIL) as page:
            form = self._form(page)
            if all(row.get(NUMBER) != number for row in _marks(form)[0]):
                self._mark(page, form, number, purpose, confirming)

    def _form(self, page: Page) -> View:
        """Give the frame with a case's sections, once they are there. Raises `SessionLost`."""
        form = page.frame(pages.DETAIL)
        self._entrance.first_of(page, (form, pages.FORM))
        return form

    def _mark(self, page: Page, form: View, number: str, purpose: str, confirming: Callable[[], None]) -> None:
        form.press(pages.MARK)
        form.fill(pages.MARK_NUMBER, number)
        form.fill(pages.MARK_PURPOSE, purpose)
        confirming()
        form.press(pages.CONFIRM_MARK)
        said = self._entrance.first_of(page, (form, pages.MARKED), (form, pages.REFUSED_MARK))
        if said is pages.REFUSED_MARK:
            raise MarkNotKept()

    def _listing(self, page: Page, day: date, district: str) -> Listing:
        if not page.is_there(pages.district(district)):
            known = ", ".join(page.text(pages.TREE).split())
            raise DistrictUnknown(given=district, known=known)
        page.press(pages.district(district))
        page.fill(pages.FROM, day.isoformat())
        page.fill(pages.UNTIL, day.isoformat())
        page.press(pages.SEARCH)
        if self._entrance.first_of(page, (page, pages.TOTAL), (page, pages.ALERT)) is pages.ALERT:
            raise SearchFailed(site=SITE, said=page.text(pages.ALERT))
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
            raise ListIncomplete(site=SITE, listed=listed, total=total)
        return Listing(total=total, screens=screens)


def _at(case_id: str) -> str:
    return f"{pages.CASES}/{case_id}"


def _screen(page: Page) -> Screen:
    return Screen(rows=page.rows(pages.LIST), html=page.html().encode("utf-8"))


def _case(form: View) -> tuple[Detail, bytes]:
    fields = form.fields(pages.FORM)
    tables = {title: form.rows(pages.table(title, _KNOWN_BY[name])) for name, (title, _) in TABLES.items()}
    return Detail(fields=fields, tables=tables), form.html().encode("utf-8")


def _marks(form: View) -> tuple[Sequence[Mapping[str, str]], bytes]:
    return form.rows(pages.table(MARKS, NUMBER)), form.html().encode("utf-8")
