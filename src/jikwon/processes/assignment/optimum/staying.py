"""Who stays with an official whom more people name than can stay, where the aims leave it open: the lower number.

Between two best plans only those can differ who stay with a present official or are left without one,
official by official, so that settling each official's own settles them all. A run on the register that
says what the last one gave finds the same people, for it has these choices or fewer.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from jikwon.processes.assignment.optimum.problem import Problem

Sum: TypeAlias = tuple[int, int, int]
"""People, those who would lose a valid official, and distance."""


def first(problem: Problem, plan: Sequence[str]) -> list[str]:
    """Give a plan that costs the same, in which the units with the lowest keys stay."""
    plan = list(plan)
    naming: dict[str, list[int]] = defaultdict(list)
    for number, unit in enumerate(problem.units):
        if unit.present and plan[number] in ("", unit.present):
            naming[unit.present].append(number)
    for seat, numbers in naming.items():
        if any(not plan[number] for number in numbers):
            stay = _lowest([_sum(problem, number) for number in numbers], [bool(plan[number]) for number in numbers])
            for number, stays in zip(numbers, stay, strict=True):
                plan[number] = seat if stays else ""
    return plan


def _sum(problem: Problem, number: int) -> Sum:
    unit = problem.units[number]
    return unit.size, unit.weight, problem.distance(unit.zones, problem.seat_of[unit.present].zone)


def _lowest(sums: Sequence[Sum], stay: Sequence[bool]) -> list[bool]:
    """Choose the units that come first of those whose sums add up to what the staying ones do."""
    left = _total(each for each, stays in zip(sums, stay, strict=True) if stays)
    reachable: list[set[Sum]] = [{(0, 0, 0)}]  # what the last units can add up to, none of it beyond what is left
    for each in reversed(sums):
        reachable.append(reachable[-1] | {more for sum_ in reachable[-1] if _fits(more := _add(sum_, each), left)})
    chosen = []
    for each, rest in zip(sums, reachable[-2::-1], strict=True):
        without = _minus(left, each)
        chosen.append(without in rest)
        left = without if chosen[-1] else left
    return chosen


def _total(sums: Iterable[Sum]) -> Sum:
    size, weight, distance = (sum(column) for column in zip((0, 0, 0), *sums, strict=True))
    return size, weight, distance


def _add(one: Sum, other: Sum) -> Sum:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def _minus(one: Sum, other: Sum) -> Sum:
    return one[0] - other[0], one[1] - other[1], one[2] - other[2]


def _fits(one: Sum, other: Sum) -> bool:
    return one[0] <= other[0] and one[1] <= other[1] and one[2] <= other[2]
