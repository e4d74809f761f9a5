"""Who had to be placed together, who may have whom, and every official's load, counted again."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from jikwon.model import Place
from jikwon.processes.assignment.verify_roster import Official, Roster
from jikwon.processes.assignment.verify_sources import (
    Sources,
    household_of,
    is_family,
    lives_at,
    place_of,
    present_of,
)
from jikwon.processes.assignment.verify_words import UNDECIDED, key_of
from jikwon.proof import FateState, Proof, Row
from jikwon.proof.compare import plain
from jikwon.proof.register import Person


class Unit(NamedTuple):
    """People who were placed together: their ids and dongs, the official, the valid present one and who would lose it.

    `household` is the one they had to be placed with, "" for somebody placed alone; `barred` are
    officials who must not have them.
    """

    ids: Sequence[str]
    household: str
    zones: tuple[str, ...]
    official: str
    present: str
    weight: int
    barred: frozenset[str]
    at: tuple[Place, ...]


class Units:
    """The workbook's assignments against the sources' households and the roster."""

    def __init__(self, proof: Proof, sources: Sources, roster: Roster) -> None:
        self.sources = sources
        self.roster = roster
        self.soft_cap = int(proof.setting("soft_cap"))
        self.row_of = {plain(row["격리자관리번호"]): row for row in proof.sheet("assignments", "배정").rows}
        self._by_family: dict[str, list[Official]] = defaultdict(list)
        for each in roster.officials.values():
            if each.family and not each.hindrance:
                self._by_family[each.family].append(each)

    def notice(self, key: str) -> Row | None:
        """Give a placed person's row of a notice."""
        return self.sources.notices.get(key)

    @cached_property
    def households(self) -> Mapping[str, list[str]]:
        """The ids of the placed, by household; one whom nobody can live with is a household alone."""
        found: dict[str, list[str]] = defaultdict(list)
        for key, person in self.sources.done.items():
            if key in self.sources.officials:
                found[household_of(person, self.notice(key)) or f"\0{key}"].append(key)
        return found

    @cached_property
    def left(self) -> Mapping[str, list[str]]:
        """The ids of those without a place, by the household of placed people whose members they are."""
        found: dict[str, list[str]] = defaultdict(list)
        for key, person in self.sources.done.items():
            if key not in self.sources.officials and (household := self._lives_in(person)):
                found[household].append(key)
        return found

    @cached_property
    def before(self) -> Mapping[str, list[str]]:
        """The ids of those whom earlier parts of the run have settled, in the same way."""
        found: dict[str, list[str]] = defaultdict(list)
        for key, person in self.sources.delivered.items():
            if household := self._lives_in(person):
                found[household].append(key)
        return found

    def _lives_in(self, person: Person) -> str:
        if (key := household_of(person, None)) != "":
            return key if key in self.households else ""
        return next((key for key, notice in self._homes if lives_at(person, notice)), "")

    @cached_property
    def _homes(self) -> Sequence[tuple[str, Row]]:
        """One notice's row of every household that is told by its address."""
        found = {}
        for key, ids in self.households.items():
            for notice in filter(None, map(self.notice, ids)):
                if place_of(notice) == key:
                    found[key] = notice
        return list(found.items())

    def barred(self, person: Person, notice: Row | None) -> frozenset[str]:
        """Give the officials of a person's own household: who is family to one who shares a 세대키 is to all."""
        own = self._family(person, notice)
        return own.union(*(self._family(each, None) for each in self._sharing(person)))

    def _family(self, person: Person, notice: Row | None) -> frozenset[str]:
        return frozenset(
            each.id for key, found in self._by_family.items() if is_family(key, person, notice) for each in found
        )

    def _sharing(self, person: Person) -> Sequence[Person]:
        if person.fate.state is not FateState.DONE or person.fate.delivered:
            return ()
        return self._by_key.get(household_of(person, None), ())

    @cached_property
    def _by_key(self) -> Mapping[str, list[Person]]:
        """Everybody who is placed now and has a 세대키, by it."""
        found: dict[str, list[Person]] = defaultdict(list)
        for person in self.sources.done.values():
            if key := household_of(person, None):
                found[key].append(person)
        return found

    def valid_present(self, key: str, person: Person) -> str:
        """Give a person's present official if nothing forbids that one, else ""."""
        return self._valid(present_of(person), person, self.notice(key))

    def _valid(self, present: str, person: Person, notice: Row | None) -> str:
        known = self.roster.officials.get(present)
        is_valid = known is not None and not known.hindrance
        return present if is_valid and present not in self.barred(person, notice) else ""

    def is_free(self, household: str) -> bool:
        """Tell whether each member of a household is placed alone."""
        ids = [*self.households[household], *self.left.get(household, ())]
        valid = {present for key in ids if (present := self.valid_present(key, self.sources.done[key]))}
        before = {self.sources.earlier.get(key, "") for key in self.before.get(household, ())}
        size = len(ids) + len(self.before.get(household, ()))
        return size > self.soft_cap or len(valid) > 1 or len(before) > 1 or self._is_left_as_it_was(household)

    def _is_left_as_it_was(self, household: str) -> bool:
        """Tell whether a household is divided as the register has it: all who can keep an official do.

        Only where everybody else's official is the register's too, and the others have no room anywhere.
        """
        left = self.left.get(household, ())
        if not left or self.before.get(household) or not self._is_as_it_was:
            return False
        rooms = {each.id for each in self.roster.officials.values() if self.loads[each.id] < self.soft_cap}
        given = {each for each in rooms if not self.roster.officials[each].hindrance}
        return all(given <= self.barred(self.sources.done[key], None) for key in left)

    @cached_property
    def _is_as_it_was(self) -> bool:
        """Tell whether everybody has the valid official whom the register names, or none where it names none."""
        return all(
            self.valid_present(key, person) == self.sources.officials.get(key, "")
            for key, person in self.sources.done.items()
        )

    @cached_property
    def units(self) -> Sequence[Unit]:
        """The units of all placed people."""
        return list(self._units())

    def _units(self) -> Iterator[Unit]:
        for household, ids in self.households.items():
            if self.is_free(household):
                yield from (self._unit([each], "") for each in ids)
                continue
            before = {self.sources.earlier.get(key, "") for key in self.before.get(household, ())}
            yield self._unit(ids, household, only=frozenset(before))

    def _unit(self, ids: Sequence[str], household: str, only: frozenset[str] = frozenset()) -> Unit:
        people = [(self.sources.done[key], self.notice(key)) for key in ids]
        barred = frozenset().union(*(self.barred(person, notice) for person, notice in people))
        if only:
            barred |= self.roster.officials.keys() - only
        presents = [self._valid(present_of(person), person, notice) for person, notice in people]
        valid = [each for each in presents if each]
        present = valid[0] if valid and valid[0] not in barred else ""
        return Unit(
            ids=ids,
            household=household,
            zones=tuple(_zone(self.row_of[key]["행정동"]) for key in ids),
            official=self.sources.officials[ids[0]],
            present=present,
            weight=len(valid) if present else 0,
            barred=barred,
            at=tuple(self.row_of[key].at for key in ids),
        )

    @cached_property
    def loads(self) -> Counter[str]:
        """Count everybody's people: placed now or by an earlier part, or keeping their place while they wait."""
        loads = Counter(dict.fromkeys(self.roster.officials, 0))
        loads.update(self.sources.officials.values())
        loads.update(self.sources.earlier.values())
        for person in self.sources.waiting:
            if present := self._valid(present_of(person), person, None):
                loads[present] += 1
        return loads

    @cached_property
    def changed(self) -> int:
        """Count those whose valid present official is not theirs any more."""
        return sum(
            present != self.sources.officials.get(key, "")
            for key, person in self.sources.done.items()
            if (present := self.valid_present(key, person))
        )


def _zone(cell: object) -> str:
    return "" if key_of(cell) == UNDECIDED else key_of(cell)
