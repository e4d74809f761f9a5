"""The integer program of the classes: how many seats end in which pattern, and how many units go where.

For fixed patterns what is left is a flow of units through dongs, so only the patterns are integers.
Officials farther than adjacent are reached through one pool for each size, for they all cost the same;
units that must not have somebody go without it. By Hall's theorem they find places if, for every set of
officials that several must not have, no more of them come to a dong than it has places elsewhere.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from jikwon.processes.assignment.optimum.classes import Classes, Pattern, SeatClass, Supply, closed_under_intersection
from jikwon.processes.assignment.optimum.problem import AIMS, FAR, Vector

UNASSIGNED, OVER, CHANGED, DISTANCE, LOAD_SQUARES = range(len(AIMS))


class Column(NamedTuple):
    """What a column counts: seats of a class in a pattern, or units of a supply that go to a dong.

    `zone` is None for units that stay without a place, `POOL` for those that go far.
    """

    of: SeatClass | Supply | int
    pattern: Pattern | None = None
    zone: str | None = None


POOL = "\0far"
Costs = tuple[int, int, int, int, int]


class Program:
    """Columns with their costs in every aim, and rows over them, as plain lists."""

    def __init__(self, classes: Classes) -> None:
        self.classes = classes
        self.columns: list[Column] = []
        self.costs: list[Costs] = []
        self.upper: list[int] = []
        self.entries: list[tuple[int, int, int]] = []
        self.bounds: list[tuple[float, float]] = []
        self._slots: dict[tuple[str, int], int] = {}
        self._supply_rows: dict[Supply, int] = {}
        self._here: dict[tuple[str, int], list[tuple[int, int, str]]] = defaultdict(list)
        self._sent: dict[tuple[Supply, str], int] = {}
        self.constant: Costs = (0, 0, classes.problem.lost, self._distance_of_settled(), 0)
        self._add_seats()
        self._add_units()
        self._add_barred()

    def value(self, counts: Sequence[int]) -> Vector:
        """Give the aims of a whole solution."""
        sums = [sum(cost[aim] * count for cost, count in zip(self.costs, counts, strict=True)) for aim in range(5)]
        return Vector(*(sum_ + constant for sum_, constant in zip(sums, self.constant, strict=True)))

    def _distance_of_settled(self) -> int:
        """Give the distance of those who stay whatever the plan is: no column counts it."""
        if not self.classes.settled:
            return 0
        problem = self.classes.problem
        return sum(
            problem.distance(tuple(sorted(unit.zones)), problem.seat_of[unit.present].zone)
            for unit in problem.units
            if unit.present
        )

    def _row(self, low: float, high: float) -> int:
        self.bounds.append((low, high))
        return len(self.bounds) - 1

    def _column(self, column: Column, costs: Costs, upper: int, entries: dict[int, int]) -> int:
        number = len(self.columns)
        self.columns.append(column)
        self.costs.append(costs)
        self.upper.append(upper)
        self.entries.extend((row, number, value) for row, value in entries.items() if value)
        return number

    def _supply_row(self, supply: Supply) -> int:
        if (known := self._supply_rows.get(supply)) is None:
            count = len(self.classes.supplies.get(supply, ()))
            known = self._supply_rows[supply] = self._row(count, count)
        return known

    def _slot_row(self, zone: str, size: int) -> int:
        """Give the row: units of a size that come to a dong = places that patterns have for them."""
        if (known := self._slots.get((zone, size))) is None:
            known = self._slots[zone, size] = self._row(0, 0)
        return known

    def _add_seats(self) -> None:
        for of, seats in self.classes.seats.items():
            row = self._row(len(seats), len(seats))
            stays = [(kind, self.classes.distance(kind.supply, of.zone)) for kind, _ in of.sitting]
            leaving = [self._supply_row(kind.supply) for kind, _ in of.sitting]
            for pattern in self.classes.patterns(of):
                entries = {row: 1}
                changed = distance = 0
                for (_, count), stay, (kind, each), supply in zip(
                    of.sitting, pattern.stay, stays, leaving, strict=True
                ):
                    changed += kind.weight * (count - stay)
                    distance += each * stay
                    entries[supply] = entries.get(supply, 0) - (count - stay)
                for size, count in pattern.come:
                    entries[self._slot_row(of.zone, size)] = -count
                costs = (0, max(0, pattern.load - of.cap), changed, distance, pattern.load * pattern.load)
                number = self._column(Column(of, pattern), costs, len(seats), entries)
                for size, count in pattern.come:
                    self._here[of.zone, size].append((number, count, of.marked))

    def _add_units(self) -> None:
        zones = sorted({of.zone for of in self.classes.seats})
        pools: dict[int, int] = {}
        for supply, row in [(each, self._supply_row(each)) for each in [*self.classes.supplies, *self._supply_rows]]:
            if (supply, "") in self._sent:
                continue
            self._sent[supply, ""] = row
            most, size = self._most(supply), supply.size
            self._column(Column(supply), (size, 0, 0, 0, 0), most, {row: 1})
            for zone in zones:
                distance = self.classes.distance(supply, zone)
                if (supply.barred or distance < FAR * size) and (zone, size) in self._slots:
                    entries = {row: 1, self._slots[zone, size]: 1}
                    number = self._column(Column(supply, zone=zone), (0, 0, 0, distance, 0), most, entries)
                    self._sent[supply, f"\1{zone}"] = number
            if not supply.barred:
                pool = pools[size] if size in pools else pools.setdefault(size, self._row(0, 0))
                self._column(Column(supply, zone=POOL), (0, 0, 0, FAR * size, 0), most, {row: 1, pool: 1})
        for size, pool in pools.items():
            for zone in zones:
                if (slots := self._slots.get((zone, size))) is not None:
                    count = len(self.classes.problem.units)
                    self._column(Column(size, zone=zone), (0, 0, 0, 0, 0), count, {pool: -1, slots: 1})

    def _most(self, supply: Supply) -> int:
        sitting = (
            count * len(seats)
            for of, seats in self.classes.seats.items()
            for kind, count in of.sitting
            if kind.supply == supply
        )
        return len(self.classes.supplies.get(supply, ())) + sum(sitting)

    def _add_barred(self) -> None:
        """Leave places for units that must not have some officials: Hall's condition, dong by dong."""
        supplies = [supply for supply in self._supply_rows if supply.barred]
        for barred in closed_under_intersection({supply.barred: None for supply in supplies}):
            for (zone, size), here in self._here.items():
                coming = [
                    number
                    for supply in supplies
                    if supply.size == size and supply.barred >= barred
                    if (number := self._sent.get((supply, f"\1{zone}"))) is not None
                ]
                if coming and any(marked in barred for _, _, marked in here if marked):
                    row = self._row(-float("inf"), 0)
                    self.entries.extend((row, number, 1) for number in coming)
                    elsewhere = [(number, count) for number, count, marked in here if marked not in barred]
                    self.entries.extend((row, number, -count) for number, count in elsewhere)
