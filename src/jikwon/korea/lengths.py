"""How long an office may take, as its tables say it: `7일`, `즉시`, `1개월`."""

import re
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final, TypeAlias

from jikwon.korea import calendar, characters, dates
from jikwon.korea.readings import Reading, Unclear
from jikwon.model import fact

LAST_DAY_IN_HOURS: Final = 5


class Unit(StrEnum):
    """What a length is counted in, as it is written."""

    HOURS = "시간"
    DAYS = "일"
    WEEKS = "주"
    MONTHS = "개월"
    YEARS = "년"


@fact
class Length:
    """A length of time (처리기간): how many of which unit."""

    count: int
    unit: Unit

    @property
    def in_hours(self) -> bool:
        """Tell whether it is counted in working hours: up to 5 days (민원 처리에 관한 법률 제19조제1항)."""
        return self.unit is Unit.HOURS or (self.unit is Unit.DAYS and self.count <= LAST_DAY_IN_HOURS)

    @property
    def hours(self) -> timedelta:
        """Give the working hours of a length counted in them; a day has eight (the same paragraph)."""
        return timedelta(hours=self.count if self.unit is Unit.HOURS else self.count * calendar.HOURS_A_DAY)

    def __str__(self) -> str:
        return f"{self.count}{self.unit}"


IMMEDIATE: Final = Length(count=3, unit=Unit.HOURS)
"""즉시: within three working hours (민원 처리에 관한 법률 시행령 제19조)."""

LengthReading: TypeAlias = "Reading[Length] | Unclear"
TermReading: TypeAlias = "Reading[Length] | Reading[date] | Reading[datetime] | Unclear"

_FORM: Final = "length-form"
_PLAIN: Final = re.compile(r"([1-9]\d{0,2})(시간|일|주|개월|년)", re.ASCII)
_OTHER: Final = re.compile(
    r"(?:근무일|업무일)?0{0,2}(\d{1,3})(근무시간|시간|근무일|업무일|일간|일|주일|주간|주|개월간|개월|년간|년)(?:이내|내)?",
    re.ASCII,
)
_BARE: Final = re.compile(r"\d{1,3}", re.ASCII)
_IMMEDIATE: Final = re.compile(r"즉시(?:처리)?(?:\(3(?:근무)?시간(?:이내|내)?\))?", re.ASCII)
_UNITS: Final = {unit.value: unit for unit in Unit} | {
    "근무시간": Unit.HOURS, "근무일": Unit.DAYS, "업무일": Unit.DAYS, "일간": Unit.DAYS, "주일": Unit.WEEKS,
    "주간": Unit.WEEKS, "개월간": Unit.MONTHS, "년간": Unit.YEARS,
}  # fmt: skip
_WORDS: Final = {"일주일": Length(count=1, unit=Unit.WEEKS), "한달": Length(count=1, unit=Unit.MONTHS)}
_MOST: Final = {Unit.HOURS: 40, Unit.DAYS: 366, Unit.WEEKS: 52, Unit.MONTHS: 60, Unit.YEARS: 10}


def read(raw: dates.Cell, *, bare: Unit | None = None) -> LengthReading:
    """Read a length: `7일`, `7일 이내`, `7 근무일`, `3시간`, `2주`, `1개월`, `1년`, `즉시`.

    Every other form than figure and unit is noted `length-form`. `bare` is the unit of figures that
    stand alone, where somebody has said what the column holds.

    Unclear: `length-blank`, `length-unit` (a figure alone), `length-range` (0, or more than 40 hours,
    366 days, 52 weeks, 60 months, 10 years: beyond 5 days the law counts no hours), `length-unreadable`.
    """
    if isinstance(raw, date):
        return Unclear(reason="length-unreadable", details={"written": str(raw)})
    return _read(raw if isinstance(raw, str) else repr(raw).removesuffix(".0"), bare)


def read_term(raw: dates.Cell, *, bare: Unit | None = None) -> TermReading:
    """Read a cell that holds a length or a date, told by its shape.

    Unclear: as `read`, and as `dates.read` for what has the shape of a date.
    """
    length = read(raw, bare=bare)
    if not isinstance(length, Unclear) or length.reason != "length-unreadable":
        return length
    term = dates.read(raw)
    return length if isinstance(term, Unclear) and term.reason == "date-unreadable" else term


@lru_cache(maxsize=4096)  # a register has few lengths and many rows
def _read(raw: str, bare: Unit | None) -> LengthReading:
    if (plain := _PLAIN.fullmatch(raw)) is not None:
        return _within(int(plain[1]), Unit(plain[2]), (), raw)
    text, notes = characters.clean(raw)
    text = text.replace(" ", "")
    if text in ("", "-"):
        return Unclear(reason="length-blank")
    if _IMMEDIATE.fullmatch(text) is not None:
        return Reading(value=IMMEDIATE, normalised=notes if text == "즉시" else (*notes, _FORM))
    if text in _WORDS:
        return Reading(value=_WORDS[text], normalised=(*notes, _FORM))
    if (other := _OTHER.fullmatch(text)) is not None:
        form = () if text == raw.strip() and _PLAIN.fullmatch(text) else (_FORM,)
        return _within(int(other[1]), _UNITS[other[2]], (*notes, *form), raw)
    if _BARE.fullmatch(text) is None:
        return Unclear(reason="length-unreadable", details={"written": raw})
    if bare is None:
        return Unclear(reason="length-unit", details={"written": raw})
    return _within(int(text), bare, (*notes, "length-unit-said"), raw)


def _within(count: int, unit: Unit, notes: tuple[str, ...], raw: str) -> LengthReading:
    if not 1 <= count <= _MOST[unit]:
        return Unclear(reason="length-range", details={"written": raw})
    return Reading(value=Length(count=count, unit=unit), normalised=notes)
