"""From counts to people and back: which official ends in which pattern, and which unit takes which place."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from jikwon.processes.assignment.optimum.classes import Classes, Pattern, SeatClass, Sitting, Supply
from jikwon.processes.assignment.optimum.problem import FAR, Problem, Seat
from jikwon.processes.assignment.optimum.program import POOL, Program

Place = tuple[str, int]
"""A dong and a unit's size."""


def plan_of(program: Program, counts: Sequence[int]) -> list[str]:
    """Give each unit an official as the counts say; of equals the first in order takes the most."""
    return _Seating(program, counts).plan()


class _Seating:
    """Units on their way to officials."""

    def __init__(self, program: Program, counts: Sequence[int]) -> None:
        self.classes: Classes = program.classes
        self.problem: Problem = program.classes.problem
        self.placed: list[str] = [unit.present if self.classes.settled else "" for unit in self.problem.units]
        self.waiting = {supply: list(units) for supply, units in self.classes.supplies.items()}
        self.slots: dict[Place, list[str]] = defaultdict(list)
        self.chosen: dict[SeatClass, list[tuple[Pattern, int]]] = defaultdict(list)
        self.sent: dict[Supply, Counter[str | None]] = defaultdict(Counter)
        self.pooled: dict[int, Counter[str]] = defaultdict(Counter)
        for column, count in zip(program.columns, counts, strict=True):
            if not count:
                continue
            if isinstance(column.of, SeatClass):
                assert column.pattern is not None
                self.chosen[column.of].append((column.pattern, count))
            elif isinstance(column.of, Supply):
                self.sent[column.of][column.zone] += count
            else:
                assert column.zone is not None
                self.pooled[column.of][column.zone] += count

    def plan(self) -> list[str]:
        for of, patterns in self.chosen.items():
            self._seat(of, patterns)
        coming: dict[Place, list[int]] = defaultdict(list)
        for supply in sorted(self.waiting, key=lambda each: (each.zones, sorted(each.barred))):
            units = iter(sorted(self.waiting[supply]))
            for zone, count in self._zones(supply):
                coming[zone, supply.size] += [next(units) for _ in range(count)]
        for place in sorted(coming):
            self._match(coming[place], self.slots[place])
        return self.placed

    def _seat(self, of: SeatClass, patterns: list[tuple[Pattern, int]]) -> None:
        """Give the patterns of a class to its seats: who waited longest is given the most."""
        patterns.sort(key=lambda each: (-each[0].load, each[0].stay, each[0].come))
        seats = iter(self.classes.seats[of])
        for pattern, count in patterns:
            for _ in range(count):
                seat = next(seats)
                self._stay(seat, of.sitting, pattern.stay)
                for size, times in pattern.come:
                    self.slots[of.zone, size] += [seat.key] * times

    def _stay(self, seat: Seat, sitting: Sequence[tuple[Sitting, int]], stay: Sequence[int]) -> None:
        for (kind, _), count in zip(sitting, stay, strict=True):
            units = self.classes.sitters[seat.key][kind]
            for unit in units[:count]:
                self.placed[unit] = seat.key
            self.waiting.setdefault(kind.supply, []).extend(units[count:])

    def _zones(self, supply: Supply) -> Iterator[tuple[str, int]]:
        """Give the dongs a supply's units go to; the pool's are dealt in order."""
        sent = self.sent[supply]
        yield from sorted((zone, count) for zone, count in sent.items() if zone is not None and zone != POOL)
        left, pool = sent[POOL], self.pooled[supply.size]
        for zone in sorted(pool):
            if taken := min(left, pool[zone]):
                pool[zone] -= taken
                left -= taken
                yield zone, taken

    def _match(self, units: Sequence[int], slots: Sequence[str]) -> None:
        """Put units into places, those first that must not have somebody; augmenting paths find room for them."""
        taken: dict[int, int] = {}
        barred = [unit for unit in units if self.problem.units[unit].barred]
        for unit in barred:
            self._augment(unit, slots, taken, set())
        free = (slot for slot in range(len(slots)) if slot not in taken)
        owners = set(taken.values())
        for unit in units:
            if unit not in owners:
                taken[next(free)] = unit
        for slot, unit in taken.items():
            self.placed[unit] = slots[slot]

    def _augment(self, unit: int, slots: Sequence[str], taken: dict[int, int], seen: set[int]) -> bool:
        for slot, seat in enumerate(slots):
            if slot in seen or seat in self.problem.units[unit].barred:
                continue
            seen.add(slot)
            if slot not in taken or self._augment(taken[slot], slots, taken, seen):
                taken[slot] = unit
                return True
        return False


def counts_of(program: Program, plan: Sequence[str]) -> list[int]:
    """Give the counts that say the same as a plan: a solver's start."""
    classes, problem = program.classes, program.classes.problem
    staying: dict[str, Counter[Sitting]] = defaultdict(Counter)
    coming: dict[str, Counter[int]] = defaultdict(Counter)
    found = Counter[object]()
    for unit, seat in zip(problem.units, plan, strict=True):
        if seat and seat == unit.present:
            if not classes.settled:
                staying[seat][Sitting(classes.supply(unit), unit.weight)] += 1
            continue
        supply = classes.supply(unit)
        zone = classes.zone(problem.seat_of[seat]) if seat else None
        if seat:
            coming[seat][unit.size] += 1
        if zone is None or supply.barred or classes.distance(supply, zone) < FAR * unit.size:
            found[supply, None, zone] += 1
        else:
            found[supply, None, POOL] += 1
            found[unit.size, None, zone] += 1
    for of, seats in classes.seats.items():
        for each in seats:
            found[of, _pattern(of, staying[each.key], coming[each.key]), None] += 1
    return [found[tuple(column)] for column in program.columns]


def _pattern(of: SeatClass, staying: Mapping[Sitting, int], coming: Mapping[int, int]) -> Pattern:
    stay = tuple(staying.get(kind, 0) for kind, _ in of.sitting)
    come = tuple(sorted(coming.items()))
    load = of.kept + sum(count * kind.supply.size for count, (kind, _) in zip(stay, of.sitting, strict=True))
    return Pattern(stay, come, load + sum(size * count for size, count in come))
