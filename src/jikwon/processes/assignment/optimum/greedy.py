"""A plan that anybody would make: who has an official keeps them, the others go where it costs least now.

The start of the solver where its time is bounded, so that there always is a plan.
"""

from jikwon.processes.assignment.optimum.problem import Problem, Unit
from jikwon.processes.assignment.optimum.standing import Standing, over


def plan(problem: Problem) -> list[str]:
    """Keep present officials as far as there is room, then place the largest units first."""
    made = [""] * len(problem.units)
    standing = Standing(problem, made)
    order = sorted(enumerate(problem.units), key=lambda each: (not each[1].present, -each[1].size, each[0]))
    for number, unit in order:
        present = unit.present
        has_room = present and standing.load[present] + unit.size <= problem.soft_cap
        if seat := present if has_room else _cheapest(problem, standing, unit):
            made[number] = seat
            standing.add(seat, unit.size)
    return made


def _cheapest(problem: Problem, standing: Standing, unit: Unit) -> str:
    best, least = "", None
    for group in standing.with_room(unit.size, problem.soft_cap):
        load = group.load + unit.size
        more = over(load, group.cap) - over(group.load, group.cap)
        cost = (more, problem.distance(unit.zones, group.zone), 2 * group.load * unit.size)
        if least is not None and cost > least[:3]:
            continue
        if (seat := standing.first(group, without=unit.barred)) is not None:
            ranked = (*cost, standing.rank[seat])
            if least is None or ranked < least:
                best, least = seat, ranked
    return best
