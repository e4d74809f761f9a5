"""When a quarantine ends: the dated rules of 2021 and 2022.

The first day counts and the end does not move for holidays (행정기본법 제6조제2항; 코로나19 대응지침 10-1).

| start | length | ends | source |
| --- | --- | --- | --- |
| before 2021-11-01 | 14 days | 12:00 of start + 14 days | 코로나19 대응지침 10-1 |
| from 2021-11-01, day-9 PCR negative | 10 days | 12:00 of start + 10 days | 서울시 공문, 2021-11-01 |
| from 2021-11-01, no negative result | 14 days | 12:00 of start + 14 days | the same |
| from 2022-02-09 | 7 days from the specimen | 24:00 of day 7 | 코로나19 대응지침, 2022-02-09 |

Whoever was past day 10 on 2021-11-01 is released at the moment of the negative result (the same letter).
"""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, TypeAlias

from jikwon.korea import dates
from jikwon.korea.readings import Reading, Unclear
from jikwon.model import Personal, fact

TEN_DAYS_FROM: Final = date(2021, 11, 1)
SEVEN_DAYS_FROM: Final = date(2022, 2, 9)


class Rule(StrEnum):
    """Which line of the table decided."""

    FOURTEEN_DAYS = "fourteen-days"
    TEN_DAYS = "ten-days"
    AT_THE_RESULT = "at-the-result"
    SEVEN_DAYS = "seven-days"


@fact
class Release:
    """The aware moment a quarantine ends, and the rule that says so."""

    at: Personal[datetime]
    rule: Rule


ReleaseReading: TypeAlias = "Reading[Release] | Unclear"


def releases(
    start: date,
    *,
    day9_negative: bool | None = None,
    negative_at: datetime | None = None,
    specimen_on: date | None = None,
) -> tuple[Release, ...]:
    """List every release that is possible with what is known, the earliest first.

    `start` is the last contact or the entry, day 1. `day9_negative` None means that no result is known: then
    10 and 14 days are both possible. `negative_at` is the result's moment, needed only by those who
    were past day 10 on 2021-11-01. Without `specimen_on` the seven days are counted from `start`.
    """
    if start >= SEVEN_DAYS_FROM:
        return (Release(at=_moment(specimen_on or start, 7, 0), rule=Rule.SEVEN_DAYS),)
    long = Release(at=_moment(start, 14, 12), rule=Rule.FOURTEEN_DAYS)
    if start + timedelta(days=14) < TEN_DAYS_FROM or day9_negative is False:
        return (long,)
    if start + timedelta(days=10) < TEN_DAYS_FROM:
        is_earlier = negative_at is not None and dates.midnight(TEN_DAYS_FROM) <= negative_at < long.at
        return (Release(at=negative_at, rule=Rule.AT_THE_RESULT),) if is_earlier and negative_at else (long,)
    short = Release(at=_moment(start, 10, 12), rule=Rule.TEN_DAYS)
    return (short,) if day9_negative else (short, long)


def release(
    start: date,
    *,
    day9_negative: bool | None = None,
    negative_at: datetime | None = None,
    specimen_on: date | None = None,
) -> ReleaseReading:
    """Give the one release, as `releases`.

    Unclear: `day9-missing` (10 or 14 days), `specimen-missing`.
    """
    if start >= SEVEN_DAYS_FROM and specimen_on is None:
        return Unclear(reason="specimen-missing")
    possible = releases(start, day9_negative=day9_negative, negative_at=negative_at, specimen_on=specimen_on)
    return Reading(value=possible[0]) if len(possible) == 1 else Unclear(reason="day9-missing")


def release_moment(day_or_moment: date | datetime, *, start: date | None = None) -> datetime:
    """Give the moment that a register's release means: a date alone ends at 12:00 of that day.

    Under the rule from 2022-02-09 it ends at 24:00. Which rule holds is told by `start` where it is
    known, else by the release's own date.
    """
    if isinstance(day_or_moment, datetime):
        return day_or_moment
    is_seven_days = (start or day_or_moment) >= SEVEN_DAYS_FROM
    return _moment(day_or_moment, 1, 0) if is_seven_days else _moment(day_or_moment, 0, 12)


def read_release(raw: dates.Cell, *, start: date | None = None) -> Reading[datetime] | Unclear:
    """Read a release cell (`dates.read`) as its moment; a date alone is noted `release-time-implied`."""
    reading = dates.read(raw)
    if isinstance(reading, Unclear):
        return reading
    notes = reading.normalised
    if not isinstance(reading.value, datetime):
        notes = (*notes, "release-time-implied")
    return Reading(value=release_moment(reading.value, start=start), normalised=notes)


def _moment(day: date, after_days: int, hour: int) -> datetime:
    return dates.midnight(day + timedelta(days=after_days)) + timedelta(hours=hour)
