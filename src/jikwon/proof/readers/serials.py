"""Excel's dates: numbers that a cell's format shows as a day or a time.

The number is days since 1899-12-30 (from 1900-03-01 on; the day before does not exist, though Excel
counts it) or since 1904-01-01. Built-in formats by number: ECMA-376 part 1, 18.8.30.
"""

import re
from datetime import date, datetime, time, timedelta
from enum import Enum

from jikwon.proof.readers.sheet import Value


class Shows(Enum):
    """What a number format shows a number as."""

    NUMBER = 0
    DAY = 1
    MOMENT = 2
    TIME = 3


_BUILT_IN = {
    **dict.fromkeys((14, 15, 16, 17, *range(27, 32), 34, 35, 36, *range(50, 59)), Shows.DAY),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 45, 47), Shows.TIME),
    22: Shows.MOMENT,
}
_SILENT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)


def shows(number: int, code: str | None) -> Shows:
    """Tell what a format shows, by its built-in number or its code."""
    if code is None:
        return _BUILT_IN.get(number, Shows.NUMBER)
    plain = _SILENT.sub("", code.partition(";")[0]).lower()
    if "[" in plain or "general" in plain:  # elapsed hours are an amount, not a moment
        return Shows.NUMBER
    day, clock = bool(re.search(r"[yd]", plain)), bool(re.search(r"[hs]", plain))
    if not day and not clock:
        return Shows.DAY if "m" in plain and not re.search(r"[0#?]", plain) else Shows.NUMBER
    return Shows.MOMENT if day and clock else Shows.DAY if day else Shows.TIME


def to_value(serial: float, kind: Shows, *, from_1904: bool = False) -> Value:
    """Give the day, moment or time that a number stands for; the number itself if there is none."""
    if kind is Shows.TIME and 0 <= serial < 1:
        return _clock(serial)
    whole = serial == int(serial)
    epoch = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30 if serial >= 61 else 31)  # noqa: DTZ001
    if not 0 <= serial < 2_958_466 or (not from_1904 and not (1 <= serial < 60 or serial >= 61)):
        return int(serial) if whole else serial
    moment = epoch + timedelta(milliseconds=round(serial * 86_400_000))
    return date(moment.year, moment.month, moment.day) if whole and kind is Shows.DAY else moment


def _clock(serial: float) -> time:
    return (datetime(1900, 1, 1) + timedelta(milliseconds=min(round(serial * 86_400_000), 86_399_999))).time()  # noqa: DTZ001
