"""The rows of a register on their way to people: what each says, counted and told."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

from jikwon.korea.register import people
from jikwon.korea.register.entries import Entry
from jikwon.korea.register.people import Line, Written
from jikwon.model import Note, Place, Run

INPUT = "register"


class Placed(Written, Protocol):
    """A row of a table that knows where it stands."""

    @property
    def at(self) -> Place:
        """Its place."""

    def has(self, field: str) -> bool:
        """Tell whether its table has a column for the field."""


E = TypeVar("E", bound=Entry)
R = TypeVar("R", bound=Placed)


def lines(run: Run, rows: Iterable[R], read: Callable[[R], E], *, resident: str) -> Iterator[Line[E]]:
    """Read a register's rows; one without id, name, birth date, phone and address is nobody's.

    `resident` is the field of resident numbers: how many of them were reduced is told for each table.
    """
    today = run.clock.date()
    reduced = Counter[tuple[str, str]]()
    for row in rows:
        entry, at = read(row), row.at
        if not (entry.id or entry.name or entry.birth or entry.phone or entry.address):
            run.count(read=1, skipped=1)
            run.tell(Note(code="row-of-nobody", at=at))
            continue
        run.count(read=1)
        if row.has(resident):
            reduced[at.file, at.sheet] += 1
        yield Line(entry, at, row, people.triple_of(entry, today=today))
    for (file, sheet), count in reduced.items():
        run.tell(Note(code="resident-reduced", at=Place(source=INPUT, file=file, sheet=sheet), count=count))
