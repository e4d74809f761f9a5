"""Working days and working hours of Korean public offices.

Days off are Saturdays, Sundays and the holidays of 관공서의 공휴일에 관한 규정, with substitute and
temporary ones; 1 May is one of them from 2026 (대통령령 제36290호, 2026-05-01). Working hours are 09–12 and
13–18 (국가공무원 복무규정 제9조, and the like 지방공무원 복무규정: eight hours, lunch at noon).

Counting is a look-up in a table of the years (`workdays`), whatever the distance. `also_off` are days
that this office has off besides, such as a district's own holiday; give the same set again and again.
"""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Final

from jikwon.korea import dates, workdays
from jikwon.korea.workdays import holidays

__all__ = [
    "HOURS_A_DAY", "SHIFTS", "add_working_days", "add_working_time", "count_working_days", "holidays",
    "is_working_day", "next_working_day", "next_working_minute", "working_time_between",
]  # fmt: skip

SHIFTS: Final = ((time(9), time(12)), (time(13), time(18)))
HOURS_A_DAY: Final = 8
_MORNING: Final = timedelta(hours=3)
_DAY: Final = timedelta(hours=HOURS_A_DAY)
_NOTHING: Final = timedelta()
_HOUR: Final = 3600  # seconds


def is_working_day(day: date, *, also_off: Collection[date] = ()) -> bool:
    """Tell whether offices work."""
    return workdays.covering(day, also_off=also_off).works(day)


def next_working_day(day: date, *, also_off: Collection[date] = ()) -> date:
    """Give `day` itself if offices work then, else the next day on which they do."""
    return workdays.after(day, 0, also_off=also_off)


def add_working_days(first: date, days: int, *, also_off: Collection[date] = ()) -> date:
    """Give the last of `days` working days (1 or more), `first` counted if offices work then."""
    if days < 1:
        raise ValueError("days must be 1 or more")
    return workdays.after(first, days - 1, also_off=also_off)


def count_working_days(first: date, last: date, *, also_off: Collection[date] = ()) -> int:
    """Count the working days from `first` to `last`, both counted; 0 if `last` is earlier."""
    return workdays.covering(first, last, also_off=also_off).count(first, last)


def next_working_minute(moment: datetime, *, also_off: Collection[date] = ()) -> datetime:
    """Give `moment` itself within working hours, else the moment at which they begin again."""
    day, clock = _seoul(moment)
    (morning, noon), (afternoon, evening) = SHIFTS
    if clock >= evening or not is_working_day(day, also_off=also_off):
        following = day + timedelta(days=1) if clock >= evening else day
        return _at(next_working_day(following, also_off=also_off), _NOTHING)
    if clock < morning:
        return datetime.combine(day, morning, dates.SEOUL)
    return datetime.combine(day, afternoon, dates.SEOUL) if noon <= clock < afternoon else moment


def add_working_time(moment: datetime, length: timedelta, *, also_off: Collection[date] = ()) -> datetime:
    """Give the moment at which `length` of working hours after `moment` is used up (24 h: three days)."""
    if not length:
        return next_working_minute(moment, also_off=also_off)
    day, clock = _seoul(moment)
    worked = _worked_by(clock) if is_working_day(day, also_off=also_off) else _NOTHING
    whole, rest = divmod(worked + length, _DAY)
    if not rest:  # used up at the end of a day, not at the beginning of the next
        whole, rest = whole - 1, _DAY
    return _at(workdays.after(day, whole, also_off=also_off), rest)


def working_time_between(begin: datetime, end: datetime, *, also_off: Collection[date] = ()) -> timedelta:
    """Give the working time from `begin` to `end`; nothing if `end` is earlier."""
    (first, from_clock), (last, to_clock) = _seoul(begin), _seoul(end)
    table = workdays.covering(first, last, also_off=also_off)
    before = _worked_by(from_clock) if table.works(first) else _NOTHING
    after = _worked_by(to_clock) if table.works(last) else _NOTHING
    return max(_NOTHING, (table.number(last) - table.number(first)) * _DAY + after - before)


def _seoul(moment: datetime) -> tuple[date, time]:
    there = moment if moment.tzinfo is dates.SEOUL else moment.astimezone(dates.SEOUL)
    return there.date(), there.time()


def _worked_by(clock: time) -> timedelta:
    """Give the working time of a working day that is over at `clock`."""
    second = (clock.hour * 60 + clock.minute) * 60 + clock.second
    worked = min(max(second - 9 * _HOUR, 0), 3 * _HOUR) + min(max(second - 13 * _HOUR, 0), 5 * _HOUR)
    is_running = 9 * _HOUR <= second < 12 * _HOUR or 13 * _HOUR <= second < 18 * _HOUR
    return timedelta(seconds=worked, microseconds=clock.microsecond if is_running else 0)


def _at(day: date, worked: timedelta) -> datetime:
    """Give the first moment of a working day by which `worked` of it is over."""
    lunch = timedelta(hours=1) if worked > _MORNING else _NOTHING
    return datetime.combine(day, SHIFTS[0][0], dates.SEOUL) + worked + lunch
