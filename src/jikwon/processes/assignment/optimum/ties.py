"""The fixed rule for what the aims leave open: who has waited longest since the last assignment, then the id.

In the end no unit could move to an official who comes earlier in that order with all aims unchanged. A
move leaves Σ load² as it is exactly if both officials exchange their loads, so few need to be looked at.
"""

from collections.abc import Iterator, Sequence

from jikwon.processes.assignment.optimum.problem import Problem, Unit
from jikwon.processes.assignment.optimum.standing import Group, Standing, over


def settled(problem: Problem, plan: Sequence[str]) -> list[str]:
    """Move units to officials who come earlier, as long as one can move and nothing else changes.

    Every move lowers the sum of the officials' ranks, so that it ends.
    """
    plan = list(plan)
    standing = Standing(problem, plan)
    todo = [number for number, seat in enumerate(plan) if seat and _may_move(problem.units[number], seat)]
    has_moved = True
    while has_moved:
        has_moved = False
        for number in todo:
            unit, seat = problem.units[number], plan[number]
            if (better := _earlier(problem, standing, unit, seat)) is not None:
                standing.add(seat, -unit.size)
                standing.add(better, unit.size)
                plan[number] = better
                has_moved = True
    return plan


def _may_move(unit: Unit, seat: str) -> bool:
    return seat != unit.present or not unit.weight


def _earlier(problem: Problem, standing: Standing, unit: Unit, seat: str) -> str | None:
    """Find the first official, earlier than `seat`, with whom every aim would be the same."""
    best, limit = None, standing.rank[seat]
    for group in _same(problem, standing, unit, seat):
        found = standing.first(group, without=unit.barred)
        if found is not None and standing.rank[found] < limit and _may_move(unit, found):
            best, limit = found, standing.rank[found]
    return best


def _same(problem: Problem, standing: Standing, unit: Unit, seat: str) -> Iterator[Group]:
    here, size = standing.group_of(seat), unit.size
    low = here.load - size
    distance = problem.distance(unit.zones, here.zone)
    spared = over(here.load, here.cap) - over(low, here.cap)
    caps = [cap for cap in standing.caps if over(here.load, cap) - over(low, cap) == spared]
    for zone in standing.zones:
        if problem.distance(unit.zones, zone) == distance:
            for cap in caps:
                yield Group(zone, cap, low)
