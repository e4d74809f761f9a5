"""Release dates, worked out again by the rules of the day: what a row's start allows, and whether it agrees."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Final, NamedTuple

from jikwon.korea import Reading, characters, dates, quarantine
from jikwon.korea.register import statuses
from jikwon.model import Answer
from jikwon.processes.assignment.model import Entry

_DAY9: Final[Mapping[str, bool]] = {"음성": True, "양성": False, "미결정": False, "미실시": False}
"""Whether a result of the ninth day is negative; a blank one is not known yet, and both lengths are possible."""


class Check(NamedTuple):
    """A row's release and the rule's.

    `at` is the release that holds where they agree. `question` is open where they do not (or where the
    start cannot be read), with what is written and the releases that may be chosen. `is_past` tells
    that the release is past whichever of them is right.
    """

    at: datetime | None = None
    question: str = ""
    reason: str = ""
    written: str = ""
    choices: tuple[str, ...] = ()
    is_past: bool = False


def check(entry: Entry, answers: Mapping[str, Answer], clock: datetime) -> Check:
    """Hold a row's release against the rule table, where 격리시작일 is given."""
    written = asked_release(entry, answers)
    start = answers["start-unclear"].value if "start-unclear" in answers else entry.start
    said = statuses.read_release(written, start) if written else None
    at = said.value if isinstance(said, Reading) else None
    if "release-date-differs" in answers or not start.strip(" -"):
        return Check(at)
    possible = _possible(start, entry.day9, entry.specimen)
    if possible is None:
        return Check(at, "start-unclear", "date-unreadable", start)
    if at is None or at in possible:
        return Check(at)
    return Check(
        at, "release-date-differs", "release-rule", f"{write(at)} / {' · '.join(map(write, possible))}",
        tuple(map(write, dict.fromkeys((at, *possible)))), max((at, *possible)) <= clock,
    )  # fmt: skip


def asked_release(entry: Entry, answers: Mapping[str, Answer]) -> str:
    """Give the release as people answered it, else as it is written."""
    for code in ("release-date-differs", "release-unclear"):
        if (given := answers.get(code)) and (given.value or code == "release-date-differs"):
            return given.value or given.choice
    return entry.release


def write(moment: datetime) -> str:
    """Write a release as it stands in the outputs."""
    return f"{moment:%Y-%m-%d %H:%M}"


@lru_cache(maxsize=8192)  # a register has few days and many rows
def _possible(start: str, day9: str, specimen: str) -> tuple[datetime, ...] | None:
    day = dates.read_day(start)
    if not isinstance(day, Reading):
        return None
    negative = _DAY9.get(characters.clean(day9)[0].replace(" ", ""))
    found = quarantine.releases(day.value, day9_negative=negative, specimen_on=_day(specimen))
    return tuple(each.at for each in found)


def _day(written: str) -> date | None:
    reading = dates.read_day(written)
    return reading.value if isinstance(reading, Reading) else None
