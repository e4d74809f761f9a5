"""When something recurs in an office: a cron line, or a working day of the month, with holidays in mind.

Moments are those of Asia/Seoul. A moment on a day on which offices are closed can be kept, left out, or moved
to the next or the previous working day at the same time of day; two that then fall together are one.
"""

import re
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Final

from jikwon.korea import workdays
from jikwon.model import InputError, fact
from jikwon.model.dates import SEOUL

_LOOK_DAYS: Final = 5 * 366
_TIME: Final = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})"
_DAY: Final = timedelta(days=1)


class OnHolidays(Enum):
    """What happens with a moment that falls on a Saturday, a Sunday or a public holiday."""

    RUN = "run"
    SKIP = "skip"
    AFTER = "after"
    BEFORE = "before"


class RecurrenceInvalid(InputError):
    """The words are no recurrence, or one that never comes."""

    code = "recurrence-invalid"


@fact
class Recurrence:
    """When something is due. `said` is what a person wrote; `times` gives the moments of a day, holidays aside."""

    said: str
    on_holidays: OnHolidays
    times: Callable[[date], Collection[time]]


def recurrence(said: str, on_holidays: OnHolidays = OnHolidays.RUN) -> Recurrence:
    """Read a recurrence.

    `said` is a cron line of five fields (`0 9 * * 1-5`), or a working day in words: `근무일 09:00`
    (`working-days 09:00`), `매월 첫 근무일 09:00` (`first-working-day 09:00`), `매월 마지막 근무일 17:30`
    (`last-working-day 17:30`). Raises `RecurrenceInvalid`.
    """
    words = " ".join(said.split())
    for pattern, is_due in _WORDS:
        if found := re.fullmatch(rf"{pattern} {_TIME}", words):
            at = _time(said, found["hour"], found["minute"])
            return Recurrence(said=words, on_holidays=OnHolidays.RUN, times=_on(is_due, at))
    return Recurrence(said=words, on_holidays=on_holidays, times=_cron(said, words))


def moments(due: Recurrence, after: datetime) -> Iterator[datetime]:
    """Give the moments later than `after`, in order, without end. Raises `RecurrenceInvalid` if none comes in years."""
    day = after.astimezone(SEOUL).date()
    silent = 0
    while True:
        found = [moment for moment in _on_day(due, day) if moment > after]
        yield from found
        silent = 0 if found else silent + 1
        if silent > _LOOK_DAYS:
            raise RecurrenceInvalid(given=due.said)
        day += _DAY


def _on_day(due: Recurrence, day: date) -> list[datetime]:
    """Give the moments of a day, with those that were moved to it."""
    if _works(day) or due.on_holidays is OnHolidays.RUN:
        times = {*due.times(day)}
        for closed in _moved_to(due, day):
            times |= {*due.times(closed)}
        return [datetime.combine(day, each, SEOUL) for each in sorted(times)]
    return []


def _moved_to(due: Recurrence, day: date) -> Iterator[date]:
    """Give the closed days whose moments a working day takes."""
    step = {OnHolidays.AFTER: -_DAY, OnHolidays.BEFORE: _DAY}.get(due.on_holidays)
    if step is None:
        return
    while not _works(day := day + step):
        yield day


def _works(day: date) -> bool:
    return workdays.covering(day).works(day)


def _is_first(day: date) -> bool:
    return _works(day) and not any(_works(day - _DAY * back) for back in range(1, day.day))


def _is_last(day: date) -> bool:
    later = day + _DAY
    while later.month == day.month:
        if _works(later):
            return False
        later += _DAY
    return _works(day)


_WORDS: Final = (
    (r"(?:매월 첫 근무일|first-working-day)", _is_first),
    (r"(?:매월 마지막 근무일|last-working-day)", _is_last),
    (r"(?:근무일|working-days)", _works),
)


def _on(is_due: Callable[[date], bool], at: time) -> Callable[[date], Collection[time]]:
    return lambda day: (at,) if is_due(day) else ()


def _time(said: str, hour: str, minute: str) -> time:
    try:
        return time(int(hour), int(minute))
    except ValueError as error:
        raise RecurrenceInvalid(given=said) from error


def _cron(said: str, words: str) -> Callable[[date], Collection[time]]:
    from croniter import CroniterError, croniter

    if len(words.split()) != 5 or not croniter.is_valid(words):
        raise RecurrenceInvalid(given=said)

    def times(day: date) -> Collection[time]:
        begin = datetime.combine(day, time())
        coming = croniter(words, begin - timedelta(seconds=1), max_years_between_matches=1)
        made = list[time]()
        with suppress(CroniterError):  # none within a year of this day
            while (moment := coming.get_next(datetime)).date() == day:
                made.append(moment.time())
        return made

    return times
