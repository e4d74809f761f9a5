"""What is the same to the aims, counted together: supplies of units, classes of seats, and their patterns.

Units of one size and dong that lack a place are one supply. Seats of one dong, cap and kept load with
the same units present are one class. What a seat can hold in the end is a pattern: which of its present
units stay, and how many units of each size come. So a district of thousands is a program of hundreds.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from jikwon.processes.assignment.optimum.problem import Problem, Seat, Unit


class Supply(NamedTuple):
    """Units that are the same to the aims once they have no place."""

    zones: tuple[str, ...]
    barred: frozenset[str]

    @property
    def size(self) -> int:
        """The size of each of its units."""
        return len(self.zones)


class Sitting(NamedTuple):
    """Present units that are the same to the aims; `weight` members of each lose their official."""

    supply: Supply
    weight: int


class SeatClass(NamedTuple):
    """Seats that are the same to the aims; `marked` names the one that somebody must not have."""

    zone: str
    cap: int
    kept: int
    sitting: tuple[tuple[Sitting, int], ...]
    marked: str


class Pattern(NamedTuple):
    """How a seat of a class ends: `stay` counts its sitting units in their order, `come` the sizes that come."""

    stay: tuple[int, ...]
    come: tuple[tuple[int, int], ...]
    load: int


class Classes:
    """A problem, gathered. With `whole` all dongs are one: enough for the aims that no distance touches.

    With `settled` every unit stays where it is present: what is left when no valid official need change.
    """

    def __init__(self, problem: Problem, *, whole: bool = False, settled: bool = False) -> None:
        self.problem = problem
        self._whole = whole
        self.settled = settled
        self.supplies: dict[Supply, list[int]] = defaultdict(list)
        self.sitters: dict[str, dict[Sitting, list[int]]] = defaultdict(lambda: defaultdict(list))
        self._marked = frozenset().union(*(unit.barred for unit in problem.units))
        for number, unit in enumerate(problem.units):
            if unit.present:
                self.sitters[unit.present][Sitting(self.supply(unit), unit.weight)].append(number)
            else:
                self.supplies[self.supply(unit)].append(number)
        self.sizes = sorted({unit.size for unit in problem.units if not (settled and unit.present)})
        self.seats: dict[SeatClass, list[Seat]] = defaultdict(list)
        for seat in problem.seats:
            self.seats[self._class(seat)].append(seat)

    def zone(self, seat: Seat) -> str:
        """Give a seat's dong as the classes see it."""
        return "" if self._whole else seat.zone

    def supply(self, unit: Unit) -> Supply:
        """Give the supply that a unit belongs to when it has no place."""
        zones = ("",) * unit.size if self._whole else tuple(sorted(unit.zones))
        return Supply(zones, unit.barred)

    def _class(self, seat: Seat) -> SeatClass:
        sitters = self.sitters.get(seat.key, {})
        marked = seat.key if seat.key in self._marked else ""
        if self.settled:
            kept = seat.kept + sum(kind.supply.size * len(units) for kind, units in sitters.items())
            return SeatClass(self.zone(seat), seat.cap, kept, (), marked)
        sitting = sorted(
            ((kind, len(units)) for kind, units in sitters.items()),
            key=lambda each: (each[0].supply.zones, sorted(each[0].supply.barred), each[0].weight),
        )
        return SeatClass(self.zone(seat), seat.cap, seat.kept, tuple(sitting), marked)

    def patterns(self, of: SeatClass) -> Iterator[Pattern]:
        """Give every way in which a seat of the class can end."""
        for stay in product(*(range(count, -1, -1) for _, count in of.sitting)):
            load = of.kept + sum(count * kind.supply.size for count, (kind, _) in zip(stay, of.sitting, strict=True))
            if load > self.problem.soft_cap and any(stay):
                continue
            for come in _multisets(self.sizes, self.problem.soft_cap - load):
                yield Pattern(stay, come, load + sum(size * count for size, count in come))

    def distance(self, supply: Supply, zone: str) -> int:
        """Give a unit's distance to a dong; none where all dongs are one."""
        return 0 if self._whole else self.problem.distance(supply.zones, zone)


def _multisets(sizes: Sequence[int], room: int) -> Iterator[tuple[tuple[int, int], ...]]:
    """Give every choice of sizes that fits into `room`, as (size, how many) in ascending order."""
    yield ()
    for index, size in enumerate(sizes):
        for count in range(1, max(room, 0) // size + 1):
            for more in _multisets(sizes[index + 1 :], room - size * count):
                yield ((size, count), *more)


def closed_under_intersection(sets: Mapping[frozenset[str], object]) -> list[frozenset[str]]:
    """Give the sets and all their non-empty intersections, in an order of their own."""
    found = {each for each in sets if each}
    while more := {one & other for one in found for other in found if one & other} - found:
        found |= more
    return sorted(found, key=sorted)
