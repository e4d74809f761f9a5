"""Who is placed together, who waits with whom, and which places stay as they are."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from jikwon.korea.register import addresses
from jikwon.model import Ask, Exclude, Result, Run, Subject, Wait
from jikwon.processes.assignment import books, earlier, registers, roster, rules
from jikwon.processes.assignment.model import Official, Person, Quarantined
from jikwon.processes.assignment.optimum import Problem, Seat, Unit

Row = Result[Person, Quarantined]


class Member(NamedTuple):
    """A person to be placed, with the household's key and every key an official of the family may have.

    The keys are the whole household's: who is family to one of it is family to all.
    """

    row: Row
    person: Quarantined
    household: str
    keys: frozenset[str]


class Gathering:
    """The people of a run before anybody is placed: members by household, and the fates only all items show."""

    def __init__(self, run: Run, results: Sequence[Row]) -> None:
        self.run = run
        self.results = results
        self.soft_cap = int(run.setting("soft_cap"))
        self.officials: Mapping[str, Official] = roster.of(run).officials
        self.seats = sorted((each for each in self.officials.values() if not each.hindrance), key=_order)
        self.excluded: list[tuple[Row, str]] = []
        self.waiting: list[Row] = []
        self.twice: list[Row] = []
        self.earlier = earlier.read(run)
        self._books = books.of(run)
        self._families: dict[str, set[str]] = defaultdict(set)
        for seat in self.seats:
            if seat.family:
                self._families[seat.family].add(seat.id)
        members = self._members()
        self._placed = self._placed_before()
        blocked = self._blocked()
        self.households: dict[str, list[Member]] = defaultdict(list)
        self.kept: Counter[str] = Counter(self.earlier.officials.values())
        self._keep_waiting()
        for member in members:
            if member.household in blocked:
                self.waiting.append(member.row)
                self._keep(member.person.official, member.keys)
            else:
                self.households[member.household].append(member)
        for household, found in self.households.items():
            keys = frozenset().union(*(each.keys for each in found))
            self.households[household] = [each._replace(keys=keys) for each in found]

    def problem(
        self, adjacent: frozenset[tuple[str, str]], *, apart: Container[str] = ()
    ) -> tuple[Problem, Mapping[str, Sequence[Member]]]:
        """Make the problem, and tell which members each of its units has, by the unit's key.

        The members of the households in `apart` are free, whatever their present officials are.
        """
        lost = 0
        units, members = [], {}
        for unit, people in self._units(apart):
            units.append(unit)
            members[unit.key] = people
            lost += sum(map(self.has_valid, people)) - unit.weight
        seats = [
            Seat(key=each.id, zone=registers.zone_of(each.dong), cap=each.cap, kept=self.kept[each.id])
            for each in self.seats
        ]
        return Problem(units=units, seats=seats, adjacent=adjacent, soft_cap=self.soft_cap, lost=lost), members

    @property
    def divided(self) -> frozenset[str]:
        """The households of which some have one valid official, and the others none."""
        return frozenset(
            household
            for household, members in self.households.items()
            if len(self._valid(members)) == 1 and not all(map(self.has_valid, members))
            if household not in self._placed
        )

    def late(self) -> Iterator[Exclude | Wait | Ask]:
        """Give the late fates as the engine takes them."""
        for row, code in self.excluded:
            yield Exclude(code=code, about=Subject.item(row.item.key), at=row.item.at[:1])
        for row in self.waiting:
            yield Wait(code="household-waits", about=Subject.item(row.item.key))
        for row in self.twice:
            yield Ask(code="id-twice", about=Subject.item(row.item.key), at=row.item.at[:1])

    def late_questions(self) -> list[tuple[Row, str]]:
        """Give who waits because of what only all people together show, and why."""
        return [(row, "household-waits") for row in self.waiting] + [(row, "id-twice") for row in self.twice]

    def barred(self, keys: frozenset[str]) -> frozenset[str]:
        """Give the officials of a household's own family."""
        return frozenset().union(*(self._families.get(key, ()) for key in keys))

    def has_valid(self, member: Member) -> bool:
        """Tell whether a person's present official may stay."""
        return self.is_valid(member.person.official, member.keys)

    def is_valid(self, official: str, keys: frozenset[str]) -> bool:
        """Tell whether a present official may stay: on the roster, available, with an app id, not of the family."""
        known = self.officials.get(official)
        return known is not None and not known.hindrance and official not in self.barred(keys)

    def _members(self) -> list[Member]:
        """Give everybody who is to be placed now; one person's other ids are 중복, an id of two is asked about."""
        kept, found = self._same_people(), list[Member]()
        ids = {each.done.fact.id for each in self.results if each.done and each.released}
        for row in sorted(self.results, key=lambda each: (not each.item.body.entries[0].id, each.item.key)):
            if row.done is None or row.released:
                continue
            person = row.done.fact
            if person.is_same and row.item.key not in kept:
                self.excluded.append((row, "중복"))
            elif person.id in ids:
                self.twice.append(row)
            else:
                ids.add(person.id)
                found.append(self._member(row, person))
        return found

    def _same_people(self) -> set[str]:
        """Name the first id of each group in which every id was called the same."""
        same = {row.item.key: row for row in self.results if row.done and row.done.fact.is_same}
        groups = (sorted([key, *row.item.body.twins]) for key, row in same.items())
        return {group[0] for group in groups if all(each in same for each in group)}

    def _member(self, row: Row, person: Quarantined) -> Member:
        living = rules.Living(person.household, person.place, person.phone, person.written)
        return Member(row, person, self._household(living) or f"\0{row.item.key}", self._keys(living))

    def _household(self, living: rules.Living) -> str:
        """Give the key by which a household is told, "" where nothing tells."""
        return living.household or addresses.household_key(living.place, living.phone, self.run.hash)

    def _keys(self, living: rules.Living) -> frozenset[str]:
        """Give the keys that an official's 가족세대키 may have; an address that was not read counts as written."""
        return frozenset(filter(None, (self._household(living), *registers.tails(living.written))))

    def _placed_before(self) -> Mapping[str, list[str]]:
        """Give the officials ("" for none) whom an earlier part gave to members of each household."""
        found: dict[str, list[str]] = defaultdict(list)
        for row in self.results:
            if row.done and row.released:
                member = self._member(row, row.done.fact)
                found[member.household].append(self.earlier.officials.get(row.done.fact.id, ""))
        return found

    def _asked(self) -> list[Row]:
        return [*(row for row in self.results if row.waiting), *self.twice]

    def _blocked(self) -> set[str]:
        """Give the households of those who are asked about."""
        found = (rules.possible_households(row.item, self._books) for row in self._asked())
        return {self._household(living) for possible in found for living in possible} - {""}

    def _keep_waiting(self) -> None:
        """Keep the places of those who are asked about."""
        for row in self._asked():
            keys = map(self._keys, rules.possible_households(row.item, self._books))
            self._keep(rules.present_official(row.item, self._books), frozenset().union(*keys))

    def _keep(self, official: str, keys: frozenset[str]) -> None:
        if official and self.is_valid(official, keys):
            self.kept[official] += 1

    def _valid(self, members: Iterable[Member]) -> set[str]:
        return {each.person.official for each in members if self.has_valid(each)}

    def _units(self, apart: Container[str]) -> Iterator[tuple[Unit, Sequence[Member]]]:
        for household, members in self.households.items():
            placed = self._placed.get(household, [])
            is_large = len(members) + len(placed) > self.soft_cap
            if is_large or household in apart or len(self._valid(members)) > 1 or len(set(placed)) > 1:
                for each in members:
                    yield self._unit([each]), [each]
            else:
                yield self._unit(members, only=frozenset(placed)), members

    def _unit(self, members: Sequence[Member], only: frozenset[str] = frozenset()) -> Unit:
        """Make a unit; a household of which somebody was placed by an earlier part of the run goes there too."""
        barred = self.barred(members[0].keys)
        if only:
            barred |= {seat.id for seat in self.seats} - only
        present = min(self._valid(members) - barred, default="")
        return Unit(
            key=min(each.person.id for each in members),
            zones=tuple(registers.zone_of(each.person.dong) for each in members),
            present=present,
            weight=sum(map(self.has_valid, members)) if present else 0,
            barred=barred,
        )


def _order(official: Official) -> tuple[bool, float, str]:
    return official.order
