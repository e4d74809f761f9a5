"""Who has got a kit before: the input `delivered`, by id, by person and by household."""

from collections.abc import Callable, Mapping, Set
from typing import Final

from jikwon.korea import Reading, dates
from jikwon.korea.register import people
from jikwon.korea.register.entries import Entry
from jikwon.korea.register.people import Triple
from jikwon.model import Note, Personal, Run, fact
from jikwon.model.per_run import per_run
from jikwon.processes.hygiene_kits import books, registers
from jikwon.tools import tables

ITSELF: Final = "itself"
OTHER_ID: Final = "other-id"


@fact
class Served:
    """Earlier deliveries.

    `ids` are the ids served; `triples` maps name, birth date and phone to the id served with them,
    "" where the delivery knew none; `households` maps a 세대키 to the people served in it.
    """

    ids: Personal[Set[str]]
    triples: Personal[Mapping[Triple, str]]
    households: Personal[Mapping[str, Set[str]]]

    def knows(self, id: str, triple: Triple) -> str:  # noqa: A002 - the word of the register
        """Tell how deliveries know a person: `itself`, `other-id`, or ""."""
        if id and id in self.ids:
            return ITSELF
        if not self.triples or not all(triple) or (found := self.triples.get(triple)) is None:
            return ""
        return OTHER_ID if id and found else ITSELF

    def name_of(self, id: str, triple: Triple) -> str:  # noqa: A002 - the word of the register
        """Name a person as the deliveries' households name their members."""
        if (not id or id not in self.ids) and triple in self.triples:
            return who(self.triples[triple], triple)
        return who(id, triple)


@per_run
def of(run: Run) -> Served:
    """Give the run's earlier deliveries."""
    return _read(run, lambda _: None)


def read(run: Run, *, told: Callable[[Note], None]) -> Served:
    """Read every earlier delivery; a row that names nobody is told."""
    return of.put(run, _read(run, told))


def _read(run: Run, told: Callable[[Note], None]) -> Served:
    today = books.of(run).clock.date()
    ids: set[str] = set()
    triples: dict[Triple, str] = {}
    households: dict[str, set[str]] = {}
    sources = run.sources("delivered")
    rows = tables.read(
        sources,
        registers.DELIVERED,
        required=registers.DELIVERED_REQUIRED,
        sheets=registers.DELIVERED_SHEETS,
        told=told,
    )
    for row in rows:
        entry = Entry(
            id=people.id_said(row.text(registers.ID)),
            name=row.text(registers.NAME),
            birth=people.birth_said(row.text(registers.BIRTH), row.text(registers.RESIDENT), today=today),
            phone=row.text(registers.PHONE),
        )
        triple = people.triple_of(entry, today=today)
        if entry.id:
            ids.add(entry.id)
        for each in _readings(triple):
            triples[each] = triples.get(each) or entry.id
        if not entry.id and not all(triple):
            told(Note(code="delivered-nobody", at=row.at))
        elif place := row.text(registers.HOUSEHOLD):
            households.setdefault(place, set()).add(who(entry.id, triple))
    return Served(ids=ids, triples=triples, households=households)


def who(id: str, triple: Triple) -> str:  # noqa: A002 - the word of the register
    """Name a person among the members of a household."""
    return id or "\t".join(triple)


def _readings(triple: Triple) -> list[Triple]:
    """Give a triple in every century its six-digit birth date may mean."""
    name, birth, phone = triple
    if not all(triple):
        return []
    if len(birth) != len("211006") or not birth.isdecimal():
        return [triple]
    days = (f"{century}{birth[:2]}-{birth[2:4]}-{birth[4:]}" for century in (19, 20))
    return [(name, day, phone) for day in days if isinstance(dates.read(day), Reading)]
