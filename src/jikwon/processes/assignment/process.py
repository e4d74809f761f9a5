"""자가격리 전담공무원 배정: a register and a roster to the best assignment, proved and explained."""

from collections.abc import Iterator, Sequence

from jikwon.korea.register import people, reading
from jikwon.korea.register.people import Group, Line
from jikwon.model import Ask, Done, Exclude, Item, Note, Place, Result, Run, Wait
from jikwon.processes.assignment import books, households, placing, registers, roster, rules, sheets
from jikwon.processes.assignment.model import Entry, Person, Quarantined
from jikwon.processes.assignment.optimum import AIMS
from jikwon.tools import tables


def collect(run: Run) -> Iterator[Item[Person] | Ask]:
    """Give one item per person of the register; ask about officials whom the roster does not decide."""
    books.of(run)
    yield from roster.read(run, told=run.tell).asks
    roster.adjacent(run, told=run.tell)
    for group in people.group(_lines(run)):
        run.count(used=1, merged=len(group.lines) - 1)
        yield _item(run, group)


def handle(run: Run, item: Item[Person]) -> Done[Quarantined] | Exclude | list[Ask]:
    """Judge one person: excluded, asked about, or in need of an official."""
    return rules.judge(item, books.of(run), run.text)


def deliver(run: Run, results: Sequence[Result[Person, Quarantined]]) -> Iterator[Exclude | Wait | Ask]:
    """Assign everybody at once, and write the workbook and one notice for each official.

    Effects: the files in the private folder. Repeatable: yes, with the same bytes.
    """
    gathering = households.Gathering(run, results)
    placed = placing.place(run, gathering)
    tables.write(run.output("assignments"), sheets.assignments(run, results, placed), at=run.clock)
    for official, notice in sheets.notices(placed).items():
        tables.write(run.output("notices", part=official), notice, at=run.clock)
    _tell_gaps(run, placed)
    yield from gathering.late()


def _tell_gaps(run: Run, placed: placing.Placing) -> None:
    """List in the proof what the solver's time did not suffice to prove."""
    at = Place(source="register", file="")
    for aim, value, bound in zip(AIMS, placed.solution.vector, placed.solution.bound, strict=True):
        if value != bound:
            run.tell(Note(code=f"gap-{aim}", at=at, count=value - bound))


def _lines(run: Run) -> Iterator[Line[Entry]]:
    """Read the register's rows."""
    today = run.clock.date()
    rows = tables.read(run.sources("register"), registers.REGISTER, required=registers.REQUIRED, told=run.tell)
    return reading.lines(run, rows, lambda row: registers.read_entry(row, today=today), resident=registers.RESIDENT)


def _item(run: Run, group: Group[Entry]) -> Item[Person]:
    return Item(
        key=group.id or run.hash("person", *people.identity(group)),
        at=tuple(line.at for line in group.lines),
        body=Person(entries=tuple(line.entry for line in group.lines), twins=tuple(group.twins)),
    )
