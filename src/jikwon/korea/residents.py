"""Resident registration numbers and foreigners' numbers: reduced to birth date and sex as soon as they are read.

The number itself is never kept, returned, logged or raised. Its check digit decides nothing: since
2020-10-05 the last six digits of new and changed numbers are arbitrary (주민등록법 시행규칙 제2조).
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final, TypeAlias

from jikwon.korea import characters
from jikwon.korea.readings import Reading, Unclear
from jikwon.model import Personal, fact

_WRITTEN: Final = re.compile(r"(\d{2})(\d{2})(\d{2}) ?-? ?(\d)[\d*]{6}", re.ASCII)
_IN_TEXT: Final = re.compile(r"(?<!\d)(\d{6})(\s?[-‐‑‒–—―−－]\s?|\s?)(\d)[\d*＊]{6}(?!\d)")
_CENTURY: Final = {"9": 1800, "0": 1800, **dict.fromkeys("1256", 1900), **dict.fromkeys("3478", 2000)}


@fact
class Resident:
    """What a number says of a person; `sex` is 남 or 여, `foreign` tells a foreigner's number."""

    birth_date: Personal[date]
    sex: Personal[str]
    foreign: Personal[bool] = False


ResidentReading: TypeAlias = "Reading[Resident] | Unclear"


def read(raw: str, *, today: date) -> ResidentReading:
    """Reduce `711231-1234567` (hyphen or not, last six digits masked or not) to birth date and sex.

    The seventh digit gives the century (1, 2, 5, 6: 1900s; 3, 4, 7, 8: 2000s; 9, 0: 1800s) and the
    sex (odd 남, even 여). `today` is the run's day. No answer ever holds the number.

    Unclear: `resident-blank`, `resident-digits` (not 13 digits), `resident-date` (no such day),
    `resident-future`.
    """
    text, _ = characters.clean(raw)
    if not text:
        return Unclear(reason="resident-blank")
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return Unclear(reason="resident-digits")
    year, month, day, seventh = found.groups()
    birth = _day(_CENTURY[seventh] + int(year), int(month), int(day))
    if birth is None:
        return Unclear(reason="resident-date")
    if birth > today:
        return Unclear(reason="resident-future")
    resident = Resident(birth_date=birth, sex="남" if int(seventh) % 2 else "여", foreign=seventh in "5678")
    return Reading(value=resident, normalised=("resident-reduced",))


def find(text: str) -> Sequence[tuple[int, int]]:
    """Find the numbers in free text, as (start, end).

    With a hyphen any six and seven digits count; thirteen digits in a row only if they begin with a
    month and a day, for account and receipt numbers are as long.
    """
    return tuple(found.span() for found in _IN_TEXT.finditer(text) if _is_meant(found))


def replace(text: str, by: str = "[주민등록번호]") -> str:
    """Replace every number that `find` finds."""
    return _IN_TEXT.sub(lambda found: by if _is_meant(found) else found.group(), text)


def _is_meant(found: re.Match[str]) -> bool:
    if found.group(2).strip():
        return True
    return _day(2000, int(found.group(1)[2:4]), int(found.group(1)[4:6])) is not None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
