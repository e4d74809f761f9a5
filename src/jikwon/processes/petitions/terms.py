"""How long a petition may take, and until when: read from what the export says, counted as the law counts."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final, TypeAlias
from unicodedata import normalize

from jikwon.korea import Reading, calendar, dates, deadlines, lengths
from jikwon.korea.deadlines import Deadline
from jikwon.korea.lengths import Length
from jikwon.model import Ask, Choice, Item, fact
from jikwon.processes.petitions.model import Case, Entry, Status
from jikwon.processes.petitions.settings import kind_key

LENGTH_UNCLEAR, LENGTH_MISSING, DUE_UNCLEAR, STANDS_STILL = (
    "length-unclear", "length-missing", "due-unclear", "deadline-stands-still",
)  # fmt: skip
EXTENSION, EXTENSIONS_UNCLEAR, TIME_MISSING, DEADLINE_UNCLEAR = (
    "extension-unclear", "extensions-unclear", "received-time-missing", "deadline-unclear",
)  # fmt: skip
NONE, AS_COUNTED = "none", "as-counted"
Moment: TypeAlias = date | datetime
_COUNT: Final = re.compile(r"(\d{1,3})(?:회|번|차)?", re.ASCII)
_NO_COUNT: Final = frozenset({"", "-", "0", "0회", "없음", "0.0"})


@fact
class Lengths:
    """The lengths by 민원종류, and what the office once said to a question's code under a key ("" for nothing)."""

    by_kind: Mapping[str, Length]
    remembered: Callable[[str, str], str]


@fact
class Termed:
    """A petition's deadline; `extensions` as the export counts them, `extension_days` where there are some."""

    deadline: Deadline
    extensions: int | None = None
    extension_days: int | None = None
    stated: str = ""


def of(
    entry: Entry, received: Moment, status: Status, item: Item[Case], lengths_: Lengths, asks: list[Ask]
) -> Termed | None:
    """Count a petition's deadline; None, with what is asked, where something of it is unclear."""
    term = _Term(entry, received, item, lengths_, asks)
    length, stated, times = term.length(), term.stated(), term.extensions()
    if length is None or term.asked:
        return None
    extended = times or (1 if status is Status.EXTENDED else 0)
    base = term.checked(deadlines.due(received, length))
    deadline = term.extended(length, extended, stated) if extended and base else base
    if base is None or deadline is None:
        return None
    if term.stands_still and (deadline := term.after_standstill(deadline)) is None:
        return None
    differs = stated is not None and not deadlines.agrees(deadline, stated)
    return Termed(
        deadline=deadline, extensions=times, stated=write(stated.value) if differs and stated else "",
        extension_days=_days_between(base, deadline) if extended else None,
    )  # fmt: skip


class _Term:
    """What one petition says of its deadline, asked about where it has no one reading."""

    def __init__(self, entry: Entry, received: Moment, item: Item[Case], lengths_: Lengths, asks: list[Ask]) -> None:
        self.entry, self.received, self.item, self.lengths = entry, received, item, lengths_
        self._asks, self._before = asks, len(asks)

    @property
    def asked(self) -> bool:
        """Whether something of the deadline is asked about."""
        return len(self._asks) > self._before

    @property
    def stands_still(self) -> bool:
        """Whether the export says that the deadline stood still for some time."""
        return any(_folded(each) not in _NO_COUNT for each in (self.entry.stops, self.entry.supplements))

    def length(self) -> Length | None:
        """Give the length: 처리기간's, else 법정/내부처리기한's, else that of the 민원종류."""
        found = [self._read(written) for written in (self.entry.period, self.entry.due) if not is_blank(written)]
        length = next((each for each in found if each is not None), None)
        return length if length is not None or self.asked else self._of_kind()

    def stated(self) -> "deadlines.Stated | None":
        """Give the date that the system itself says, None where it says none."""
        if self.asked:
            return None
        for written in (self.entry.due, self.entry.period):
            if not is_blank(written):
                term = lengths.read_term(self._due_answered(written))
                if isinstance(term, Reading) and not isinstance(term.value, Length):
                    return term
        return None

    def _read(self, written: str) -> Length | None:
        """Read a cell as a length; None for a date, and for what is asked about."""
        term = lengths.read_term(self._due_answered(written))
        if isinstance(term, Reading):
            return term.value if isinstance(term.value, Length) else None
        if term.reason == "length-blank":
            return None
        if written == self.entry.period:
            return self._asked_length(LENGTH_UNCLEAR, f"length:{_folded(written)}", written)
        self._ask(DUE_UNCLEAR, written=written, choices=(NONE,))
        return None

    def _due_answered(self, written: str) -> str:
        """Put a person's answer in the place of a deadline that could not be read."""
        answer = self.item.answer(DUE_UNCLEAR) if written == self.entry.due else ""
        return "" if answer == NONE else answer or written

    def _of_kind(self) -> Length | None:
        kind = self.entry.kind
        if (known := self.lengths.by_kind.get(kind_key(kind))) is not None:
            return known
        return self._asked_length(LENGTH_MISSING, f"kind:{kind_key(kind)}" if not is_blank(kind) else "", kind)

    def _asked_length(self, code: str, key: str, written: str) -> Length | None:
        answer = self.item.answer(code) or (self.lengths.remembered(code, key) if key else "")
        reading = lengths.read(answer) if answer else None
        if isinstance(reading, Reading):
            return reading.value
        self._ask(code, written=written, remember=key)
        return None

    def extensions(self) -> int | None:
        """Give 처리연장횟수, None where the export does not say it."""
        written = _folded(self.item.answer(EXTENSIONS_UNCLEAR) or self.entry.extensions)
        if written in _NO_COUNT:
            return 0 if written not in ("", "-") else None
        if (found := _COUNT.fullmatch(written.removesuffix(".0"))) is not None:
            return int(found[1])
        self._ask(EXTENSIONS_UNCLEAR, written=self.entry.extensions)
        return None

    def checked(self, reading: deadlines.DeadlineReading) -> Deadline | None:
        """Give a deadline that could be counted; ask where it could not."""
        if isinstance(reading, Deadline):
            return reading
        if reading.reason == "receipt-time-missing":
            self._ask(TIME_MISSING, written=self.entry.received)
            return None
        given = self._answered_deadline(DEADLINE_UNCLEAR)
        if given is None:
            self._ask(DEADLINE_UNCLEAR, written=self.entry.received)
        return given

    def extended(self, length: Length, times: int, stated: "deadlines.Stated | None") -> Deadline | None:
        """Give the deadline of an extended petition: the period once more if the system says so, else as answered."""
        if (answer := self.item.answer(EXTENSION)) and (given := self._as_answered(answer, length, times)) is not None:
            return given
        if stated is not None:
            found = deadlines.extended(self.received, length, stated=stated, times=times)
            if isinstance(found, Deadline):
                return found
        self._ask(EXTENSION, written=f"{length} / {times}")
        return None

    def _as_answered(self, answer: str, length: Length, times: int) -> Deadline | None:
        """Read an answer about an extension: its length, or the deadline that it led to."""
        term = lengths.read_term(answer)
        if not isinstance(term, Reading):
            return None
        if not isinstance(term.value, Length):
            return Deadline(due=term.value)
        found = deadlines.due(self.received, length, extensions=[term.value] * times)
        return found if isinstance(found, Deadline) else None

    def after_standstill(self, counted: Deadline) -> Deadline | None:
        """Give the deadline that a person says, where it stood still for some time."""
        if self.item.answer(STANDS_STILL) == AS_COUNTED:
            return counted
        given = self._answered_deadline(STANDS_STILL)
        if given is None:
            self._ask(STANDS_STILL, written=write(counted.due), choices=(AS_COUNTED,))
        return given

    def _answered_deadline(self, code: str) -> Deadline | None:
        answer = self.item.answer(code)
        reading = dates.read(answer) if answer else None
        return Deadline(due=reading.value) if isinstance(reading, Reading) else None

    def _ask(self, code: str, *, written: str, choices: tuple[str, ...] = (), remember: str = "") -> None:
        self._asks.append(
            Ask(
                code=code, at=(self.entry.at,), reason="written" if written else "blank", remember=remember,
                details={"written": written}, choices=tuple(Choice(code=each, label=_LABELS[each]) for each in choices),
            )
        )  # fmt: skip


_LABELS: Final = {NONE: "기한이 적혀 있지 않음", AS_COUNTED: "계산한 기한 그대로"}


def with_time(received: Moment, item: Item[Case]) -> Moment:
    """Give the receipt with the time that a person has said of it."""
    answer = item.answer(TIME_MISSING) if item.answers else ""
    reading = dates.read(answer) if answer else None
    if isinstance(reading, Reading) and day_of(reading.value) == day_of(received):
        return reading.value
    return received


def is_blank(written: str) -> bool:
    """Tell whether a cell says nothing."""
    return written in ("", "-")


def day_of(moment: Moment) -> date:
    """Give the day of a moment."""
    return moment.date() if isinstance(moment, datetime) else moment


def write(moment: Moment | None) -> str:
    """Write a date `2021-10-14`, a moment `2021-10-14 12:00` (with its seconds if there are any); "" for None."""
    if not isinstance(moment, datetime):
        return f"{moment}" if moment else ""
    return f"{moment:%Y-%m-%d %H:%M:%S}" if moment.second else f"{moment:%Y-%m-%d %H:%M}"


def _days_between(base: Deadline, extended: Deadline) -> int:
    """Count the working days by which a deadline has moved."""
    return calendar.count_working_days(base.last_day + timedelta(days=1), extended.last_day)


@lru_cache(maxsize=1024)
def _folded(written: str) -> str:
    return "".join(normalize("NFKC", written).split())
