"""By when a question should be answered, and for how long it has waited."""

from datetime import datetime, time

from jikwon.console.shell import words
from jikwon.korea import calendar
from jikwon.model.dates import SEOUL, moment
from jikwon.records.cases import CaseRow

CLOSING = time(18)
"""Offices close (국가공무원 복무규정 제9조)."""
_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def due_of(row: CaseRow) -> datetime:
    """Give the closing hour of the working day for which a run was ordered, or on which it began: the later."""
    wanted = max(datetime.fromisoformat(row.clock), moment(row.started_at)).astimezone(SEOUL)
    try:
        worked = calendar.next_working_minute(wanted)
    except ValueError:  # a year that no calendar knows
        worked = wanted
    return datetime.combine(worked.date(), CLOSING, SEOUL)


def age(seconds: float) -> str:
    """Say for how long something has waited, in the unit that a person would choose."""
    for code, unit in (("days-waited", _DAY), ("hours-waited", _HOUR), ("minutes-waited", _MINUTE)):
        if seconds >= unit:
            return words.say("page", f"inbox.{code}", count=int(seconds // unit))
    return words.say("page", "inbox.just-now")
