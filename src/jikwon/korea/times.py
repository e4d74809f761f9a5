"""Times of day as offices write them."""

import re
from datetime import timedelta
from typing import Final, NamedTuple

from jikwon.korea.readings import Unclear

_CLOCK: Final = re.compile(
    r"T?(?:(오전|오후|AM|PM) ?)?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?: ?(AM|PM))?(Z|[+-]\d{2}:?\d{2})?(?: ?까지)?",
    re.ASCII | re.IGNORECASE,
)
_SPOKEN: Final = re.compile(r"(?:(오전|오후|낮|밤) ?)?(\d{1,2})시(?: ?(\d{1,2})분| ?(반))?(?: ?까지)?", re.ASCII)
NEXT_DAY: Final = "time-24"


class Time(NamedTuple):
    """A time of day; `offset` from UTC only where it was written."""

    since_midnight: timedelta
    offset: timedelta | None = None
    notes: tuple[str, ...] = ()


def read(text: str) -> Time | Unclear:
    """Read `12:00`, `T12:00:00+09:00`, `오후 3:00`, `3:00 PM`, `오후 3시 30분`, `정오`, `24:00`.

    Unclear: `time-unclear` for what may be either end of a day (자정, `오전 12시`, 밤) and
    for hours that do not exist; `date-unreadable` for anything else.
    """
    if text.removesuffix("까지").strip() == "정오":
        return Time(timedelta(hours=12), notes=("time-form",))
    if text.startswith("자정"):
        return Unclear(reason="time-unclear")
    if (found := _CLOCK.fullmatch(text)) is not None:
        before, hour, minute, second, after, offset = found.groups()
        half = (before or after or "").upper()
        return _settled(_half_day(int(hour), half), int(minute), int(second or 0), _offset(offset))
    if (found := _SPOKEN.fullmatch(text)) is not None:
        half, hour, minute, is_half_past = found.groups()
        if half in ("밤", "낮") or (half == "오전" and hour == "12"):
            return Unclear(reason="time-unclear")
        return _settled(_half_day(int(hour), half or ""), 30 if is_half_past else int(minute or 0), 0, None)
    return Unclear(reason="date-unreadable")


def _half_day(hour: int, half: str) -> int:
    """Give the hour of 24 (-1 for none): `오전 12:00` of a spreadsheet is midnight, `오후 12:00` noon."""
    if not half:
        return hour
    if not 1 <= hour <= 12:
        return hour if half in ("오후", "PM") and hour <= 23 and hour else -1
    return hour % 12 + (12 if half in ("오후", "PM") else 0)


def _settled(hour: int, minute: int, second: int, offset: timedelta | None) -> Time | Unclear:
    if (hour, minute, second) == (24, 0, 0):
        return Time(timedelta(days=1), offset, (NEXT_DAY,))
    if not (0 <= hour < 24 and minute < 60 and second < 60):
        return Unclear(reason="time-unclear")
    return Time(timedelta(hours=hour, minutes=minute, seconds=second), offset)


def _offset(written: str | None) -> timedelta | None:
    if not written:
        return None
    if written.upper() == "Z":
        return timedelta()
    sign = -1 if written[0] == "-" else 1
    return sign * timedelta(hours=int(written[1:3]), minutes=int(written[-2:]))
