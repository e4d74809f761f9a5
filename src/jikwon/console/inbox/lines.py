"""확인할 일: which questions a person sees, in which order, and which one is next."""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from jikwon.console.accounts import names
from jikwon.console.inbox import due, opened
from jikwon.console.inbox.opened import Desk
from jikwon.console.shell.listing import Listed, listed
from jikwon.engine.questions import claiming
from jikwon.model import Personal, fact
from jikwon.model.items import kind_of
from jikwon.records import claims, questions
from jikwon.records.cases import CaseRow
from jikwon.records.claims import ClaimRow
from jikwon.records.questions import QuestionRow

TABS: Final = ("unassigned", "mine", "others", "held", "done")
QUEUE: Final = ("unassigned", "mine")
"""What comes next when a question was not opened from a tab."""
COLUMNS: Final[Mapping[str, Callable[[CaseRow], Any]]] = {
    "age": lambda row: row.asked_at,
    "due": due.due_of,
    "process": lambda row: (row.process, row.run_id),
    "holder": lambda row: row.account,
    "settled": lambda row: row.settled_at,
}


@fact
class Filter:
    """What the address says of the list: the tab ("" is the person's own choice of what comes first) and filters."""

    tab: str = ""
    process: str = ""
    code: str = ""
    run: str = ""
    sort: str = ""

    @property
    def query(self) -> str:
        """The filter as the end of an address, from the question mark on; "" if there is none."""
        named = {name: text for name in _WORDS if (text := getattr(self, name))}
        return f"?{urlencode(named)}" if named else ""


_WORDS: Final = ("tab", "process", "code", "run", "sort")


def filter_of(given: QueryDict) -> Filter:
    """Read the filter of an address; a tab that there is none of is passed over."""
    named = {name: given.get(name, "")[:200] for name in _WORDS}
    return Filter(**{**named, "tab": named["tab"] if named["tab"] in TABS else ""})


@fact
class Line:
    """One line of the list, in words."""

    row: CaseRow
    sentence: Personal[str]
    subject: Personal[str]
    process: str
    holder: str
    note: Personal[str]
    age: str
    due: datetime
    is_late: bool
    settled_by: str


def tab_of(row: CaseRow, account: str) -> str:
    """Say in which tab an open question stands."""
    if row.on_hold:
        return "held"
    return "unassigned" if not row.account else "mine" if row.account == account else "others"


def counts(rows: Sequence[CaseRow], account: str) -> dict[str, int]:
    """Count the open questions of each tab."""
    found = dict.fromkeys(TABS[:-1], 0)
    for row in rows:
        found[tab_of(row, account)] += 1
    return found


def chosen(rows: Sequence[CaseRow], wanted: Filter, account: str) -> list[CaseRow]:
    """Keep the open questions that a filter means, in the order of the list; of the queue where it names no tab."""
    tabs = (wanted.tab,) if wanted.tab else QUEUE
    return [row for row in _sorted(rows, wanted) if tab_of(row, account) in tabs and fits(row, wanted)]


def _sorted(rows: Sequence[CaseRow], wanted: Filter) -> Sequence[CaseRow]:
    by = COLUMNS.get(wanted.sort.removeprefix("-"))
    return sorted(rows, key=by, reverse=wanted.sort.startswith("-")) if by else rows


def fits(row: CaseRow, wanted: Filter) -> bool:
    """Tell whether a question passes the filters beside the tab."""
    return (
        wanted.process in ("", row.process)
        and wanted.code in ("", kind_of(row.code))
        and wanted.run in ("", row.run_id)
    )


def page(request: HttpRequest, rows: Sequence[CaseRow], desk: Desk) -> tuple[Listed[CaseRow], list[Line]]:
    """Cut one page of the list, and open what it shows."""
    found = listed(request, rows, COLUMNS)
    asked = questions.many([row.id for row in found.rows])
    held = claims.of(list(asked))
    return found, [_line(row, asked[row.id], held.get(row.id), desk) for row in found.rows]


def _line(row: CaseRow, asked: QuestionRow, claim: ClaimRow | None, desk: Desk) -> Line:
    now, by = time.time(), due.due_of(row)
    ask = desk.ask(asked)
    return Line(
        row=row,
        sentence=desk.sentence(asked),
        subject=opened.subject(ask, asked) if ask else "",
        process=opened.process_name(row.process),
        holder=names.shown(row.account) if row.account else "",
        note=claiming.kept(desk.office, asked, claim).note if ask else "",
        age=due.age(now - row.asked_at),
        due=by,
        is_late=by.timestamp() < now,
        settled_by=names.shown(row.settled_by) if row.settled_by else "",
    )


def queue(rows: Sequence[CaseRow], wanted: Filter, account: str, question: str) -> list[str]:
    """Give the ids of the questions that a person goes through, the one at hand among them whatever its tab."""
    ids = {row.id for row in chosen(rows, wanted, account)} | {question}
    return [row.id for row in _sorted(rows, wanted) if row.id in ids]
