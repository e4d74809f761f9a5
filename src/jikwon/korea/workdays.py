"""Working days numbered once for a range of years, so that counting them is a look-up and no walk."""

from array import array
from collections.abc import Collection
from datetime import date, timedelta
from functools import cache
from typing import Final

from jikwon.model import fact

YEARS: Final = range(1949, 2200)
_BLOCK: Final = 8  # years a table grows by at a time: a few ms, once


@fact
class WorkDays:
    """The working days from `start` to `end`, whole years.

    `before[i]` counts the working days before day `i` of them, the day after the last one included;
    `days[n]` is the ordinal of working day number `n`.
    """

    start: date
    end: date
    before: "array[int]"
    days: "array[int]"

    def number(self, day: date) -> int:
        """Give the number of `day` if offices work then, else of the next day on which they do."""
        return self.before[(day - self.start).days]

    def works(self, day: date) -> bool:
        """Tell whether offices work on `day`."""
        place = (day - self.start).days
        return self.before[place] < self.before[place + 1]

    def count(self, first: date, last: date) -> int:
        """Count the working days from `first` to `last`, both counted; 0 if `last` is earlier."""
        return max(0, self.before[(last - self.start).days + 1] - self.number(first))


_tables: Final[dict[frozenset[date], WorkDays]] = {}


def covering(first: date, last: date | None = None, *, also_off: Collection[date] = ()) -> WorkDays:
    """Give a table that covers these two days; what is there already is used again.

    Raises `ValueError` for years outside 1949–2199.
    """
    off, other = frozenset(also_off), last or first
    table = _tables.get(off)
    if table is not None and table.start <= first <= table.end and table.start <= other <= table.end:
        return table
    # A table is never changed, only replaced by a wider one: threads need no lock.
    table = _tables[off] = _build(_years(first, other, table), off)
    return table


def after(first: date, places: int, *, also_off: Collection[date] = ()) -> date:
    """Give the working day `places` after that of `first` (itself, or the next if offices are closed then)."""
    table = covering(first, also_off=also_off)
    while (number := table.number(first) + places) >= len(table.days):
        table = covering(first, table.end + timedelta(days=1), also_off=also_off)
    return date.fromordinal(table.days[number])


@cache
def holidays(year: int) -> frozenset[date]:
    """Give the year's public holidays, substitute and temporary ones among them."""
    from holidays import country_holidays

    return frozenset(country_holidays("KR", years=year))


def _years(first: date, last: date, table: WorkDays | None) -> range:
    """Give the years to build: whole blocks, with those there already."""
    years = [day.year for day in (first, last, *((table.start, table.end) if table else ()))]
    start, end = min(years), max(years)
    if start not in YEARS or end not in YEARS:
        raise ValueError("working days are known for 1949 to 2199")
    start, end = start - start % _BLOCK, end + _BLOCK - end % _BLOCK
    return range(max(start, YEARS.start), min(end, YEARS.stop))


def _build(years: range, off: frozenset[date]) -> WorkDays:
    start, end = date(years.start, 1, 1), date(years.stop - 1, 12, 31)
    closed = {day.toordinal() for day in off.union(*map(holidays, years))}
    days, before = array("l"), array("l", [0])
    for day in range(start.toordinal(), end.toordinal() + 1):
        if (day - 1) % 7 < 5 and day not in closed:  # ordinal 1 is a Monday
            days.append(day)
        before.append(len(days))
    return WorkDays(start=start, end=end, before=before, days=days)
