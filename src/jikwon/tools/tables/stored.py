"""Values as a workbook stores them: exactly, or not at all."""

import math
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from jikwon.tools.tables.errors import CellInvalid, DateTooEarly, NumberTooLong, TextTooLong

Cell: TypeAlias = str | int | float | Decimal | date | datetime | None
Stored: TypeAlias = str | int | float | None

TEXT_MAX = 32_767
"""UTF-16 units of text that a cell holds."""
SURELY_FITS = TEXT_MAX // 2
_DIGITS_MAX = 10**15
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's dates have no zone
_FIRST_DAY = date(1900, 3, 1)
"""Before it a spreadsheet counts a 29 February 1900 that never was."""
_DAY = timedelta(days=1)


class Where(NamedTuple):
    """The cell that is written, for errors."""

    sheet: str
    row: int
    column: str


def stored(cell: Cell, where: Where, *, as_date: bool) -> Stored:
    """Give what is stored for a value; dates as serials, or with `as_date` False as text.

    Line breaks become the one a cell knows. Raises the subclasses of `CellInvalid`.
    """
    if cell is None:
        return None
    if isinstance(cell, str):
        return _text(cell, where)
    if isinstance(cell, date):
        return _date(cell, where) if as_date else _text_of_date(cell)
    return _number(cell, where)


def _text(text: str, where: Where) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > SURELY_FITS and len(text.encode("utf-16-le", "surrogatepass")) > 2 * TEXT_MAX:
        raise TextTooLong(**where._asdict())
    if any(_cannot_stand(letter) for letter in text):
        raise CellInvalid(**where._asdict())
    return text


def _cannot_stand(letter: str) -> bool:
    """Tell the characters that XML 1.0 (section 2.2) has no place for."""
    code = ord(letter)
    return (code < 0x20 and letter not in "\t\n") or 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF)


def _number(number: float | Decimal, where: Where) -> float:
    if not math.isfinite(number):
        raise CellInvalid(**where._asdict())
    near = float(number)
    if isinstance(number, Decimal) and Decimal(f"{near:.15g}") != number:
        raise NumberTooLong(**where._asdict())
    if isinstance(number, int) and abs(number) >= _DIGITS_MAX:
        raise NumberTooLong(**where._asdict())
    return near


def _date(day: date, where: Where) -> float:
    moment = day if isinstance(day, datetime) else datetime.combine(day, time())
    if moment.date() < _FIRST_DAY:
        raise DateTooEarly(**where._asdict())
    return (moment.replace(tzinfo=None) - _EPOCH) / _DAY


def _text_of_date(day: date) -> str:
    return day.replace(tzinfo=None).isoformat(" ", "minutes") if isinstance(day, datetime) else day.isoformat()
