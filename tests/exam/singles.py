"""Registers in which every defect class stands once, each on people and in buildings of its own."""

from .hygiene.entry import Entry, entry
from .hygiene.office import CLOCK, Register
from .hygiene.promises import PROMISES, entries_of
from .hygiene.shapes import SHAPES, rows_of
from .hygiene.tables import ALL, Book, Table, columns
from .hygiene.town import Town
from .hygiene.writings import WRITINGS


def promises_register() -> Register:
    """Return one workbook with every promise and every harmless writing once."""
    town = Town(20211006, clock=CLOCK, numeric_ids=False)
    made = [one for found in PROMISES.values() for one in entries_of(found, town)]
    for writing in WRITINGS:
        person = town.person(writing.home)
        one = entry(person, writing.write(person))
        one.promise = writing.promise
        made.append(one)

    table = Table(rows=rows_of(made), columns=columns(*ALL))
    return Register(entries=made, books=[Book(name="singles.xlsx", tables=[table])])


def shapes_register(*, only: str = "") -> Register:
    """Return a file or more of every shape, or of one."""
    town = Town(20211007, clock=CLOCK, numeric_ids=True)
    entries: list[Entry] = []
    books: list[Book] = []
    for number, (name, found) in enumerate(SHAPES.items()):
        people = list(found.people(town))
        if only not in ("", name):
            continue
        for one in people:
            one.promise = name
        entries += people
        books += found.make(town, f"shape-{number:02d}", people)
    return Register(entries=entries, books=books)


def plain_people(seed: int, size: int) -> list[Entry]:
    """Return clean people alone at home, for registers in which something else is examined."""
    town = Town(seed, clock=CLOCK, numeric_ids=False)
    return [entry(town.person()) for _ in range(size)]
