"""The calendar of the law, counted once more by hand: from its sentences (domain A5), on the dated table of holidays.

Plain and slow; it shares no code with what is examined but the table's own lines.
"""

import csv
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from pathlib import Path

TABLE = Path(__file__).resolve().parents[3] / "src/jikwon/proof/data/holidays.csv"
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@cache
def holidays() -> frozenset[date]:
    with TABLE.open(encoding="utf-8") as lines:
        return frozenset(date.fromisoformat(line["날짜"]) for line in csv.DictReader(lines))


def is_open(day: date) -> bool:
    return day.weekday() < 5 and day not in holidays()


def next_worked(at: datetime) -> datetime:
    """Give the first worked minute at or after a moment: 09–12 and 13–18 of an open day."""
    while True:
        if not is_open(at.date()) or at.time() >= time(18):
            at = datetime.combine(at.date() + DAY, time(9))
        elif at.time() < time(9):
            at = datetime.combine(at.date(), time(9))
        elif time(12) <= at.time() < time(13):
            at = datetime.combine(at.date(), time(13))
        else:
            return at


def after_hours(received: datetime, hours: int) -> datetime:
    """Walk so many working hours, minute by minute."""
    at = received
    for _ in range(hours * 60):
        at = next_worked(at) + MINUTE
    return at


def after_days(received: date, days: int) -> date:
    """Give the last of so many open days, the first counted if it is open."""
    day, left = received, days - is_open(received)
    while left > 0:
        day += DAY
        left -= is_open(day)
    return day


def after_months(received: date, months: int) -> date:
    """Give the last day of a period by the calendar, the first day counted; on a day off it is the next open one."""
    year, month = divmod(received.year * 12 + received.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    day = date(year, month + 1, received.day) - DAY if received.day <= last else date(year, month + 1, last)
    while not is_open(day):
        day += DAY
    return day


@lru_cache(maxsize=100_000)
def due(received: datetime, length: str, *, times: int = 1) -> date | datetime:
    """Give the deadline of a length as the exports write it; `times` 2 is with an extension by the same length."""
    if length == "즉시":
        return after_hours(received, 3 * times)
    count, unit = int("".join(filter(str.isdigit, length))), "".join(sign for sign in length if not sign.isdigit())
    if unit == "일":
        return after_hours(received, 8 * count * times) if count <= 5 else after_days(received.date(), count * times)
    assert unit == "개월"
    return after_months(received.date(), count * times)


def working_days(first: date, last: date) -> int:
    """Count the open days from one to another, both counted."""
    return sum(is_open(first + DAY * step) for step in range((last - first).days + 1))


def is_past(due: date | datetime, moment: datetime) -> bool:
    return moment > due if isinstance(due, datetime) else moment.date() > due


def over_by(due: date | datetime, moment: datetime) -> int:
    """Count the open days past a deadline, one that has begun as one; past an hour eight working hours are a day."""
    if not isinstance(due, datetime):
        return working_days(due + DAY, moment.date())
    worked, at = 0, next_worked(due)
    while at < moment:
        worked, at = worked + 1, next_worked(at + MINUTE)
    return -(-worked // (8 * 60))
