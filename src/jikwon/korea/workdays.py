"""Working days numbered once for a range of years, so that counting them costs a look-up and no walk."""

from array import array
from collections.abc import Collection
from datetime import date
from functools import cache
from typing import Final

from jikwon.model import fact

FIRST_YEAR: Final = 1949
LAST_YEAR: Final = 2199
_BLOCK: Final = 8  # years that a table grows by at a time: 3 ms once


@fact
class WorkDays:
    """The working days of some whole years, in order.

    `first` is the ordinal of the first day; `before[i]` counts the working days before day `first + i`;
    `days[n]` is the ordinal of working day number n.
    """

    first: int
    before: "array[int]"
    days: "array[int]"

    def covers(self, day: date) -> bool:
        """Tell whether `day` is one of the table's years."""
        return 0 <= day.toordinal() - self.first < len(self.before) - 1

    def number(self, day: date) -> int:
        """Give the number of `day` if offices work then, else of the next day on which they do."""
        return self.before[day.toordinal() - self.first]

    def count(self, first: date, last: date) -> int:
        """Count the working days from `first` to `last`, both counted."""
        return self.before[last.toordinal() - self.first + 1] - self.number(first)


_tables: Final[dict[frozenset[date], WorkDays]] = {}


def covering(first: date, last: date, *, also_off: Collection[date] = ()) -> WorkDays:
    """Give a table that covers `first` to `last`; days and tables already there are used again.

    Raises `ValueError` for years outside 1949–2199.
    """
    off = frozenset(also_off)
    table = _tables.get(off)
    if table is not None and table.covers(first) and table.covers(last):
        return table
    # A table is never changed, only replaced by a wider one: threads need no lock.
    table = _tables[off] = _build(_years(first, last, table), off)
    return table


def reaching(first: date, number_after: int, *, also_off: Collection[date] = ()) -> tuple[WorkDays, int]:
    """Give a table and the ordinal of the working day that stands `number_after` places after `first`'s."""
    last = first
    while True:
        table = covering(first, last, also_off=also_off)
        number = table.number(first) + number_after
        if number < len(table.days):
            return table, table.days[number]
        last = _later(date.fromordinal(table.first + len(table.before) - 1), number - len(table.days))


@cache
def holidays(year: int) -> frozenset[date]:
    """Give the year's public holidays, substitute and temporary ones among them."""
    from holidays import country_holidays

    return frozenset(country_holidays("KR", years=year))


def _later(day: date, missing: int) -> date:
    """Give a day by which `missing` more working days have surely passed, if no office closes for long."""
    return date.fromordinal(day.toordinal() + 2 * missing)


def _years(first: date, last: date, table: WorkDays | None) -> range:
    """Give the years to build: whole blocks, with those of the present table."""
    start, end = first.year, last.year
    if table is not None:
        start = min(start, date.fromordinal(table.first).year)
        end = max(end, date.fromordinal(table.first + len(table.before) - 2).year)
    if not FIRST_YEAR <= start <= end <= LAST_YEAR:
        raise ValueError("working days are known for the years 1949 to 2199")
    start -= start % _BLOCK
    end += _BLOCK - 1 - end % _BLOCK
    return range(max(start, FIRST_YEAR), min(end, LAST_YEAR) + 1)


def _build(years: range, off: frozenset[date]) -> WorkDays:
    first = date(years.start, 1, 1).toordinal()
    end = date(years.stop, 1, 1).toordinal()
    closed = {day.toordinal() for year in years for day in holidays(year)} | {day.toordinal() for day in off}
    days = array("l", (day for day in range(first, end) if (day - 1) % 7 < 5 and day not in closed))
    before = array("l")
    number = 0
    for day in range(first, end + 1):
        before.append(number)
        number += number < len(days) and days[number] == day
    return WorkDays(first=first, before=before, days=days)
