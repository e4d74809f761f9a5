"""How long an office may take, as its tables say it: `7일`, `즉시`, `1개월`."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, TypeAlias

from jikwon.korea import dates
from jikwon.korea.readings import Reading, Unclear
from jikwon.model import fact


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
