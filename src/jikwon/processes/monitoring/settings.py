"""What an office may set, held against what it can mean; anything else ends with exit 2."""

import re
from datetime import date, time, timedelta
from functools import lru_cache
from typing import Final

from jikwon.korea import Reading, dates
from jikwon.model import Run, SettingInvalid
from jikwon.processes.monitoring import slots

_TIME: Final = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_MOST_SLOTS: Final = 24
_LONGEST_LEAD: Final = timedelta(hours=12)


def slots_of(run: Run) -> slots.Slots:
    """Lay the slots on the day; raise `SettingInvalid` for a day, slots or a lead that mean nothing."""
    day = dates.midnight(day_of(run))
    return slots.of_day(day, _times(run.setting("slots")), lead=_lead(run.setting("lead")), clock=run.clock)


def day_of(run: Run) -> date:
    """Give the day that is collected: the setting, else the clock's day. A day to come is none."""
    written = run.setting("date")
    if not written:
        return run.clock.date()
    reading = dates.read_day(written)
    if not isinstance(reading, Reading) or reading.value > run.clock.date():
        raise SettingInvalid(setting="date", given=written, expected=f"… {run.clock.date()}")
    return reading.value


@lru_cache(maxsize=8)  # asked for every item
def _times(written: str) -> tuple[time, ...]:
    found = [_TIME.fullmatch(each.strip()) for each in written.split(",")]
    times = [time(int(each[1]), int(each[2])) for each in found if each]
    if not 1 <= len(times) <= _MOST_SLOTS or len(times) < len(found) or sorted(set(times)) != times:
        raise SettingInvalid(setting="slots", given=written, expected="10:00,15:00,20:00")
    return tuple(times)


@lru_cache(maxsize=8)
def _lead(written: str) -> timedelta:
    lead = timedelta(minutes=int(written)) if written.isdecimal() else None
    if lead is None or lead > _LONGEST_LEAD:
        raise SettingInvalid(setting="lead", given=written, expected="0–720")
    return lead
