"""Households: who lives together, who waits with whom, and how many kits are due."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from jikwon.korea import dongs, names, style
from jikwon.korea.register import people
from jikwon.korea.register.addresses import household_key
from jikwon.model import Exclude, Personal, Result, Run, Subject, Wait, fact
from jikwon.processes.hygiene_kits import books, rules, served
from jikwon.processes.hygiene_kits.model import Kit, Person
from jikwon.processes.hygiene_kits.settings import Policy, Quantities

Row = Result[Person, Kit]


@fact
class Delivery:
    """One row of the courier's list: a household's members who get kits now, the first one receives."""

    key: Personal[str]
    members: Personal[Sequence[Kit]]
    kits: int
    dong: Personal[str]

    @property
    def first(self) -> Kit:
        """The member who receives."""
        return self.members[0]


class Arrangement(NamedTuple):
    """What `deliver` decides: the deliveries in the courier's order, and the fates that only all items show."""

    deliveries: Sequence[Delivery]
    excluded: Sequence[tuple[Row, str]]
    waiting: Sequence[Row]

    def late(self) -> Iterator[Exclude | Wait]:
        """Give the late fates as the engine takes them."""
        for row, code in self.excluded:
            yield Exclude(code=code, about=Subject.item(row.item.key), at=row.item.at[:1])
        for row in self.waiting:
            yield Wait(code="household-waits", about=Subject.item(row.item.key))


def arrange(run: Run, results: Sequence[Row], quantities: Quantities) -> Arrangement:
    """Gather people into households and decide what each gets."""
    return _Arranging(run, results, quantities).arrangement()


class _Arranging:
    """The households of one run, while they are decided one after the other."""

    def __init__(self, run: Run, results: Sequence[Row], quantities: Quantities) -> None:
        self.run = run
        self.quantities = quantities
        self.results = results
        self.excluded: list[tuple[Row, str]] = []
        self.waiting: list[Row] = []
        self.served = served.of(run)
        self.books = books.of(run)
        self.kept = self._same_people()
        self.sent = self._sent()
        self.away = {self.who(row) for row in results if row.excluded and row.excluded.code != "기지급"}

    def arrangement(self) -> Arrangement:
        """Decide household by household."""
        blocked = self._blocked()
        deliveries = []
        for key, rows in self._new().items():
            due = self._due(key, rows)
            if due <= 0:
                self.excluded += [(row, "기지급") for row in rows]
            elif key in blocked:
                self.waiting += rows
            else:
                deliveries.append(_delivery(key, [_kit(row) for row in rows], due))
        deliveries.sort(key=_courier_order)
        return Arrangement(deliveries, self.excluded, self.waiting)

    def key(self, place: str, phone: str) -> str:
        """Give the 세대키: the address with its detail, else with a short keyed hash of the phone."""
        return household_key(place, phone, self.run.hash)

    def _new(self) -> Mapping[str, list[Row]]:
        """Gather the people who are to get a kit now, by household; one person's other ids are 중복."""
        found: dict[str, list[Row]] = {}
        for row in self.results:
            if row.done is None or row.released:
                continue
            kit = row.done.fact
            if kit.is_same and row.item.key not in self.kept:
                self.excluded.append((row, "중복"))
            else:
                found.setdefault(self.key(kit.place, kit.phone), []).append(row)
        return found

    def _same_people(self) -> set[str]:
        """Name the first id of each group in which every id was called the same: that one is served."""
        same = {row.item.key: row for row in self.results if row.done and row.done.fact.is_same}
        groups = (sorted([key, *row.item.body.twins]) for key, row in same.items())
        return {group[0] for group in groups if all(each in same for each in group)}

    def _due(self, key: str, rows: Sequence[Row]) -> int:
        sent = self.sent.get(key)
        if not sent:
            return self.quantities.due(len(rows))
        match self.quantities.policy:
            case Policy.PER_PERSON:
                return len(rows)
            case Policy.PER_HOUSEHOLD:
                return 0
            case Policy.TABLE:
                now = (sent - self.away) | {self.who(row) for row in rows}
                return self.quantities.due(len(now)) - self.quantities.due(len(sent))

    def _sent(self) -> Mapping[str, set[str]]:
        """List who was served in each household: earlier, or by an earlier part of this run."""
        found = {key: set(members) for key, members in self.served.households.items()}
        known = {each for members in found.values() for each in members}
        for row in self.results:
            if row.done and row.released and (row.item.key in self.kept or not row.done.fact.is_same):
                found.setdefault(self.key(row.done.fact.place, row.done.fact.phone), set()).add(self.who(row))
            elif row.excluded and row.excluded.code == "기지급" and self.who(row) not in known:
                for place, phone in rules.possible_places(row.item, self.books):
                    found.setdefault(self.key(place, phone), set()).add(self.who(row))
        found.pop("", None)
        return found

    def who(self, row: Row) -> str:
        """Name a person as earlier deliveries do, so that nobody counts twice."""
        entries = row.item.body.entries
        today = self.books.today
        triple = people.first_triple(people.triple_of(each, today=today) for each in entries)
        return self.served.name_of(next((each.id for each in entries if each.id), ""), triple)

    def _blocked(self) -> set[str]:
        """List the households in which somebody waits; one who is served whatever the answer does not."""
        found: set[str] = set()
        for row in self.results:
            if row.waiting:
                keys = {self.key(place, phone) for place, phone in rules.possible_places(row.item, self.books)}
                if self._is_served(keys):
                    self.excluded.append((row, "기지급"))
                else:
                    found |= keys
        return found

    def _is_served(self, keys: set[str]) -> bool:
        is_once = self.quantities.policy is Policy.PER_HOUSEHOLD
        return is_once and bool(keys) and all(key and self.sent.get(key) for key in keys)


def _delivery(key: str, members: list[Kit], kits: int) -> Delivery:
    members.sort(key=_member_order)
    said = {kit.dong for kit in members if kit.dong}
    return Delivery(key=key, members=members, kits=kits, dong=said.pop() if len(said) == 1 else dongs.UNDECIDED)


def _member_order(kit: Kit) -> tuple[bool, str, tuple[int, str, str], str, str]:
    return (not kit.id, kit.id, names.order_key(kit.name), kit.birth, kit.phone)


def _courier_order(delivery: Delivery) -> tuple[object, ...]:
    first = delivery.first
    unit = delivery.key.partition("/")[2] if first.detail else ""
    return (
        delivery.dong == dongs.UNDECIDED,
        delivery.dong,
        style.natural_key(first.road),
        first.main,
        first.sub,
        first.underground,
        style.natural_key(unit),
        _member_order(first),
    )


def _kit(row: Row) -> Kit:
    assert row.done is not None
    return row.done.fact
