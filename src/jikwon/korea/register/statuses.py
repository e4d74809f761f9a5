"""상태 and release: whether a person is in quarantine at the run's moment."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple
from unicodedata import normalize

from jikwon.korea import Reading, Unclear, dates, quarantine
from jikwon.korea.register.entries import Entry
from jikwon.model import Answer


class Status(StrEnum):
    """What a word of the register's 상태 means; the values are what a person may answer."""

    ACTIVE = "active"
    RELEASED = "released"
    TRANSFERRED = "transferred"
    CONFIRMED = "confirmed"


WORDS: Final[Mapping[str, Status]] = {
    "": Status.ACTIVE,
    "격리중": Status.ACTIVE,
    "자가격리중": Status.ACTIVE,
    "해제": Status.RELEASED,
    "격리해제": Status.RELEASED,
    "이관": Status.TRANSFERRED,
    "타지역이관": Status.TRANSFERRED,
    "확진": Status.CONFIRMED,
    "확진전환": Status.CONFIRMED,
}


class Finding(NamedTuple):
    """What was found: the exclusion that surely holds, else the question that is open, else neither."""

    exclusion: str = ""
    question: str = ""
    reason: str = ""
    notes: tuple[str, ...] = ()


_NOTHING: Final = Finding()
_FATES: Final[Mapping[Status, Finding]] = {
    Status.CONFIRMED: Finding("확진"),
    Status.TRANSFERRED: Finding("이관"),
    Status.RELEASED: Finding("해제"),
    Status.ACTIVE: _NOTHING,
}


def fold(word: str) -> str:
    """Give a status word as it is compared: NFKC, without blanks."""
    return "".join(normalize("NFKC", word).split()) if word else ""


def judge(entry: Entry, answers: Mapping[str, Answer], remembered: Mapping[str, Answer], clock: datetime) -> Finding:
    """Judge 상태 and release together.

    `remembered` holds what the office once said of this word, by the word. An active word with a
    past release is 해제; 해제 with a release ahead is a question; a blank release is one unless 상태
    decides, and so is an unreadable one. A release that is past holds for every word but 확진 and 이관.
    """
    status = _status(entry.status, answers, remembered)
    if status in (Status.CONFIRMED, Status.TRANSFERRED):
        return _FATES[status]
    if (given := answers.get("release-unclear")) and given.choice:
        return _FATES[Status(given.choice)]
    release = _release(given.value if given else entry.release, entry.start, asked=entry.has_release or bool(given))
    if isinstance(release, Reading) and release.value <= clock:
        return Finding("해제", notes=release.normalised)
    if status is None:
        return Finding(question="status-unknown")
    if status is Status.RELEASED:
        return _released(release, answers)
    if isinstance(release, Unclear):
        return Finding(question="release-unclear", reason=release.reason)
    return Finding(notes=release.normalised) if release else _NOTHING


def _released(release: "Reading[datetime] | Unclear | None", answers: Mapping[str, Answer]) -> Finding:
    if release is None or (isinstance(release, Unclear) and release.reason == "date-blank"):
        return _FATES[Status.RELEASED]
    if isinstance(release, Unclear):
        return Finding(question="release-unclear", reason=release.reason)
    if (given := answers.get("status-unclear")) is None:
        return Finding(question="status-unclear")
    return _FATES[Status(given.choice)]


def _status(word: str, answers: Mapping[str, Answer], remembered: Mapping[str, Answer]) -> Status | None:
    known = WORDS.get(word)
    if known is None:
        known = WORDS.get(folded := fold(word))
    if known is not None:
        return known
    given = answers.get("status-unknown") or remembered.get(folded)
    if given is None:
        return None
    return Status(given.choice) if given.choice else WORDS.get(fold(given.value))


def _release(written: str, start: str, *, asked: bool) -> "Reading[datetime] | Unclear | None":
    """Read the release; None where the register has no such column."""
    return read_release(written, start) if asked or written else None


@lru_cache(maxsize=8192)  # a register has few days and many rows
def read_release(written: str, start: str) -> Reading[datetime] | Unclear:
    """Read a release as its moment; a date alone by the rule of the quarantine's start, if that is known."""
    return quarantine.read_release(written, start=_day(start) if start else None)


def _day(written: str) -> date | None:
    reading = dates.read_day(written)
    return reading.value if isinstance(reading, Reading) else None


def remembered(entry: Entry, of: Callable[[str], Answer | None]) -> Mapping[str, Answer]:
    """Give what the office once said of an entry's word; known words are not asked for."""
    if entry.status in WORDS or (word := fold(entry.status)) in WORDS:
        return {}
    known = of(word)
    return {word: known} if known else {}


def plain_status(word: str) -> str:
    """Give what a status word means, or the word where it is unknown: so two rows of one person are compared."""
    known = WORDS.get(fold(word))
    return known.value if known else fold(word)


def plain_release(entry: Entry) -> str:
    """Give a release as its moment, or as written where it cannot be read."""
    release = read_release(entry.release, entry.start)
    return release.value.isoformat() if isinstance(release, Reading) else entry.release
