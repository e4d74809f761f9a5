"""위생키트 배송명단: registers of quarantined people to a courier's list and the office's register."""

from collections.abc import Iterator, Sequence

from jikwon.korea.register import people, reading
from jikwon.korea.register.entries import Entry
from jikwon.korea.register.people import Group, Line
from jikwon.model import Ask, Done, Exclude, Item, Result, Run, Wait
from jikwon.processes.hygiene_kits import books, households, registers, rules, served, settings, sheets
from jikwon.processes.hygiene_kits.model import Kit, Person
from jikwon.tools import tables


def collect(run: Run) -> Iterator[Item[Person]]:
    """Give one item per person of the register: by id, else by name, birth date and phone."""
    settings.quantities(run)
    settings.check_words(run)
    books.of(run)
    earlier = served.read(run, told=run.tell)
    for group in people.group(_lines(run)):
        run.count(used=1, merged=len(group.lines) - 1)
        yield _item(run, group, earlier)


def handle(run: Run, item: Item[Person]) -> Done[Kit] | Exclude | list[Ask]:
    """Judge one person: excluded, asked about, or given a kit."""
    return rules.judge(item, books.of(run), run.text)


def deliver(run: Run, results: Sequence[Result[Person, Kit]]) -> Iterator[Exclude | Wait]:
    """Gather people into households, write both workbooks, and settle what only all people together show.

    Effects: the two files in the private folder. Repeatable: yes, with the same bytes.
    """
    arranged = households.arrange(run, results, settings.quantities(run))
    register = sheets.delivery_register(run, results, arranged)
    run.beside(tables.write, run.output("delivery-register"), register, at=run.clock)
    tables.write(run.output("delivery-list"), sheets.delivery_list(run, arranged.deliveries), at=run.clock)
    yield from arranged.late()


def _lines(run: Run) -> Iterator[Line[Entry]]:
    """Read the register's rows."""
    today = run.clock.date()
    rows = tables.read(run.sources("register"), registers.REGISTER, required=registers.REQUIRED, told=run.tell)
    return reading.lines(run, rows, lambda row: registers.read_entry(row, today=today), resident=registers.RESIDENT)


def _item(run: Run, group: Group[Entry], earlier: served.Served) -> Item[Person]:
    triple = group.triple
    return Item(
        key=group.id or run.hash("person", *people.identity(group)),
        at=tuple(line.at for line in group.lines),
        body=Person(
            entries=tuple(line.entry for line in group.lines),
            twins=tuple(group.twins),
            served=earlier.knows(group.id, triple),
        ),
    )
