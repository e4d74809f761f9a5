"""What an office may set, held against what it can mean; anything else ends with exit 2."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from jikwon.korea import Reading, dates, lengths
from jikwon.korea.lengths import Length
from jikwon.model import Run, SettingInvalid
from jikwon.processes.petitions.statuses import folded

_MONTH: Final = re.compile(r"(\d{4})[-.]?(0[1-9]|1[0-2])")
MOST_ERROR: Final = 0.5
_PERIOD: Final = "2021-10 | 2021-10-01..2021-10-31"


class Period(NamedTuple):
    """The days whose petitions are taken, by 접수일자, both counted; None where the setting leaves it open."""

    first: date
    last: date


def period_of(run: Run) -> Period | None:
    """Read `period`: a month, or two days. Blank takes all that is given."""
    written = run.setting("period").strip()
    if not written:
        return None
    if (month := _MONTH.fullmatch(written)) is not None:
        year, number = int(month[1]), int(month[2])
        return Period(date(year, number, 1), date(year, number, monthrange(year, number)[1]))
    first, dots, last = written.partition("..") if ".." in written else written.partition("~")
    days = [dates.read_day(each.strip()) for each in (first, last)]
    values = [day.value for day in days if isinstance(day, Reading)]
    if not dots or len(values) < 2 or values[0] > values[1]:
        raise SettingInvalid(setting="period", given=written, expected=_PERIOD)
    return Period(*values)


def lengths_of(run: Run) -> Mapping[str, Length]:
    """Read `periods`: how long each 민원종류 may take where the export does not say it."""
    written = run.setting("periods")
    found: dict[str, Length] = {}
    for part in filter(None, (each.strip() for each in written.split(","))):
        kind, _, length = part.rpartition("=")
        reading = lengths.read(length)
        if not kind.strip() or not isinstance(reading, Reading) or kind_key(kind) in found:
            raise SettingInvalid(setting="periods", given=part, expected="고충=7일,건의=14일")
        found[kind_key(kind)] = reading.value
    return found


def max_error_of(run: Run) -> float:
    """Read `max_error`, a share such as `1 %`."""
    written = run.setting("max_error").strip()
    number, percent, rest = written.partition("%")
    try:
        share = float(number) / (100 if percent else 1)
    except ValueError:
        share = 0.0
    if not 0 < share <= MOST_ERROR or rest:
        raise SettingInvalid(setting="max_error", given=written, expected="1 % | 0.01")
    return share


def kind_key(kind: str) -> str:
    """Give a 민원종류 as it is compared: without blanks, and without 민원 at its end."""
    return folded(kind).removesuffix("민원")
