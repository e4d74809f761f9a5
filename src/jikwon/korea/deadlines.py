"""When a petition must be answered, counted as 민원 처리에 관한 법률 제19조 counts it.

| length | counted | source |
| --- | --- | --- |
| 즉시 | 3 working hours | 시행령 제19조 |
| up to 5 days, and hours | working hours from the receipt, 8 a day, without Saturdays and holidays | 법 제19조제1항 |
| 6 days and more | working days, the first counted, without Saturdays and holidays | 법 제19조제2항 |
| weeks, months, years | by the calendar, the first day counted | 법 제19조제3항, 민법 제159조–제161조 |
| an extension | within the period, once; once more if the petitioner agrees | 시행령 제21조제1항 |

Read in the law's own text: 법률 제14839호 (2017-07-26; in 제19조 the law of 2016-02-12) and 대통령령 제32022호
(2021-10-21). 제19조 and 제21조 are cited with the same content from the decree of 2026-05-06 (제36296호).
The text leaves open, and this module decides:

- Working hours are 09–12 and 13–18; what comes in outside them is counted from the next working minute.
- The first day counts whole, whatever the hour of the receipt; if offices are closed then, the next
  working day is the first of a period in days. A calendar period begins on the day itself.
- An extension lengthens the period and is counted on as the period is: in hours, in days, or by the
  calendar from the receipt; days that lengthen a calendar period are working days after its end.

Time that the law leaves out (시행령 제20조: supplements, tests, inspections) is not known here: a petition
that has some is not to be counted.
"""

from calendar import monthrange
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final, TypeAlias

from jikwon.korea import calendar, dates, times
from jikwon.korea.lengths import Length, Unit
from jikwon.korea.readings import Reading, Unclear
from jikwon.model import fact

ACT_FROM: Final = date(2016, 2, 12)
"""Before it another law held, which counted Saturdays (민원사무 처리에 관한 법률 제6조)."""
LAST_RECEIPT: Final = date(2099, 12, 31)
MOST_EXTENSIONS: Final = 2

Stated: TypeAlias = "Reading[date] | Reading[datetime]"


@fact
class Deadline:
    """The last date (until its 24:00) of a period in days or more, or the aware moment of one in hours.

    `notes` say what the law moved, as codes: `deadline-from-next-minute` (received outside working
    hours), `deadline-first-day-off` (received on a day off), `deadline-month-end` (the last month has
    no such day), `deadline-end-moved` (the last day was a day off).
    """

    due: date | datetime
    notes: tuple[str, ...] = ()

    @property
    def last_day(self) -> date:
        """Give the date in Seoul on which it ends."""
        return self.due.astimezone(dates.SEOUL).date() if isinstance(self.due, datetime) else self.due


DeadlineReading: TypeAlias = "Deadline | Unclear"


def due(
    received: date | datetime, length: Length, *, extensions: Sequence[Length] = (), also_off: Collection[date] = ()
) -> DeadlineReading:
    """Give the deadline of what was `received` then, with its extensions in order.

    `received` is an aware moment, or a date where no hours are counted.

    Unclear: `receipt-time-missing` (hours are counted from a moment), `receipt-before-act`,
    `receipt-range` (after 2099), `extension-unit` (hours of a period in days, or a calendar length of
    one that is not), `extension-times` (more than two), `extension-too-long` (ends later than with the
    period once more).
    """
    if (problem := _problem(received, length, extensions)) is not None:
        return Unclear(reason=problem)
    lengths = [length]
    for extension in extensions:
        if extension.count != length.count or extension.unit != length.unit:
            longest, longer = (_due(received, [*lengths, each], also_off) for each in (length, extension))
            if _is_later(longer, longest):
                return Unclear(reason="extension-too-long")
        lengths.append(extension)
    return _due(received, lengths, also_off)


def extended(
    received: date | datetime, length: Length, *, stated: Stated, times: int = 1, also_off: Collection[date] = ()
) -> DeadlineReading:
    """Give the deadline of a petition extended `times`, where nobody says by how much.

    It is once the period each time, if the system's own deadline (`stated`) says the same.

    Unclear: `extension-unknown` (the system says something else), and as `due`.
    """
    deadline = due(received, length, extensions=[length] * times, also_off=also_off)
    if isinstance(deadline, Unclear) or agrees(deadline, stated):
        return deadline
    return Unclear(reason="extension-unknown")


def agrees(deadline: Deadline, stated: Stated) -> bool:
    """Tell whether a system's deadline says the same: the date, and the minute where both name one.

    A period in days agrees with any time of its last date and with its `24:00`.
    """
    value = stated.value
    if not isinstance(value, datetime):
        return value == deadline.last_day
    if isinstance(deadline.due, datetime):
        return value.replace(second=0, microsecond=0) == deadline.due.replace(second=0, microsecond=0)
    day = value.astimezone(dates.SEOUL).date()
    return (day - timedelta(days=1) if times.NEXT_DAY in stated.normalised else day) == deadline.due


def is_late(deadline: Deadline, closed: date | datetime) -> bool | None:
    """Tell whether what was `closed` then (or is open now) is past its deadline.

    None: closed on the day of a deadline in hours, nobody says when.
    """
    if isinstance(deadline.due, datetime) and isinstance(closed, datetime):
        return closed > deadline.due
    day = _day(closed)
    if isinstance(deadline.due, datetime) and day == deadline.last_day:
        return None
    return day > deadline.last_day


def days_late(deadline: Deadline, closed: date | datetime, *, also_off: Collection[date] = ()) -> int:
    """Count the working days past the deadline (초과일수), begun ones counted; 0 if it was kept.

    Past a deadline in hours eight working hours are a day, as the law counts there. What was closed on
    days off only, or after hours, is late by 0 working days.
    """
    if isinstance(deadline.due, datetime) and isinstance(closed, datetime):
        over = calendar.working_time_between(deadline.due, closed, also_off=also_off)
        return -(-over // timedelta(hours=calendar.HOURS_A_DAY))
    after = deadline.last_day + timedelta(days=1)
    return calendar.count_working_days(after, _day(closed), also_off=also_off)


def working_days_taken(received: date | datetime, closed: date | datetime, *, also_off: Collection[date] = ()) -> int:
    """Count the working days from the receipt to the closing (실처리일수), the first counted."""
    return calendar.count_working_days(_day(received), _day(closed), also_off=also_off)


def _problem(received: date | datetime, length: Length, extensions: Sequence[Length]) -> str | None:
    """Name what keeps a deadline from being counted."""
    if length.in_hours and not isinstance(received, datetime):
        return "receipt-time-missing"
    if not ACT_FROM <= (day := _day(received)) <= LAST_RECEIPT:
        return "receipt-before-act" if day < ACT_FROM else "receipt-range"
    if len(extensions) > MOST_EXTENSIONS:
        return "extension-times"
    return None if all(_fits(length, each) for each in extensions) else "extension-unit"


def _fits(length: Length, extension: Length) -> bool:
    if length.in_hours:
        return extension.unit in (Unit.HOURS, Unit.DAYS)
    return extension.unit is Unit.DAYS or (_is_calendar(length) and _is_calendar(extension))


def _due(received: date | datetime, lengths: Sequence[Length], also_off: Collection[date]) -> Deadline:
    """Count the lengths as one period, in the way of the first."""
    if lengths[0].in_hours:
        assert isinstance(received, datetime)
        return _in_hours(received, lengths, also_off)
    return _in_days(_day(received), tuple(lengths), frozenset(also_off))


@lru_cache(maxsize=1 << 16)  # many petitions come in on one day
def _in_days(first: date, lengths: tuple[Length, ...], also_off: frozenset[date]) -> Deadline:
    days = sum(each.count for each in lengths if each.unit is Unit.DAYS)
    if not _is_calendar(lengths[0]):
        notes = () if calendar.is_working_day(first, also_off=also_off) else ("deadline-first-day-off",)
        return Deadline(due=calendar.add_working_days(first, days, also_off=also_off), notes=notes)
    return _by_calendar(first, [each for each in lengths if _is_calendar(each)], days, also_off)


def _in_hours(received: datetime, lengths: Sequence[Length], also_off: Collection[date]) -> Deadline:
    begin = calendar.next_working_minute(received, also_off=also_off)
    hours = sum((each.hours for each in lengths), timedelta())
    notes = ("deadline-from-next-minute",) if begin != received else ()
    return Deadline(due=calendar.add_working_time(begin, hours, also_off=also_off), notes=notes)


def _by_calendar(first: date, lengths: Sequence[Length], days: int, also_off: Collection[date]) -> Deadline:
    """Count by the calendar, then `days` working days on; what ends on a day off ends on the next working day.

    Source: 민법 제159조 (until the end of the last day), 제160조 (the day before the one that answers to the
    first; the month's last where it has none), 제161조 (a Saturday or holiday).
    """
    months = sum(each.count * (12 if each.unit is Unit.YEARS else 1) for each in lengths if each.unit is not Unit.WEEKS)
    weeks = sum(each.count for each in lengths if each.unit is Unit.WEEKS)
    last, notes = _months_on(first, months) if months else (first - timedelta(days=1), ())
    last += timedelta(weeks=weeks)
    end = calendar.next_working_day(last, also_off=also_off)
    if end != last:
        notes = (*notes, "deadline-end-moved")
    if days:
        end = calendar.add_working_days(end + timedelta(days=1), days, also_off=also_off)
    return Deadline(due=end, notes=notes)


def _months_on(first: date, months: int) -> tuple[date, tuple[str, ...]]:
    """Give the last day of so many months of which `first` is the first day (민법 제160조)."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    length = monthrange(year, month + 1)[1]
    if first.day > length:
        return date(year, month + 1, length), ("deadline-month-end",)
    return date(year, month + 1, first.day) - timedelta(days=1), ()


def _is_calendar(length: Length) -> bool:
    return length.unit in (Unit.WEEKS, Unit.MONTHS, Unit.YEARS)


def _is_later(one: Deadline, other: Deadline) -> bool:
    if isinstance(one.due, datetime) and isinstance(other.due, datetime):
        return one.due > other.due
    return one.last_day > other.last_day


def _day(value: date | datetime) -> date:
    """Give the date in Seoul."""
    return value.astimezone(dates.SEOUL).date() if isinstance(value, datetime) else value
