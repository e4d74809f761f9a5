"""Days and moments as Korean offices write them."""

import re
import unicodedata
from datetime import date, datetime, timedelta
from functools import lru_cache

_YEAR_FIRST = re.compile(
    r"(\d{4})(?:\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{1,2})\s*\.?|\s*년\s*(\d{1,2})\s*월\s*(\d{1,2})\s*일|(\d{2})(\d{2}))"
    r"\s*(?:\(?[월화수목금토일](?:요일)?\)?)?"
)
_SHORT = re.compile(r"['‘’`]?(\d{2})\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{1,2})\s*\.?")
_CLOCK = re.compile(
    r"\s*T?\s*(오전|오후|낮|AM|PM)?\s*(\d{1,2})(?::(\d{2})(?::(\d{2})(?:\.\d+)?)?|\s*시(?:\s*(\d{1,2})\s*분)?)\s*(AM|PM)?",
    re.IGNORECASE,
)
_RESIDENT = re.compile(r"(\d{2})(\d{2})(\d{2})\s*-?\s*(\d)[\d*]{6}")
_CENTURY = {**dict.fromkeys("90", 1800), **dict.fromkeys("1256", 1900), **dict.fromkeys("3478", 2000)}
_FIRST_SERIAL, _END_SERIAL = 61, 2_958_466
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet has no zone


def date_of(value: object) -> date | None:
    """Give the day that a cell names; None for none, for no such day, or a year of two digits.

    A moment gives its day. Numbers are `20211006` or an Excel serial (days since 1899-12-30).
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = _split(value)
    return found[0] if found else None


def moment_of(value: object) -> datetime | None:
    """Give the minute that a cell names, without a zone; None for none or a day alone. 24:00 is the next day's 0:00."""
    if isinstance(value, datetime):
        return value.replace(second=0, microsecond=0, tzinfo=None)
    if isinstance(value, date) or (found := _split(value)) is None:
        return None
    day, minutes = found
    if minutes is None:
        return None
    return datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)  # noqa: DTZ001


def short_date_of(value: object) -> tuple[int, int, int] | None:
    """Give (year of the century, month, day) of a day written with two digits for its year."""
    if not isinstance(value, str) or (found := _SHORT.fullmatch(_plain(value))) is None:
        return None
    return int(found[1]), int(found[2]), int(found[3])


def recent_date_of(value: object) -> date | None:
    """Give the day that a cell names; a year of two digits is of this century. Not for birth dates."""
    if (day := date_of(value)) is not None or (short := short_date_of(value)) is None:
        return day
    return _day(2000 + short[0], short[1], short[2])


def birth_of(value: object) -> date | None:
    """Give the birth date in a resident or foreigner registration number.

    The seventh digit names the century: 9, 0 the 1800s; 1, 2, 5, 6 the 1900s; 3, 4, 7, 8 the 2000s.
    """
    if value is None or (found := _RESIDENT.fullmatch(_plain(value))) is None:
        return None
    return _day(_CENTURY[found[4]] + int(found[1]), int(found[2]), int(found[3]))


def _split(value: object) -> tuple[date, int | None] | None:
    """Give a day and the minutes in it, None where no time is named."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _from_number(value)
    return _from_text(str(value))


@lru_cache(1 << 16)
def _from_text(written: str) -> tuple[date, int | None] | None:
    """Read a day and its minutes; the same days stand in thousands of rows."""
    text = _plain(written)
    if (found := _YEAR_FIRST.match(text)) is None:
        return _from_number(float(text)) if re.fullmatch(r"\d{5}(\.\d+)?", text) else None
    month, day = (next(part for part in found.group(*groups) if part) for groups in ((2, 4, 6), (3, 5, 7)))
    named = _day(int(found[1]), int(month), int(day))
    rest = text[found.end() :]
    if named is None or not rest.strip():
        return (named, None) if named else None
    minutes = _minutes(rest)
    return (named, minutes) if minutes is not None else None


def _minutes(text: str) -> int | None:
    if (found := _CLOCK.fullmatch(text)) is None:
        return None
    hour, minute = int(found[2]), int(found[3] or found[5] or 0)
    half = (found[1] or found[6] or "").upper()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half in ("오후", "PM") or (half == "낮" and hour in (12, 1, 2, 3, 4)) else 0)
    return hour * 60 + minute if hour * 60 + minute <= 1440 and minute < 60 else None


def _from_number(number: float) -> tuple[date, int | None] | None:
    if _FIRST_SERIAL <= number < _END_SERIAL:
        moment = _EPOCH + timedelta(minutes=round(number * 1440))
        return moment.date(), None if number == int(number) else moment.hour * 60 + moment.minute
    if number == int(number) and 18_000_101 <= number <= 99_991_231:
        named = _day(int(number) // 10_000, int(number) // 100 % 100, int(number) % 100)
        return (named, None) if named else None
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _plain(value: object) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", str(value))).strip()
