"""Dates and moments as offices write them; every moment is aware (Asia/Seoul)."""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo

from jikwon.korea import characters, times
from jikwon.korea.readings import Reading, Unclear

SEOUL: Final = ZoneInfo("Asia/Seoul")
DayReading: TypeAlias = "Reading[date] | Unclear"
MomentReading: TypeAlias = "Reading[date] | Reading[datetime] | Unclear"
Cell: TypeAlias = "str | int | float | date | datetime"

_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_LONG: Final = re.compile(r"(\d{4})(?: ?[-./] ?|년 ?)(\d{1,2})(?: ?[-./] ?|월 ?)(\d{1,2})(?:일|\.)?(?!\d)", re.ASCII)
_SHORT: Final = re.compile(
    r"('?)(\d{2})(?: ?[-./] ?|년 ?)(\d{1,2})(?: ?[-./] ?|월 ?)(\d{1,2})(?:일|\.)?(?!\d)", re.ASCII
)
_BARE: Final = re.compile(r"(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(?:\d{2})?|([ T].*))?", re.ASCII)
_SERIAL: Final = re.compile(r"(\d{5})(?:\.(\d+))?", re.ASCII)
_SIX: Final = re.compile(r"\d{6}", re.ASCII)
_NO_YEAR: Final = re.compile(r"\d{1,2} ?(?:[-./]|월) ?\d{1,2} ?(?:일|\.)?(?: .*)?", re.ASCII)
_WEEKDAY: Final = re.compile(r" ?\(?([월화수목금토일])(?:요일)?\)?(?![가-힣\d])")
_FIRST_SERIAL: Final = date(1899, 12, 30)  # the 1900 system counts a 29 February 1900 that never was
_FORM: Final = "date-form"
CENTURY: Final = "date-century"
_SERIALS: Final = range(10_000, 80_000)  # 1927-05-18 to 2119; shorter numbers look like years and times


def read(raw: Cell) -> MomentReading:
    """Read a date, or a moment where a time of day is written.

    Forms: `2021-10-06`, `2021.10.6.`, `2021. 10. 6.`, `2021/10/06`, `2021년 10월 6일`, `20211006`, `'21.10.6.`,
    Excel serials (1900 system), each with a weekday and with `12:00`, `T12:00`, `오후 3시`, `정오`. `24:00`
    is 00:00 of the next day. A year of two digits is of this century (`date-century` noted).

    Unclear: `date-blank`, `date-year` (no year), `date-six-digits`, `date-impossible`, `date-weekday` (another
    day's), `time-unclear` (자정, 오전 12시), `date-unreadable`.
    """
    if isinstance(raw, str):
        return _read_text(raw)
    if isinstance(raw, datetime):
        return Reading(value=raw.replace(tzinfo=SEOUL) if raw.tzinfo is None else raw.astimezone(SEOUL))
    if isinstance(raw, date):
        return Reading(value=raw)
    return _read_text(repr(raw).removesuffix(".0"))


def read_day(raw: Cell) -> DayReading:
    """Read a date; a time of day beside it is left out (`time-dropped`), one of 00:00 says nothing."""
    reading = read(raw)
    if isinstance(reading, Unclear):
        return reading
    if not isinstance(reading.value, datetime):
        return Reading(value=reading.value, normalised=reading.normalised)
    is_midnight = reading.value.time() == datetime.min.time()
    notes = reading.normalised if is_midnight else (*reading.normalised, "time-dropped")
    return Reading(value=reading.value.date(), normalised=notes)


def read_birth_date(raw: Cell, *, today: date) -> DayReading:
    """Read a birth date between 1900-01-01 and `today`, the run's day.

    A year of two digits is read only if one century alone is possible; six bare digits never.

    Unclear: as `read`, and `date-century` (1900s or 2000s), `birth-date-range`.
    """
    reading = read_day(raw)
    if isinstance(reading, Unclear):
        return reading
    day = reading.value
    if CENTURY in reading.normalised:
        earlier = _day(day.year - 100, day.month, day.day)
        possible = [each for each in (day, earlier) if each is not None and each <= today]
        if len(possible) > 1:
            return Unclear(reason="date-century", details={"written": str(raw)})
        day = possible[0] if possible else day
    if not date(1900, 1, 1) <= day <= today:
        return Unclear(reason="birth-date-range", details={"written": str(raw)})
    return Reading(value=day, normalised=reading.normalised)


@lru_cache(maxsize=8192)  # a register has few days and many rows
def _read_text(raw: str) -> MomentReading:
    if (iso := _ISO.fullmatch(raw)) is not None:
        return _checked(_day(*map(int, iso.groups())), raw, "", ())
    text, notes = characters.clean(raw)
    if not text or text == "-":
        return Unclear(reason="date-blank")
    if (found := _SERIAL.fullmatch(text)) is not None and int(found.group(1)) in _SERIALS:
        return _from_serial(found, notes)
    notes = notes if _ISO.match(text) else (*notes, _FORM)
    if (found := _LONG.match(text)) is not None:
        return _checked(_day(*map(int, found.groups())), raw, text[found.end() :], notes)
    if (found := _BARE.fullmatch(text)) is not None:
        year, month, day, hour, minute, rest = found.groups()
        return _checked(_day(int(year), int(month), int(day)), raw, f"{hour}:{minute}" if hour else rest or "", notes)
    if (found := _SHORT.match(text)) is not None:
        _, year, month, day = found.groups()
        return _checked(_day(2000 + int(year), int(month), int(day)), raw, text[found.end() :], (*notes, CENTURY))
    reason = "date-year" if _NO_YEAR.fullmatch(text) else "date-unreadable"
    return Unclear(reason="date-six-digits" if _SIX.fullmatch(text) else reason, details={"written": raw})


def _from_serial(found: re.Match[str], notes: tuple[str, ...]) -> MomentReading:
    day = _FIRST_SERIAL + timedelta(days=int(found.group(1)))
    if not found.group(2):
        return Reading(value=day, normalised=(*notes, "date-serial"))
    seconds = round(float(f"0.{found.group(2)}") * 86400)
    return Reading(value=_at(day, timedelta(seconds=seconds)), normalised=(*notes, "date-serial"))


def _checked(day: date | None, raw: str, rest: str, notes: tuple[str, ...]) -> MomentReading:
    """Settle a date with what follows it: nothing, a weekday, a time."""
    details = {"written": raw}
    if day is None:
        return Unclear(reason="date-impossible", details=details)
    if not rest:
        return Reading(value=day, normalised=notes)
    if (weekday := _WEEKDAY.match(rest)) is not None:
        if weekday.group(1) != "월화수목금토일"[day.weekday()]:
            return Unclear(reason="date-weekday", details=details)
        rest = rest[weekday.end() :]
    if not rest.strip(" ,"):
        return Reading(value=day, normalised=notes)
    time = times.read(rest.strip(" ,"))
    if isinstance(time, Unclear):
        return Unclear(reason=time.reason, details=details)
    moment = _at(day, time.since_midnight)
    if time.offset is not None:
        moment = (moment.replace(tzinfo=None) - time.offset).replace(tzinfo=ZoneInfo("UTC")).astimezone(SEOUL)
    return Reading(value=moment, normalised=(*notes, *time.notes))


def midnight(day: date) -> datetime:
    """Give 00:00 of `day` in Seoul."""
    return datetime(day.year, day.month, day.day, tzinfo=SEOUL)


def _at(day: date, since_midnight: timedelta) -> datetime:
    return midnight(day) + since_midnight


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1800 <= year <= 2199 else None
    except ValueError:
        return None
