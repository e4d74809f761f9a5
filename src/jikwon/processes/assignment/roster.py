"""The officials: each once, who can be given people at the run's moment, and in which order they come."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from jikwon.korea import Reading, characters, dates
from jikwon.model import Answer, Ask, Choice, Note, Personal, Run, Subject, SubjectKind, fact
from jikwon.model.per_run import per_run
from jikwon.processes.assignment import registers
from jikwon.processes.assignment.model import Official
from jikwon.tools import tables
from jikwon.tools.tables import Row

AWAY, NO_APP = "away", "no-app"
LEAVE_OUT: Final = "leave-out"
"""The choice that says: give nobody to this official."""

_CAP: Final = re.compile(r"(\d{1,3})명?", re.ASCII)
_FIELDS: Final = (
    registers.NAME, registers.DEPARTMENT, registers.DONG, registers.APP, registers.AVAILABLE, registers.SINCE,
    registers.UNTIL, registers.CAP, registers.LAST, registers.FAMILY,
)  # fmt: skip
"""What two rows of one official may not differ in."""
_MOMENTS: Final = (registers.SINCE, registers.UNTIL, registers.LAST)


@fact
class Roster:
    """The officials by id, and the questions that must be answered before anybody is assigned."""

    officials: Personal[Mapping[str, Official]]
    asks: tuple[Ask, ...]


@per_run
def of(run: Run) -> Roster:
    """Give the run's roster."""
    return _read(run, lambda _: None)


def read(run: Run, *, told: Callable[[Note], None]) -> Roster:
    """Read the roster; a row without an id is told, and so is an app id that two officials have."""
    return of.put(run, _read(run, told))


def _read(run: Run, told: Callable[[Note], None]) -> Roster:
    rows: dict[str, list[Row]] = {}
    found = tables.read(run.sources("officials"), registers.OFFICIALS, required=registers.OFFICIALS_REQUIRED, told=told)
    for row in found:
        if key := registers.key_said(row.text(registers.OFFICIAL)):
            rows.setdefault(key, []).append(row)
        else:
            told(Note(code="official-without-id", at=row.at))
    asks: list[Ask] = []
    officials = {key: _official(run, key, rows[key], asks, told) for key in sorted(rows)}
    _tell_apps(rows, told)
    return Roster(officials=officials, asks=tuple(asks))


def adjacent(run: Run, *, told: Callable[[Note], None]) -> frozenset[tuple[str, str]]:
    """Read which dongs lie beside each other."""
    rows = tables.read(run.sources("adjacent"), registers.ADJACENT, required=registers.ADJACENT_REQUIRED, told=told)
    said = ((row.text(registers.DONG), row.text(registers.NEXT_TO)) for row in rows)
    pairs = ((registers.dong_said(one), registers.dong_said(other)) for one, other in said)
    return frozenset((one, other) for one, other in pairs if one and other)


def _tell_apps(rows: Mapping[str, Sequence[Row]], told: Callable[[Note], None]) -> None:
    seen: dict[str, str] = {}
    for key in sorted(rows):
        app = rows[key][0].text(registers.APP)
        if app and seen.setdefault(app, key) != key:
            told(Note(code="app-id-twice", at=rows[key][0].at))


class _Asked(NamedTuple):
    """An official's row while it is read: what people answered, and what is still open."""

    run: Run
    key: str
    row: Row
    asks: list[Ask]

    def answer(self, code: str, of: str) -> Answer | None:
        return self.run.answer(code, _subject(of))

    def open(self, field: str, reason: str) -> None:
        self.asks.append(
            Ask(
                code="official-unclear",
                about=_subject(f"{self.key} {field}"),
                at=(self.row.place(field),),
                choices=(_leave_out(self.run),),
                reason=reason,
                details={"official": self.key, "field": field, "written": self.row.text(field)},
            )
        )


def _official(run: Run, key: str, rows: Sequence[Row], asks: list[Ask], told: Callable[[Note], None]) -> Official:
    different = list({_content(row): row for row in reversed(_in_order(rows))}.values())[::-1]
    row, is_left_out = different[0], False
    if len(different) > 1:
        row, is_left_out = _chosen(run, key, different, asks)
    elif len(rows) > 1:
        told(Note(code="official-twice", at=rows[1].at, count=len(rows) - 1))
    asked = _Asked(run, key, row, asks)
    cap = _value(asked, registers.CAP, _cap)
    since, until = _value(asked, registers.SINCE, _begin), _value(asked, registers.UNTIL, _end)
    last = _value(asked, registers.LAST, _begin)
    word = characters.clean(row.text(registers.AVAILABLE))[0].replace(" ", "")
    is_away = word not in ("", "가용") or is_left_out or LEAVE_OUT in (cap, since, until, last)
    is_away = is_away or not _is_within(run.clock, since, until)
    return Official(
        id=key,
        name=row.text(registers.NAME),
        department=row.text(registers.DEPARTMENT),
        dong=registers.dong_said(row.text(registers.DONG)),
        cap=cap if isinstance(cap, int) else int(run.setting("cap")),
        family=registers.household_said(row.text(registers.FAMILY)),
        last=last if isinstance(last, datetime) else None,
        hindrance=AWAY if is_away else "" if registers.key_said(row.text(registers.APP)) else NO_APP,
    )


def _in_order(rows: Sequence[Row]) -> Sequence[Row]:
    return sorted(rows, key=lambda row: (_content(row), row.at.file, row.at.sheet, row.at.row))


def _content(row: Row) -> tuple[str, ...]:
    """Give what a row says, for comparing two: one moment may be written in several ways."""
    return tuple(
        _moment_said(row, field) if field in _MOMENTS else " ".join(row.text(field).split()) for field in _FIELDS
    )


def _moment_said(row: Row, field: str) -> str:
    reading = dates.read(row.text(field))
    return reading.value.isoformat() if isinstance(reading, Reading) else row.text(field)


def _chosen(run: Run, key: str, rows: Sequence[Row], asks: list[Ask]) -> tuple[Row, bool]:
    """Give the row that a person chose of several that contradict each other, and whether nobody is to be given."""
    given = run.answer("official-contradicts", _subject(key))
    if given is None:
        choices = [Choice(code=_where(row), label=_label(row)) for row in rows]
        fields = ", ".join(field for field in _FIELDS if len({row.text(field) for row in rows}) > 1)
        asks.append(
            Ask(
                code="official-contradicts",
                about=_subject(key),
                at=tuple(row.at for row in rows),
                choices=(*choices, _leave_out(run)),
                free=False,
                reason="official-rows",
                details={"official": key, "fields": fields},
            )
        )
        return rows[0], True
    chosen = next((row for row in rows if _where(row) == given.choice), None)
    return (rows[0], True) if chosen is None else (chosen, False)


def _where(row: Row) -> str:
    """Give the choice's code: the row's file and number, which the proof finds again."""
    return f"{row.at.origin} {row.at.row}"


def _label(row: Row) -> str:
    return f"{' · '.join(filter(None, _content(row)))} ({row.at.origin} {row.at.row}행)"


def _leave_out(run: Run) -> Choice:
    return Choice(code=LEAVE_OUT, label=run.text("choices", LEAVE_OUT))


def _subject(key: str) -> Subject:
    return Subject(kind=SubjectKind.FILE, key=key)


def _value(asked: _Asked, field: str, read: Callable[[str], "datetime | int | None"]) -> "datetime | int | str | None":
    """Read a cell, or what a person answered for it; None for a blank one, `LEAVE_OUT` where a person chose that."""
    written = asked.row.text(field)
    if given := asked.answer("official-unclear", f"{asked.key} {field}"):
        if given.choice:
            return given.choice
        written = given.value
    if not characters.clean(written)[0].strip("-"):
        return None
    if (value := read(written)) is None:
        asked.open(field, "official-cell")
    return value


def _cap(written: str) -> int | None:
    found = _CAP.fullmatch(characters.clean(written)[0].replace(" ", ""))
    return int(found[1]) if found else None


def _begin(written: str) -> datetime | None:
    """Give the moment that a date or a moment begins."""
    reading = dates.read(written)
    if not isinstance(reading, Reading):
        return None
    return reading.value if isinstance(reading.value, datetime) else dates.midnight(reading.value)


def _end(written: str) -> datetime | None:
    """Give the last moment of a date, or the moment itself."""
    reading = dates.read(written)
    if not isinstance(reading, Reading):
        return None
    if isinstance(reading.value, datetime):
        return reading.value
    return dates.midnight(reading.value) + timedelta(days=1) - timedelta(microseconds=1)


def _is_within(clock: datetime, since: object, until: object) -> bool:
    begun = not isinstance(since, datetime) or since <= clock
    return begun and (not isinstance(until, datetime) or clock <= until)
