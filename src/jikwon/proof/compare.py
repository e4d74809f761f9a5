"""Comparators: they undo lossless differences of writing and nothing else.

Each takes an output's cell and what a source says, and tells whether they are the same thing. Two
different things never compare equal, so that any exchange of two different cells is found.
"""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from jikwon.proof.moments import date_of, moment_of, short_date_of

_INVISIBLE = dict.fromkeys((0x200B, 0xFEFF), " ")
_NO_DIGIT = re.compile(r"\D+")
_LETTER = re.compile(r"[^\W\d_]")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")
_PARTS = re.compile(r"(\d+)|(\D+)")


def plain(value: object) -> str:
    """Give a cell as text after NFKC, trimmed, with runs of blanks as one; "" for a blank one."""
    if value is None:
        return ""
    if isinstance(value, str):
        text = value
    else:
        text = str(int(value) if isinstance(value, float) and value.is_integer() else value)
    if not text.isascii() and not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    if text.isalnum():  # nearly always: neither a blank nor anything unseen is among it
        return text
    return " ".join(text.translate(_INVISIBLE).split() if not text.isascii() else text.split())


def same_text(output: object, source: object) -> bool:
    """Compare after NFKC, trimmed, with runs of blanks as one; a number compares as its digits."""
    if type(output) is str and output == source:
        return True
    return plain(output) == plain(source)


def same_letters(output: object, source: object) -> bool:
    """Compare after NFKC without any blanks, for texts in which blanks say nothing."""
    return plain(output).replace(" ", "") == plain(source).replace(" ", "")


def number_of(value: object) -> Decimal | None:
    """Give the exact number that a cell names; `1,234` is a thousand, `36,5` a decimal comma."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int):
        return Decimal(value)
    text = plain(value)
    if _THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    elif _NUMBER.fullmatch(text):
        text = text.replace(",", ".")
    elif not isinstance(value, float | Decimal):
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def same_number(output: object, source: object) -> bool:
    """Compare as exact decimal numbers; blank equals only blank."""
    if type(output) is int and type(source) is int:
        return output == source
    one, other = number_of(output), number_of(source)
    if one is None or other is None:
        return plain(output) == plain(source) == ""
    return one == other


def phone_digits(value: object) -> str:
    """Give a phone number's digits: `+82` is 0, and a lost leading 0 comes back; 1588-xxxx has none."""
    digits = _NO_DIGIT.sub("", plain(value))
    if digits.startswith("0082"):
        digits = digits[2:]
    if digits.startswith("82") and len(digits) >= 10:
        return "0" + digits[2:].removeprefix("0")
    if not digits or digits.startswith("0") or (len(digits) == 8 and digits.startswith("1")):
        return digits
    return "0" + digits


def same_phone(output: object, source: object) -> bool:
    """Compare phone numbers by `phone_digits`; letters beside the digits make them different."""
    if type(output) is str and output == source:
        return True
    one, other = plain(output), plain(source)
    return not _LETTER.search(one + other) and phone_digits(one) == phone_digits(other)


def same_date(output: object, source: object) -> bool:
    """Compare days: date cells, Excel serials and the Korean forms; blank equals only blank.

    A year of two digits in the source (`'21.10.6.`) holds for both centuries.
    """
    day = date_of(output)
    if day is None:
        return plain(output) == plain(source) == ""
    if (short := short_date_of(source)) is not None:
        return 1900 <= day.year < 2100 and (day.year % 100, day.month, day.day) == short
    return day == date_of(source)


def same_moment(output: object, source: object) -> bool:
    """Compare to the minute; a day alone is no moment, blank equals only blank."""
    moment = moment_of(output)
    if moment is None:
        return plain(output) == plain(source) == ""
    return moment == moment_of(source)


def natural(text: object) -> tuple[tuple[int, int, str], ...]:
    """Give a sort key in natural order: 가락로5길 before 가락로11길; blank comes first."""
    return tuple((0, int(found[1]), "") if found[1] else (1, 0, found[2]) for found in _PARTS.finditer(plain(text)))
