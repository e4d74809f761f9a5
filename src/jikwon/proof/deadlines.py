"""Deadlines a second time, day by day on a dated table of holidays: what a proof holds the first against.

Plain on purpose: it walks. It shares no code and no calendar with the rules. Days are `date`, moments
are wall-clock times of Seoul without a zone, as `moments.moment_of` reads them.
"""

import csv
from calendar import monthrange
from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, TypeAlias

Period: TypeAlias = tuple[int, str]
"""How many, and of what: 시간, 일, 주, 개월 or 년; 즉시 is 3 시간."""

FIRST_DAY: Final = date(2016, 1, 1)
LAST_DAY: Final = date(2027, 12, 31)
_DAY: Final = timedelta(days=1)
_SHIFTS: Final = ((time(9), time(12)), (time(13), time(18)))
_MONTHS: Final = {"개월": 1, "년": 12}
_CALENDAR: Final = ("주", "개월", "년")


@cache
def holidays() -> dict[date, str]:
    """Give the dated table (`data/holidays.csv`): each holiday of public offices, with its names."""
    named: dict[date, str] = {}
    with files("jikwon.proof").joinpath("data/holidays.csv").open(encoding="utf-8") as table:
        for row in csv.DictReader(table):
            day = date.fromisoformat(row["날짜"])
            named[day] = f"{named[day]}, {row['이름']}" if day in named else row["이름"]
    return named


def is_off(day: date, *, also_off: Collection[date] = ()) -> bool:
    """Tell whether offices are closed. Raises `LookupError` outside 2016–2027."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise LookupError("the table of holidays ends at 2016 and 2027")
    return day.weekday() >= 5 or day in holidays() or day in also_off


def due_by_walking(
    received: datetime, period: Period, *, more: Sequence[Period] = (), also_off: Collection[date] = ()
) -> date | datetime | None:
    """Give the last day of a period, or the moment where it is one of hours (up to 5 days).

    `more` are its extensions, in order. None: the table does not reach so far.
    """
    try:
        if period[1] == "시간" or (period[1] == "일" and period[0] <= 5):
            hours = sum(count if unit == "시간" else 8 * count for count, unit in (period, *more))
            return _walk_hours(received, hours, tuple(also_off))
        return _walk_days(received.date(), (period, *more), tuple(also_off))
    except LookupError:
        return None


def working_days_by_walking(first: date, last: date, *, also_off: Collection[date] = ()) -> int:
    """Count the days from `first` to `last` on which offices work, both counted."""
    day, count = first, 0
    while day <= last:
        count += not is_off(day, also_off=also_off)
        day += _DAY
    return count


def working_hours_by_walking(begin: datetime, end: datetime, *, also_off: Collection[date] = ()) -> timedelta:
    """Add up the parts of the shifts between two moments."""
    total, day = timedelta(), begin.date()
    while day <= end.date():
        for opens, closes in () if is_off(day, also_off=also_off) else _SHIFTS:
            total += max(timedelta(), min(end, _at(day, closes)) - max(begin, _at(day, opens)))
        day += _DAY
    return total


def _walk_hours(received: datetime, hours: int, also_off: tuple[date, ...]) -> datetime:
    """Use up the hours shift by shift (법 제19조제1항, 시행령 제19조)."""
    left, day = timedelta(hours=hours), received.date()
    while True:
        for opens, closes in () if is_off(day, also_off=also_off) else _SHIFTS:
            begin, end = max(received, _at(day, opens)), _at(day, closes)
            if begin >= end:
                continue
            if begin + left <= end:
                return begin + left
            left -= end - begin
        day += _DAY


@lru_cache(maxsize=65536)  # many petitions come in on one day
def _walk_days(first: date, periods: tuple[Period, ...], also_off: tuple[date, ...]) -> date:
    """Step from day to day: by the calendar first, then by working days (법 제19조제2항, 제3항)."""
    calendar = [(count, unit) for count, unit in periods if unit in _CALENDAR]
    working = sum(count for count, unit in periods if unit == "일")
    day = first
    if calendar:
        day = _first_open(_calendar_end(first, calendar), also_off)
        if not working:
            return day
        day += _DAY
    while True:
        working -= not is_off(day, also_off=also_off)
        if working == 0:
            return day
        day += _DAY


def _calendar_end(first: date, periods: Sequence[Period]) -> date:
    """Step on month by month to the day before the one that answers to the first (민법 제160조)."""
    year, month = first.year, first.month
    months = sum(count * _MONTHS[unit] for count, unit in periods if unit != "주")
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    weeks = timedelta(days=7 * sum(count for count, unit in periods if unit == "주"))
    if months and first.day > monthrange(year, month)[1]:
        return date(year, month, monthrange(year, month)[1]) + weeks
    return date(year, month, first.day) - _DAY + weeks


def _first_open(day: date, also_off: tuple[date, ...]) -> date:
    """Step on to the next day on which offices work (민법 제161조)."""
    while is_off(day, also_off=also_off):
        day += _DAY
    return day


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock)
