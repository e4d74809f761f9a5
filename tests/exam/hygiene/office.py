"""Seeded registers of hundreds of people, all defect classes mixed, spread over files of any shape."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from . import asked, excluded, households, merged  # noqa: F401 - they register their promises
from .entry import (
    ADDRESS,
    BIRTH,
    DETAIL,
    DONG,
    ID,
    NAME,
    NOTE,
    PHONE,
    RELEASE,
    RESIDENT,
    START,
    STATUS,
    SUPPORT,
    ZIP,
    Cell,
    Entry,
    Row,
    Served,
    clean,
    entry,
)
from .key import PER_HOUSEHOLD, PER_PERSON, TABLE, Rule
from .promises import PROMISES, entries_of
from .tables import Book, Column, Table, columns
from .town import Person, Town
from .writers import cp949_fits
from .writings import WRITINGS

CLOCK = datetime(2021, 10, 6, 9, 0)  # noqa: DTZ001 - the command line takes Seoul time without a zone
SIZES = {1: 1, 2: 1, 3: 2}
RULES = {policy: Rule(policy=policy, sizes=SIZES) for policy in (PER_PERSON, PER_HOUSEHOLD, TABLE)}
ENDINGS = (".csv", ".csv", ".xlsx", ".xlsx", ".xls", ".ods")
TITLES = ("자가격리자 명단", "기준: 2021. 10. 6.")


@dataclass(slots=True, kw_only=True)
class Register:
    """One random register: its people in groups (a household or the people of one promise) and their files."""

    entries: list[Entry]
    books: list[Book]


def random_entries(seed: int, size: int) -> list[Entry]:
    """Return about `size` people: households with harmless writings, defects inside them, and defects alone."""
    town = Town(seed, clock=CLOCK)
    mixed = [one for one in PROMISES.values() if one.mixed]
    made: list[Entry] = []
    group = 0
    while len(made) < size:
        group += 1
        alone = town.chance.random() < 0.3
        found = entries_of(town.chance.choice(mixed), town) if alone else _household(town)
        for one in found:
            one.group = group
        made += found
    return made


def _household(town: Town) -> Sequence[Entry]:
    family = town.family(town.chance.choices((1, 2, 3, 4, 5), (8, 4, 3, 2, 1))[0])
    kind = family[0].home.kind
    fitting = [one for one in PROMISES.values() if one.mixed and not one.alone and one.home in (None, kind)]
    made: list[Entry] = []
    for person in family:
        if town.chance.random() < 0.06:
            made += entries_of(town.chance.choice(fitting), town, person)
        else:
            made.append(entry(person, _harmless(town.chance, person)))
    return made


def _harmless(chance: Random, person: Person) -> dict[str, Cell]:
    """Write some cells of a person another way; a door and its address only together."""
    changes: dict[str, Cell] = {}
    fitting = [one for one in WRITINGS if one.home in (None, person.home.kind)]
    for one in chance.sample(fitting, chance.choices((0, 1, 2, 3), (3, 4, 3, 2))[0]):
        fields = {ADDRESS, DETAIL} if one.field in (ADDRESS, DETAIL) else {one.field}
        if not fields & changes.keys():
            changes.update(one.write(person))
            changes |= {name: changes.get(name, clean(person)[name]) for name in fields}
    return changes


def spread(entries: Sequence[Entry], seed: int) -> list[Book]:
    """Lay the rows, shuffled, into two to five files of random shape; rows that a file cannot hold go to another."""
    chance = Random(seed * 7919 + 1)
    plans = [_plan(chance, number) for number in range(chance.randrange(2, 6))]
    plans.append(_Plan(name=f"{chance.choice('abxy')}-rest.xlsx", columns=columns(*_FIELDS, chance=chance)))
    shuffled = list(entries)
    chance.shuffle(shuffled)
    for one in shuffled:
        together = one.kept is not None
        home = chance.choice([plan for plan in plans if all(plan.takes(row) for row in one.rows)])
        for row in one.rows:
            plan = home if together else chance.choice([plan for plan in plans if plan.takes(row)])
            plan.rows.append(row)
    return [plan.book(chance) for plan in plans if plan.rows]


_FIELDS = (ID, NAME, BIRTH, PHONE, ZIP, ADDRESS, DETAIL, DONG, START, RELEASE, STATUS, SUPPORT, NOTE)


class _Plan:
    """One file to be: its columns are chosen first, because they decide which rows it can take."""

    def __init__(self, *, name: str, columns: list[Column], encoding: str = "utf-8") -> None:
        self.name, self.columns, self.encoding = name, columns, encoding
        self.fields = {column.field for column in columns}
        self.rows: list[Row] = []

    def takes(self, row: Row) -> bool:
        """Tell whether the file can say what the row says."""
        if self.encoding == "cp949" and not cp949_fits(list(row.cells.values())):
            return False
        return BIRTH in self.fields or _same_birth(row)

    def book(self, chance: Random) -> Book:
        """Return the file with its rows in random order, maybe on two sheets, with titles, gaps and totals."""
        chance.shuffle(self.rows)
        cut = len(self.rows) // 3 if self.name.endswith((".xlsx", ".xls", ".ods")) and chance.random() < 0.4 else 0
        parts = [("명단", self.rows[cut:]), ("추가", self.rows[:cut])]
        tables = [self._table(chance, sheet, rows) for sheet, rows in parts if rows]
        return Book(name=self.name, tables=tables, encoding=self.encoding)

    def _table(self, chance: Random, sheet: str, rows: list[Row]) -> Table:
        gaps = frozenset(chance.sample(range(len(rows)), min(2, len(rows))))
        hidden = frozenset(chance.sample(range(len(rows)), min(3, len(rows))))
        return Table(
            rows=rows,
            columns=self.columns,
            sheet=sheet,
            titles=TITLES if chance.random() < 0.5 else (),
            total=chance.random() < 0.4,
            gaps=gaps if chance.random() < 0.3 else frozenset(),
            hidden_rows=hidden if chance.random() < 0.3 else frozenset(),
        )


def _same_birth(row: Row) -> bool:
    """Tell whether a resident number says exactly what the row's birth date says."""
    birth, resident = row.cells[BIRTH], str(row.cells[RESIDENT] or "")
    if not birth:
        return not resident
    return isinstance(birth, str) and len(birth) == 10 and resident[:6] == birth.replace("-", "")[2:]


def _plan(chance: Random, number: int) -> _Plan:
    ending = chance.choice(ENDINGS)
    encoding = chance.choice(("utf-8", "utf-8-sig", "cp949")) if ending == ".csv" else "utf-8"
    optional = {name for name in (ZIP, DETAIL, START, SUPPORT, NOTE) if chance.random() < 0.3}
    birth = RESIDENT if chance.random() < 0.3 else BIRTH
    fields = [birth if name == BIRTH else name for name in _FIELDS if name not in optional]
    return _Plan(
        name=f"{chance.choice('abcxyz')}{number}-격리자{ending}",
        columns=columns(*fields, chance=chance),
        encoding=encoding,
    )


def random_register(seed: int) -> Register:
    """Return the register of a seed: 200 to 400 people in three to six files."""
    entries = random_entries(seed, Random(seed).randrange(200, 400))
    return Register(entries=entries, books=spread(entries, seed))


def split_days(entries: Sequence[Entry], seed: int) -> tuple[list[Entry], list[Entry]]:
    """Split people into those of the first run and all of the second: new households, and new members of plain ones."""
    chance = Random(seed)
    groups: dict[int, list[Entry]] = {}
    for one in entries:
        groups.setdefault(one.group, []).append(one)
    early: list[Entry] = []
    for group in groups.values():
        plain = all(isinstance(one.fate, Served) and not one.promise for one in group)
        if chance.random() < 0.15:
            continue
        early += group[:-1] if plain and len(group) > 1 and chance.random() < 0.6 else group
    return early, list(entries)
