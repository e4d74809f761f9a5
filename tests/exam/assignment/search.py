"""The best vector of a small roster by exhaustive search, and moves that a best assignment cannot have left open.

Who is placed together depends on the best vector in one case: where the register as it stands is the best
already, with every household free of which only some have an official, nothing moves.
"""

from collections.abc import Iterator, Sequence
from itertools import product

from .facts import NOBODY, Official, Roster, Unit, Vector, kept_of, placed_units, vector_of

Loads = tuple[int, ...]
SMALL = 40


def units_of(roster: Roster) -> list[Unit]:
    """Return who is placed together, and who alone."""
    free = placed_units(roster, apart=True)
    units = placed_units(roster)
    return free if len(free) > len(units) and _is_best_as_it_stands(roster, free) else units


def _is_best_as_it_stands(roster: Roster, units: Sequence[Unit]) -> bool:
    chosen = [next(filter(None, unit.valid), NOBODY) for unit in units]
    if not fits(roster, units, chosen):
        return False
    around = Neighbourhood(roster, units, chosen)
    if next(around.better(), None) is not None:
        return False
    assert len(units) < SMALL, "too many to search"
    return vector_of(roster, units, chosen) == best_vector_of(roster, units)


def best_vector(roster: Roster) -> Vector:
    """Return the best vector there is."""
    return best_vector_of(roster, units_of(roster))


def best_vector_of(roster: Roster, units: Sequence[Unit]) -> Vector:
    """Return the best vector of these units, by every vector of loads that can be reached.

    Loads decide the aims (1), (2) and (5); of all choices with equal loads the one with the fewest officials
    lost and then the least distance counts.
    """
    officials = list(roster.officials)
    kept = kept_of(roster)
    start = tuple(kept[one.number] for one in officials)
    reached: dict[Loads, tuple[int, int]] = {start: (0, 0)}
    for unit in units:
        following: dict[Loads, tuple[int, int]] = {}
        for loads, (lost, distance) in reached.items():
            for new, more_lost, more_way in _choices(roster, officials, unit, loads):
                value = lost + more_lost, distance + more_way
                if new not in following or value < following[new]:
                    following[new] = value
        reached = following
    people = sum(unit.size for unit in units) + sum(start)
    return min(_vector(roster, officials, loads, people, value) for loads, value in reached.items())


def _choices(
    roster: Roster, officials: Sequence[Official], unit: Unit, loads: Loads
) -> Iterator[tuple[Loads, int, int]]:
    yield loads, unit.lost(NOBODY), 0
    for place, one in enumerate(officials):
        if one.number in unit.allowed and loads[place] + unit.size <= roster.soft_cap:
            new = (*loads[:place], loads[place] + unit.size, *loads[place + 1 :])
            yield new, unit.lost(one.number), sum(roster.distance(member, one) for member in unit.members)


def _vector(roster: Roster, officials: Sequence[Official], loads: Loads, people: int, value: tuple[int, int]) -> Vector:
    over = sum(max(0, load - roster.cap_of(one)) for load, one in zip(loads, officials, strict=True))
    return people - sum(loads), over, *value, sum(load * load for load in loads)


def best_of_all(roster: Roster) -> Vector:
    """Return the best vector by trying every choice one by one; for the tiniest rosters."""
    units = units_of(roster)
    choices = [(NOBODY, *sorted(unit.allowed)) for unit in units]
    fitting = (chosen for chosen in product(*choices) if fits(roster, units, chosen))
    return min(vector_of(roster, units, chosen) for chosen in fitting)


def fits(roster: Roster, units: Sequence[Unit], chosen: Sequence[str]) -> bool:
    """Tell whether no official has more people than the soft cap."""
    loads = kept_of(roster)
    for unit, number in zip(units, chosen, strict=True):
        if number:
            loads[number] += unit.size
    return max(loads.values(), default=0) <= roster.soft_cap


class Neighbourhood:
    """An assignment and everything one step away from it: a unit moved, or two exchanged."""

    def __init__(self, roster: Roster, units: Sequence[Unit], chosen: Sequence[str]) -> None:
        self.roster, self.units, self.chosen = roster, list(units), list(chosen)
        self.officials = {one.number: one for one in roster.officials}
        self.loads = kept_of(roster)
        for unit, number in zip(units, chosen, strict=True):
            if number:
                self.loads[number] += unit.size

    def better(self) -> Iterator[str]:
        """Name every step that would make the vector smaller."""
        for place, unit in enumerate(self.units):
            for number in (NOBODY, *unit.allowed):
                if number != self.chosen[place] and self._change({place: number}) < (0,) * 5:
                    yield f"unit {place} to {number or 'nobody'}"
        for first in range(len(self.units)):
            for second in range(first):
                yield from self._exchange(first, second)

    def _exchange(self, first: int, second: int) -> Iterator[str]:
        one, other = self.chosen[first], self.chosen[second]
        possible = one != other and self._may(first, other) and self._may(second, one)
        if possible and self._change({first: other, second: one}) < (0,) * 5:
            yield f"units {first} and {second} exchanged"

    def _may(self, place: int, number: str) -> bool:
        return number == NOBODY or number in self.units[place].allowed

    def unfair(self) -> Iterator[str]:
        """Name everyone alone who could move to an official assigned longer ago with the vector unchanged."""
        for place, unit in enumerate(self.units):
            present = self.officials.get(self.chosen[place])
            for number in unit.allowed if present and unit.size == 1 else ():
                older = present and self.officials[number].waited_since < present.waited_since
                if older and self._change({place: number}) == (0,) * 5:
                    yield f"{unit.members[0].number} from {present.number if present else ''} to {number}"

    def _change(self, moves: dict[int, str]) -> Vector:
        """Return by how much the vector changes; a load above the soft cap is infinitely worse."""
        loads: dict[str, int] = {}
        unassigned = lost = distance = 0
        for place, number in moves.items():
            unit, before = self.units[place], self.chosen[place]
            lost += unit.lost(number) - unit.lost(before)
            distance += self._way(unit, number) - self._way(unit, before)
            unassigned += unit.size * ((number == NOBODY) - (before == NOBODY))
            for name, more in ((number, unit.size), (before, -unit.size)):
                if name:
                    loads[name] = loads.get(name, self.loads[name]) + more
        if any(load > self.roster.soft_cap for load in loads.values()):
            return len(self.units) + 1, 0, 0, 0, 0
        over = squares = 0
        for name, load in loads.items():
            cap, old = self.roster.cap_of(self.officials[name]), self.loads[name]
            over += max(0, load - cap) - max(0, old - cap)
            squares += load * load - old * old
        return unassigned, over, lost, distance, squares

    def _way(self, unit: Unit, number: str) -> int:
        if number == NOBODY:
            return 0
        return sum(self.roster.distance(one, self.officials[number]) for one in unit.members)
