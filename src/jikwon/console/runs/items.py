"""One page of a run's items, as its address asks for it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from django.http import HttpRequest

from jikwon.console.shell import words
from jikwon.console.shell.listing import PER_PAGE, Listed
from jikwon.engine.office import Office
from jikwon.engine.reports import outcomes
from jikwon.engine.reports.outcomes import Line
from jikwon.model import fact
from jikwon.records import itemlist
from jikwon.records.itemlist import ORDERS
from jikwon.records.runs import RunRow

STATES: Final = ("done", "excluded", "waiting", "failed", "open")
ERRORS: Final = ("waiting", "failed")


@fact
class Page:
    """Some items with the list that they are a page of; `is_readable` tells that the run's key is there still."""

    listed: Listed[Line]
    lines: Sequence[Line]
    state: str
    errors: bool
    code: str
    is_readable: bool

    @property
    def states(self) -> Sequence[str]:
        """The states to filter by."""
        return STATES


def page_of(request: HttpRequest, office: Office, row: RunRow) -> Page:
    """Read the address and open the items that it asks for."""
    asked = request.GET
    state = asked.get("state", "") if asked.get("state") in STATES else ""
    errors, code = bool(asked.get("errors")), asked.get("code", "")
    states = (state,) if state else ERRORS if errors else ()
    sort = asked.get("sort", "") if asked.get("sort", "").removeprefix("-") in ORDERS else "position"
    count = itemlist.count(row.id, states=states, code=code)
    last = max(1, -(-count // PER_PAGE))
    number = min(max(1, _whole(asked.get("page", ""))), last)
    start = (number - 1) * PER_PAGE
    lines = [
        for_screens(each)
        for each in outcomes.lines(
            office, row, states=states, code=code, order=sort.removeprefix("-"), down=sort.startswith("-"),
            start=start, size=PER_PAGE,
        )
    ]  # fmt: skip
    listed = Listed(
        rows=lines, count=count, number=number, last=last, sort=sort, first_shown=start + 1 if count else 0,
        last_shown=min(start + PER_PAGE, count),
    )  # fmt: skip
    return Page(listed=listed, lines=lines, state=state, errors=errors, code=code, is_readable=bool(row.key))


def for_screens(line: Line) -> Line:
    """Leave out of an item's reasons what tells to type a command."""
    return replace(line, why=tuple(words.without_commands(each) for each in line.why))


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
