"""Deadlines a second time: how long, until when, how late, on the dated table of holidays."""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from jikwon.processes.petitions.verify_petition import Petition
from jikwon.processes.petitions.verify_words import When, day, is_blank, kind_of, letters, period_of, when
from jikwon.proof.deadlines import Period, due_by_walking, working_days_by_walking, working_hours_by_walking

_DAY: Final = timedelta(days=1)
_NONE: Final = re.compile(r"|-|0|0회|0\.0|없음")
_COUNT: Final = re.compile(r"(\d{1,3})(?:회|번|차)?(?:\.0)?")


class Due(NamedTuple):
    """What the proof can say of a deadline: the deadline itself, and by how many days it was extended (None: not)."""

    due: When
    days: int | None


def due_of(petition: Petition) -> Due | None:
    """Derive a petition's deadline again; None where only the office's memory or a far year could tell it."""
    period, received = period_for(petition), petition.received
    base = _walked(received, period, ()) if period and received else when(petition.said("deadline-unclear"))
    if base is None:
        return None
    times = times_of(petition)
    due = _extended(petition, period, received, times) if times and period and received else base
    if due is None:
        return None
    if stands_still(petition):
        said = petition.said("deadline-stands-still")
        due = due if said == "as-counted" else when(said)
        if due is None:
            return None
    return Due(due, _between(day(base), day(due)) if times else None)


def period_for(petition: Petition) -> Period | None:
    """Give the length: 처리기간's, else 법정/내부처리기한's, else that of the kind; a person's answer before all."""
    due = petition.said("due-unclear") or petition.get("법정/내부처리기한")
    for written in (petition.said("length-unclear") or petition.get("처리기간"), due):
        if not is_blank(written) and (found := period_of(_in_days(written, petition))) is not None:
            return found
    if said := petition.said("length-missing"):
        return period_of(said)
    if not is_blank(petition.get("처리기간")) and when(petition.get("처리기간")) is None:
        return None  # a writing that the office has explained before
    return petition.sources.kinds.get(kind_of(petition.get("민원종류")))


def _in_days(written: object, petition: Petition) -> object:
    """Give a bare figure its unit where the column's own header has it."""
    if not letters(written).isdecimal():
        return written
    tables = [petition.sources.tables.get((row.at.file, row.at.sheet)) for row in petition.rows]
    headers = [table.headers.get("처리기간", "") for table in tables if table is not None]
    return f"{letters(written)}일" if any(re.search(r"\([^)]*일[^)]*\)", each) for each in headers) else written


def stated_of(petition: Petition) -> When | None:
    """Give the date that the system itself says."""
    said = petition.said("due-unclear")
    for written in (said or petition.get("법정/내부처리기한"), petition.get("처리기간")):
        if not is_blank(written) and period_of(written) is None and (found := when(written)) is not None:
            return found
    return None


def is_24(petition: Petition) -> bool:
    """Tell whether the system writes its date with 24:00."""
    return any("24:00" in letters(petition.get(name)) for name in ("법정/내부처리기한", "처리기간"))


def times_of(petition: Petition) -> int:
    """Give how often the deadline was extended; a petition that is 연장 was at least once."""
    counted = count_of(petition)
    return counted or (1 if is_extended(petition) else 0)


def count_of(petition: Petition) -> int | None:
    """Give 처리연장횟수; None where it is not said."""
    written = letters(petition.said("extensions-unclear") or petition.get("처리연장횟수"))
    if written in ("", "-"):
        return None
    found = _COUNT.fullmatch(written)
    return int(found[1]) if found else 0


def is_extended(petition: Petition) -> bool:
    """Tell whether the petition stands as 연장."""
    from jikwon.processes.petitions.verify_words import STATUSES

    said = petition.said("status-unknown") or petition.said("status-missing")
    return (STATUSES.get(letters(petition.word)) or said) == "연장"


def stands_still(petition: Petition) -> bool:
    """Tell whether the export says that the deadline stood still."""
    cells = (petition.get("불산입기간처리횟수"), petition.get("내용보완요청횟수"))
    return any(_NONE.fullmatch(letters(cell)) is None for cell in cells)


def agrees(due: When, stated: When, *, is_next_day: bool = False) -> bool:
    """Tell whether the system's date says the same as the law: the day, and the minute where both name one."""
    if isinstance(due, datetime) and isinstance(stated, datetime):
        return stated == due.replace(second=0, microsecond=0)
    if not isinstance(due, datetime) and is_next_day:
        return day(stated) - _DAY == due
    return day(stated) == day(due)


def days_late(due: When, ended: When) -> int | None:
    """Count the working days past a deadline; None for what is not late."""
    if isinstance(due, datetime) and isinstance(ended, datetime):
        if ended <= due:
            return None
        return -(-working_hours_by_walking(due, ended) // timedelta(hours=8))
    return working_days(day(due) + _DAY, day(ended)) if day(ended) > day(due) else None


@lru_cache(maxsize=65536)
def working_days(first: date, last: date) -> int:
    """Count the working days between two days, both counted."""
    return working_days_by_walking(first, last)


def _walked(received: When, period: Period, more: tuple[Period, ...]) -> When | None:
    in_hours = period[1] == "시간" or (period[1] == "일" and period[0] <= 5)
    if in_hours:
        return due_by_walking(received, period, more=more) if isinstance(received, datetime) else None
    return _walked_days(day(received), period, more)


@lru_cache(maxsize=65536)
def _walked_days(received: date, period: Period, more: tuple[Period, ...]) -> When | None:
    return due_by_walking(datetime(received.year, received.month, received.day), period, more=more)  # noqa: DTZ001


def _extended(petition: Petition, period: Period, received: When, times: int) -> When | None:
    said = petition.said("extension-unclear")
    if said and (more := period_of(said)) is not None:
        return _walked(received, period, (more,) * times)
    if said:
        return when(said)
    return _walked(received, period, (period,) * times)


def _between(base: date, due: date) -> int:
    return working_days(base + _DAY, due)
