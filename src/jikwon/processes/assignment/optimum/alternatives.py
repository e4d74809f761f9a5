"""What the next best official would have cost: each unit moved alone, everybody else where they are."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from jikwon.processes.assignment.optimum.problem import Problem, Unit, Vector
from jikwon.processes.assignment.optimum.standing import Group, Standing, over


class Alternative(NamedTuple):
    """The next best official, and by how much each aim would be more."""

    seat: str
    more: Vector


def of(problem: Problem, plan: Sequence[str]) -> list[Alternative | None]:
    """Give each unit's next best official, None for one without a place or without another official.

    Candidates are those who may have the unit and have room for it; the first is the one who changes the
    aims least, in their order, then the first in the order of the fixed rule.
    """
    looking = _Looking(problem, plan)
    return [looking.best(unit, seat) if seat else None for unit, seat in zip(problem.units, plan, strict=True)]


class _Looking:
    """The officials as they stand, and for each kind of unit the groups in the order of what they cost."""

    def __init__(self, problem: Problem, plan: Sequence[str]) -> None:
        self.problem = problem
        self.standing = Standing(problem, plan)
        self.groups = lru_cache(maxsize=None)(self._groups)

    def best(self, unit: Unit, seat: str) -> Alternative | None:
        """Give the unit's next best official."""
        here = self.standing.group_of(seat)
        weight = unit.weight if seat == unit.present else 0
        found = self._among(unit, seat, self.groups(tuple(sorted(unit.zones)), here, weight))
        back = self._back(unit, seat, here)
        return min(filter(None, (found, back)), key=lambda each: each.more, default=None)

    def _among(self, unit: Unit, seat: str, groups: Sequence[tuple[Vector, Sequence[Group]]]) -> Alternative | None:
        without = {*unit.barred, seat, unit.present}
        for more, same in groups:
            firsts = [self.standing.first(group, without=without) for group in same]
            if ranked := [(self.standing.rank[each], each) for each in firsts if each is not None]:
                return Alternative(min(ranked)[1], more)
        return None

    def _back(self, unit: Unit, seat: str, here: Group) -> Alternative | None:
        """Give the valid present official that the unit has lost, if there is room."""
        if not unit.present or unit.present == seat:
            return None
        there = self.standing.group_of(unit.present)
        if there.load + unit.size > self.problem.soft_cap:
            return None
        return Alternative(unit.present, self._more(tuple(sorted(unit.zones)), here, there, -unit.weight))

    def _groups(self, zones: tuple[str, ...], here: Group, weight: int) -> Sequence[tuple[Vector, Sequence[Group]]]:
        rooms = self.standing.with_room(len(zones), self.problem.soft_cap)
        costs = sorted((self._more(zones, here, there, weight), there) for there in rooms)
        return tuple(_gathered(costs))

    def _more(self, zones: tuple[str, ...], here: Group, there: Group, weight: int) -> Vector:
        size, distance = len(zones), self.problem.distance
        left, come = here.load - size, there.load + size
        return Vector(
            unassigned=0,
            over=over(come, there.cap) - over(there.load, there.cap) + over(left, here.cap) - over(here.load, here.cap),
            changed=weight,
            distance=distance(zones, there.zone) - distance(zones, here.zone),
            load_squares=come**2 - there.load**2 + left**2 - here.load**2,
        )


def _gathered(costs: Sequence[tuple[Vector, Group]]) -> Iterator[tuple[Vector, Sequence[Group]]]:
    for more, same in groupby(costs, key=lambda each: each[0]):
        yield more, [group for _, group in same]
