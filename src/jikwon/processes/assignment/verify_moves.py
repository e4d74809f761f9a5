"""Every unit moved to every other official: nobody may come earlier at the same cost, and the next best is named."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from jikwon.processes.assignment.verify_roster import Official
from jikwon.processes.assignment.verify_units import Unit, Units

More = tuple[int, int, int, int]
"""By how much (2) over, (3) changed, (4) distance and (5) squares would be more."""
Kind = tuple[str, int, int]
"""Dong, cap and load."""


class Move(NamedTuple):
    """A unit's next best official, and by how much the aims would be more."""

    official: Official
    more: More


class Moves:
    """The officials who may be given people, by dong, cap and load, in the order of the fixed rule."""

    def __init__(self, units: Units) -> None:
        self._units = units
        self._officials = units.roster.officials
        self._kinds: Mapping[Kind, list[Official]] = self._in_order()
        self._costs = lru_cache(maxsize=None)(self._sorted_costs)

    def _in_order(self) -> Mapping[Kind, list[Official]]:
        found: dict[Kind, list[Official]] = defaultdict(list)
        for each in sorted(self._officials.values(), key=lambda each: each.order):
            if not each.hindrance:
                found[self._kind(each)].append(each)
        return found

    def _kind(self, official: Official) -> Kind:
        return (official.zone, official.cap, self._units.loads[official.id])

    def best(self, unit: Unit) -> Move | None:
        """Give the move that costs least, in the order of the aims, then of the officials."""
        return next(self._moves(unit), None)

    def is_first(self, unit: Unit) -> bool:
        """Tell whether no official who comes earlier would cost the same in every aim."""
        here, best = self._officials[unit.official], self.best(unit)
        return best is None or any(best.more) or here.order < best.official.order

    def _moves(self, unit: Unit) -> Iterator[Move]:
        kind = self._kind(self._officials[unit.official])
        losing = unit.weight if unit.official == unit.present else 0
        away = {*unit.barred, unit.official, unit.present}
        found = list[Move]()
        for more, kinds in self._costs(tuple(sorted(unit.zones)), kind, losing):
            firsts = [next((each for each in self._kinds[there] if each.id not in away), None) for there in kinds]
            if there := [each for each in firsts if each is not None]:
                found.append(Move(min(there, key=lambda each: each.order), more))
                break
        if unit.present and unit.present != unit.official:
            back = self._officials[unit.present]
            if self._units.loads[back.id] + len(unit.ids) <= self._units.soft_cap:
                found.append(Move(back, self._more(tuple(sorted(unit.zones)), kind, self._kind(back), -unit.weight)))
        return iter(sorted(found, key=lambda move: (move.more, move.official.order)))

    def _sorted_costs(self, zones: tuple[str, ...], here: Kind, losing: int) -> Sequence[tuple[More, Sequence[Kind]]]:
        found: dict[More, list[Kind]] = defaultdict(list)
        for there in self._kinds:
            if there[2] + len(zones) <= self._units.soft_cap:
                found[self._more(zones, here, there, losing)].append(there)
        return sorted(found.items())

    def _more(self, zones: tuple[str, ...], here: Kind, there: Kind, losing: int) -> More:
        people, distance = len(zones), self._units.roster.distance
        before = (_over(here[2], here[1]) + _over(there[2], there[1]), here[2] ** 2 + there[2] ** 2)
        left, come = here[2] - people, there[2] + people
        after = (_over(left, here[1]) + _over(come, there[1]), left**2 + come**2)
        far = sum(distance(zone, there[0]) - distance(zone, here[0]) for zone in zones)
        return (after[0] - before[0], losing, far, after[1] - before[1])


def _over(load: int, cap: int) -> int:
    return max(load - cap, 0)
