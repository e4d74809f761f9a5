"""A cell's value, and the text that a spreadsheet shows for it."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeAlias
from unicodedata import is_normalized, normalize

Value: TypeAlias = str | int | float | bool | date | datetime | time | timedelta | None
"""What a cell can hold. A cell with a date format is a date (or datetime); None is a blank cell.

A spreadsheet's numbers are floats, also the whole ones. A time of day alone is a `time`, a duration
(`[h]:mm`) a `timedelta`; a date and time at midnight is a `date`.
"""

_BLANKS = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\u00ad\u200b\u2060\ufeff\ufffe\uffff]")
_HALF = timedelta(milliseconds=500)
_ANY_DAY = date(2000, 1, 1)


def clean(text: str) -> str:
    """Give the text as one reads it: NFC, blanks of every width as a space, nothing unseen, trimmed.

    What remains can always be written into a workbook again.
    """
    if not text.isprintable():  # true of what is neither a blank but the space, nor unseen, nor a line break
        text = _UNSEEN.sub("", _BLANKS.sub(" ", text)).replace("\r\n", "\n").replace("\r", "\n")
    return (text if text.isascii() or is_normalized("NFC", text) else normalize("NFC", text)).strip()


def text_of(value: Value) -> str:
    """Give the text that a spreadsheet shows for a value (shapes: see `Row.text`)."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, timedelta):
        return _duration_text(value)
    if isinstance(value, datetime):
        return _clock_text(settled(value).isoformat())
    if isinstance(value, time):
        return _clock_text(settled(datetime.combine(_ANY_DAY, value)).time().isoformat())
    return value.isoformat() if value is not None else ""


def number_text(number: float) -> str:
    """Write a number without a needless `.0` and without an exponent, in the 15 digits a spreadsheet keeps."""
    if isinstance(number, int) or (number.is_integer() and abs(number) < 1e15):
        return str(int(number))
    shown = f"{number:.15g}"
    return f"{Decimal(shown):f}" if "e" in shown else shown


def settled(moment: datetime) -> datetime:
    """Round to the second: a serial such as 44475.4305555 is a fraction off the minute it means."""
    return moment if not moment.microsecond else (moment + _HALF).replace(microsecond=0)


def _clock_text(iso: str) -> str:
    """Leave out seconds that are zero: `2021-10-06T12:00:00` becomes `2021-10-06T12:00`."""
    return iso.removesuffix(":00")


def _duration_text(value: timedelta) -> str:
    minutes = round(value.total_seconds() / 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
