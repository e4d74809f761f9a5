"""The day's slots, and to which one a report belongs."""

import re
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import Final
from unicodedata import normalize

from jikwon.korea import Reading, Unclear
from jikwon.model import fact

_ORDINAL: Final = re.compile(r"(?:제)?(\d{1,2})(?:차|회차|회)?")
_CLOCK: Final = re.compile(r"(오전|오후)?(\d{1,2})(?::(\d{2})(?::\d{2})?|시(?:(\d{2})분)?)")


@fact
class Slots:
    """The slots of one day.

    `times` are aware moments in order; those up to `open_` (the run's clock) are part of the day's picture.
    A report counts for a slot from `lead` before it.
    """

    times: tuple[datetime, ...]
    open_: int
    lead: timedelta

    @property
    def shown(self) -> tuple[str, ...]:
        """The slots that are part of the picture, as the sheets show them: `10:00`."""
        return _names(self.times)[: self.open_]

    def at(self, shown: str) -> datetime:
        """Give the moment of a slot."""
        return self.times[_names(self.times).index(shown)]

    def read(self, written: str) -> Reading[str] | Unclear:
        """Read 회차: a number (`2`, `2차`, `2회차`) or a slot's own time. Unclear: `slot-unknown`."""
        text = "".join(normalize("NFKC", written).split())
        if found := _ORDINAL.fullmatch(text):
            number = int(found[1])
            if 1 <= number <= len(self.times):
                return Reading(value=_names(self.times)[number - 1])
        elif found := _CLOCK.fullmatch(text):
            hour = int(found[2]) + (12 if found[1] == "오후" and int(found[2]) < 12 else 0)
            shown = f"{hour:02}:{found[3] or found[4] or '00'}"
            if shown in _names(self.times):
                return Reading(value=shown)
        return Unclear(reason="slot-unknown")

    def of(self, moment: datetime) -> str:
        """Give the latest slot not after `moment` + `lead`; before the first it is the first."""
        begun = sum(each <= moment + self.lead for each in self.times)
        return _names(self.times)[max(begun - 1, 0)]


@lru_cache(maxsize=8)
def _names(times: tuple[datetime, ...]) -> tuple[str, ...]:
    return tuple(f"{each:%H:%M}" for each in times)


@lru_cache(maxsize=8)
def of_day(day: datetime, times: tuple[time, ...], *, lead: timedelta, clock: datetime) -> Slots:
    """Lay the slots of the settings on a day (aware midnight); those after the clock are left out."""
    moments = tuple(day + timedelta(hours=each.hour, minutes=each.minute) for each in times)
    return Slots(times=moments, open_=sum(1 for each in moments if each <= clock), lead=lead)
