"""Where every official stands while units move: loads, and who comes first among those that are the same."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from jikwon.processes.assignment.optimum.problem import Problem


class Group(NamedTuple):
    """Officials of one dong with the same cap and load."""

    zone: str
    cap: int
    load: int


class Standing:
    """The loads of a plan, and in every group the officials in the order of the fixed rule."""

    def __init__(self, problem: Problem, plan: Sequence[str]) -> None:
        self._seats = problem.seats
        self.rank = {seat.key: rank for rank, seat in enumerate(problem.seats)}
        self.load = dict(problem.loads(plan))
        self.groups: dict[Group, list[int]] = defaultdict(list)
        for rank, seat in enumerate(problem.seats):
            self.groups[Group(seat.zone, seat.cap, self.load[seat.key])].append(rank)
        self.zones = sorted({seat.zone for seat in problem.seats})
        self.caps = sorted({seat.cap for seat in problem.seats})

    def group_of(self, key: str) -> Group:
        """Give the group in which an official stands."""
        seat = self._seats[self.rank[key]]
        return Group(seat.zone, seat.cap, self.load[key])

    def add(self, key: str, people: int) -> None:
        """Let a load grow, or shrink where `people` is negative."""
        rank, before = self.rank[key], self.groups[self.group_of(key)]
        del before[bisect_left(before, rank)]
        self.load[key] += people
        insort(self.groups[self.group_of(key)], rank)

    def first(self, group: Group, *, without: Collection[str]) -> str | None:
        """Give the group's first official who is none of `without`."""
        for rank in self.groups.get(group, ()):
            if (key := self._seats[rank].key) not in without:
                return key
        return None

    def with_room(self, size: int, soft_cap: int) -> Iterator[Group]:
        """Give the groups in which somebody stands and `size` more people have room."""
        return (group for group, ranks in self.groups.items() if ranks and group.load + size <= soft_cap)


def over(load: int, cap: int) -> int:
    """Give how many people are beyond the cap."""
    return max(0, load - cap)
