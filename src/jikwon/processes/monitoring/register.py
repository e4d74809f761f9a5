"""The register: who is watched on the day, one person a member, however many rows name them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, NamedTuple

from jikwon.korea import Reading, residents
from jikwon.korea.register import statuses
from jikwon.korea.register.statuses import Status
from jikwon.model import Note, Place, Run, fact
from jikwon.model.facts import Personal
from jikwon.processes.monitoring import columns
from jikwon.processes.monitoring.columns import Who
from jikwon.processes.monitoring.model import Member, Outcome
from jikwon.tools import tables
from jikwon.tools.tables import Row

ACTIVE, RELEASED = Status.ACTIVE.value, Status.RELEASED.value
_MEANINGS: Final[Mapping[Status, str]] = {
    Status.ACTIVE: ACTIVE, Status.RELEASED: RELEASED, Status.TRANSFERRED: Outcome.TRANSFERRED.value,
    Status.CONFIRMED: Outcome.CONFIRMED.value,
}  # fmt: skip
STATUSES: Final[Mapping[str, str]] = {word: _MEANINGS[status] for word, status in statuses.WORDS.items()}
"""What the words of 상태 mean."""
_COMPARED: Final = ("name", "birth", "phone", "dong", "official", "department", "status", "release_written")


@fact
class Watched:
    """One person of the register with their rows, the one that stays first.

    `versions` are the different things that the rows say of the person: one, unless they contradict each other.
    """

    versions: Personal[tuple[Member, ...]]
    at: tuple[Place, ...]

    @property
    def member(self) -> Member:
        """The person as the first row has it."""
        return self.versions[0]


class _Line(NamedTuple):
    member: Member
    row: Row


class People(NamedTuple):
    """The people of the register: who is watched on the day, who was surely released before it; its rows by file."""

    watched: list[Watched]
    released: list[Watched]
    rows: Counter[str]


def read(run: Run, *, day: datetime, told: Callable[[Note], None], count: Callable[..., None]) -> People:
    """Read the people of the register, telling and counting every row of it.

    Rows with the same id, else with the same name, birth date and phone, are one person's. A row that names
    nobody has no place among them.
    """
    found = People([], [], Counter())
    for lines in _gathered(_lines(run, found.rows, told, count)):
        person = Watched(versions=_versions(lines), at=tuple(line.row.at for line in lines))
        if all(_was_released(line.member, before=day) for line in lines):
            count(skipped=len(lines))
            told(Note(code="released-before", at=lines[0].row.at, count=len(lines)))
            found.released.append(person)
            continue
        count(used=1, merged=len(lines) - 1)
        for line in lines[1:]:
            told(Note(code="register-row-merged", at=line.row.at))
        found.watched.append(person)
    return found


def _lines(run: Run, rows: Counter[str], told: Callable[[Note], None], count: Callable[..., None]) -> Iterator[_Line]:
    today = run.clock.date()
    fields, required = columns.REGISTER, columns.REGISTER_REQUIRED
    for row in tables.read(run.sources("register"), fields, required=required, told=told):
        count(read=1)
        rows[row.at.file] += 1
        who = columns.read_who(row, today=today)
        if not (who.id or who.name or who.birth or who.phone):
            count(skipped=1)
            told(Note(code="row-of-nobody", at=row.at))
            continue
        yield _Line(_member(row, who), row)


def _member(row: Row, who: Who) -> Member:
    status = residents.replace(row.text(columns.STATUS))
    meaning = STATUSES.get(statuses.fold(status), "")
    written = row.text(columns.RELEASE)
    release = statuses.read_release(written, row.text(columns.START)) if written else None
    return Member(
        id=who.id, name=who.name, birth=who.birth, phone=who.phone, dong=row.text(columns.DONG),
        official=row.text(columns.OFFICIAL), department=row.text(columns.DEPARTMENT), status=status,
        excused="" if meaning == ACTIVE else meaning,
        release=release.value if isinstance(release, Reading) else None, release_written=written,
    )  # fmt: skip


def _was_released(member: Member, *, before: datetime) -> bool:
    return member.release is not None and member.release <= before


def _gathered(lines: Iterable[_Line]) -> list[list[_Line]]:
    """Gather each person's rows: most filled cells first, then by file name and content."""
    by_id: dict[str, list[_Line]] = {}
    nameless: dict[tuple[str, ...], list[_Line]] = {}
    for line in lines:
        member = line.member
        if member.id:
            by_id.setdefault(member.id, []).append(line)
        else:
            nameless.setdefault((member.name, member.birth, member.phone), []).append(line)
    owners: dict[tuple[str, ...], list[str]] = {}
    for id_, found in by_id.items():
        for each in {(line.member.name, line.member.birth, line.member.phone) for line in found}:
            owners.setdefault(each, []).append(id_)
    for triple in [triple for triple in nameless if all(triple) and len(owners.get(triple, ())) == 1]:
        by_id[owners[triple][0]] += nameless.pop(triple)
    every = (*by_id.values(), *nameless.values())
    return [sorted(found, key=_first) if len(found) > 1 else found for found in every]


def _first(line: _Line) -> tuple[object, ...]:
    at = line.row.at
    return (-line.row.filled, at.file, *(str(getattr(line.member, name)) for name in _COMPARED), at.sheet, at.row)


def _versions(lines: Sequence[_Line]) -> tuple[Member, ...]:
    """Fill the blanks of the row that stays from the others; give one member for each that still differs."""
    members = [line.member for line in lines]
    if len(members) == 1:
        return (members[0],)
    filled = [_filled(each, members) for each in members]
    return tuple(dict.fromkeys(filled))


def _filled(member: Member, others: Sequence[Member]) -> Member:
    blank = [name for name in ("id", *_COMPARED) if not getattr(member, name)]
    values: dict[str, Any] = {
        name: next(filter(None, (getattr(each, name) for each in others)), "") for name in blank
    }  # fmt: skip
    if "release_written" in values:
        values["release"] = next((each.release for each in others if each.release_written), None)
    if "status" in values:
        values["excused"] = next((each.excused for each in others if each.status), "")
    return replace(member, **values)
