"""Working days and working hours of Korean public offices.

Days off are Saturdays, Sundays and the holidays of 관공서의 공휴일에 관한 규정, with substitute and
temporary ones. Working hours are 09–12 and 13–18 (국가공무원 복무규정 제9조: eight hours, lunch at noon).
"""

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Final

from jikwon.korea import dates

SHIFTS: Final = ((time(9), time(12)), (time(13), time(18)))
HOURS_A_DAY: Final = 8
_DAY: Final = timedelta(days=1)


def is_working_day(day: date, *, also_off: Collection[date] = ()) -> bool:
    """Tell whether offices work; `also_off` are days that this office has off besides."""
    return day.weekday() < 5 and day not in holidays(day.year) and day not in also_off


def next_working_day(day: date, *, also_off: Collection[date] = ()) -> date:
    """Give `day` itself if offices work then, else the next day on which they do."""
    while not is_working_day(day, also_off=also_off):
        day += _DAY
    return day


def add_working_days(first: date, days: int, *, also_off: Collection[date] = ()) -> date:
    """Give the last of `days` working days (1 or more), `first` counted if offices work then."""
    if days < 1:
        raise ValueError("days must be 1 or more")
    day = next_working_day(first, also_off=also_off)
    for _ in range(days - 1):
        day = next_working_day(day + _DAY, also_off=also_off)
    return day


def count_working_days(first: date, last: date, *, also_off: Collection[date] = ()) -> int:
    """Count the working days from `first` to `last`, both counted; 0 if `last` is earlier."""
    span = range((last - first).days + 1)
    return sum(is_working_day(first + timedelta(days=each), also_off=also_off) for each in span)


def next_working_minute(moment: datetime, *, also_off: Collection[date] = ()) -> datetime:
    """Give `moment` itself within working hours, else the moment at which they begin again."""
    return max(moment, next(_shifts(moment, also_off))[0])


def add_working_time(moment: datetime, length: timedelta, *, also_off: Collection[date] = ()) -> datetime:
    """Give the moment at which `length` of working hours after `moment` is used up (24 h: three days)."""
    for begin, end in _shifts(moment, also_off):
        begin = max(begin, moment)
        if length <= end - begin:
            return begin + length
        length -= end - begin
    raise AssertionError("working days never end")


@cache
def holidays(year: int) -> frozenset[date]:
    """Give the year's public holidays."""
    from holidays import country_holidays

    return frozenset(country_holidays("KR", years=year))


def _shifts(moment: datetime, also_off: Collection[date]) -> Iterator[tuple[datetime, datetime]]:
    """Give the shifts that end after `moment`, in order, for ever."""
    day = moment.astimezone(dates.SEOUL).date()
    while True:
        if is_working_day(day, also_off=also_off):
            for begin, end in SHIFTS:
                closing = datetime.combine(day, end, dates.SEOUL)
                if closing > moment:
                    yield datetime.combine(day, begin, dates.SEOUL), closing
        day += _DAY
