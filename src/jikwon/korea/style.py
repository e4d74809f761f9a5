"""How values are written in official documents, and the natural order of texts with numbers."""

import re
from datetime import date, datetime
from typing import Final

from jikwon.korea import phones
from jikwon.korea.readings import Reading

_NUMBERS: Final = re.compile(r"(\d+)")

NaturalKey = tuple[tuple[int, int, str], ...]


def write_date(day: date) -> str:
    """Write `2021. 10. 6.` (행정업무의 운영 및 혁신에 관한 규정 제7조제4항)."""
    return f"{day.year}. {day.month}. {day.day}."


def write_moment(moment: datetime) -> str:
    """Write `2021. 10. 6. 12:00`, in 24 hours."""
    return f"{write_date(moment)} {moment:%H:%M}"


def write_phone(digits: str) -> str:
    """Write the digits of a Korean number with its hyphens, `010-1234-5678`; other text stays as it is."""
    reading = phones.read(digits)
    return reading.value if isinstance(reading, Reading) else digits


def natural_key(text: str) -> NaturalKey:
    """Give a sort key that counts numbers as numbers: 가락로5길 before 가락로11길."""
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in _NUMBERS.split(text) if part)
