"""Lists of rows: sorted by a column, cut into numbered pages, all of it in the address."""

import time
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from typing import Any, Final, Generic, TypeVar

from django.http import HttpRequest

from jikwon.model import fact

PER_PAGE: Final = 50
LONG: Final = 5_000
"""To count more rows than this takes longer than to read a page of them."""
COUNTED_FOR_S: Final = 2.0
MOST_COUNTED: Final = 200
_long = dict[Hashable, tuple[float, int]]()
"""When long lists were counted last, and what came of it."""
Row = TypeVar("Row")


@fact
class Listed(Generic[Row]):
    """One page of a list. `number` counts from 1; `sort` is the column that the address names, "-" before it: down."""

    rows: Sequence[Row]
    count: int
    number: int
    last: int
    sort: str
    first_shown: int
    last_shown: int

    @property
    def numbers(self) -> Sequence[int]:
        """The numbers of the pages to offer: the first, the last, and those around this one."""
        near = {1, self.last, *range(self.number - 2, self.number + 3)}
        return sorted(each for each in near if 1 <= each <= self.last)


def listed(
    request: HttpRequest, rows: Sequence[Row], columns: Mapping[str, Callable[[Row], Any]], *, sort: str = ""
) -> Listed[Row]:
    """Sort and cut rows as the address says (`?sort=-created&page=2`); what it says wrongly is passed over.

    `sort` is the order unless the address names another of the `columns`.
    """

    def cut(chosen: str, start: int) -> Sequence[Row]:
        ordered = rows
        if chosen:
            ordered = sorted(rows, key=columns[chosen.removeprefix("-")], reverse=chosen.startswith("-"))
        return ordered[start : start + PER_PAGE]

    return fetched(request, len(rows), cut, columns, sort=sort)


def fetched(
    request: HttpRequest, count: int, fetch: Callable[[str, int], Sequence[Row]], columns: Collection[str], *, sort: str
) -> Listed[Row]:
    """Give the page that the address asks for of a list too long to be held: `fetch(sort, start)` reads its rows."""
    chosen = request.GET.get("sort", "")
    chosen = chosen if chosen.removeprefix("-") in columns else sort
    last = max(1, -(-count // PER_PAGE))
    number = min(max(1, _whole(request.GET.get("page", ""))), last)
    start = (number - 1) * PER_PAGE
    shown = fetch(chosen, start)
    return Listed(
        rows=shown, count=count, number=number, last=last, sort=chosen, first_shown=start + 1 if shown else 0,
        last_shown=start + len(shown),
    )  # fmt: skip


def counted(asked: Hashable, count: Callable[[], int]) -> int:
    """Count a list; a long one, known by what is `asked` of it, not more than once in two seconds."""
    now = time.monotonic()
    at, known = _long.get(asked, (-COUNTED_FOR_S, 0))
    if known and now - at < COUNTED_FOR_S:
        return known
    found = count()
    if found >= LONG:
        if len(_long) >= MOST_COUNTED:
            _long.clear()
        _long[asked] = now, found
    return found


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
