"""What is to be assigned: units of people, the officials' seats, and what a plan costs."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from jikwon.model import Personal, fact

AIMS: Final = ("unassigned", "over", "changed", "distance", "load-squares")
"""The five aims in their order: people unassigned, Σ max(0, load − cap), people who lose a valid present
official, Σ distance, Σ load²."""

FAR: Final = 3
"""The distance of two dongs that are neither the same nor adjacent, or of one that is not known."""


class Vector(NamedTuple):
    """What a plan costs, in the order of `AIMS`."""

    unassigned: int
    over: int
    changed: int
    distance: int
    load_squares: int


@fact
class Unit:
    """People who are placed together: a household, or one person.

    `zones` are the members' dongs ("" for one that is not known), so that its length is the unit's size.
    `present` is their valid present official, or ""; `weight` members lose that one if it changes.
    `barred` are the officials who must not have them.
    """

    key: Personal[str]
    zones: Personal[tuple[str, ...]]
    present: str = ""
    weight: int = 0
    barred: frozenset[str] = frozenset()

    @property
    def size(self) -> int:
        """How many people it has."""
        return len(self.zones)


@fact
class Seat:
    """An official who can be given people.

    `kept` people have a place here that nothing changes. Seats stand in the order of the fixed rule:
    longest since the last assignment first, then by id.
    """

    key: str
    zone: str
    cap: int
    kept: int = 0


class Problem:
    """Units, seats in the order of the fixed rule, and which dongs are adjacent.

    No load passes `soft_cap`, but where more people are kept than that. `lost` people lose a valid present
    official whatever the plan is: their household has its place with another one.
    """

    def __init__(
        self,
        *,
        units: Sequence[Unit],
        seats: Sequence[Seat],
        adjacent: frozenset[tuple[str, str]],
        soft_cap: int,
        lost: int = 0,
    ) -> None:
        self.units = sorted(units, key=lambda unit: unit.key)
        self.seats = seats
        self.soft_cap = soft_cap
        self.lost = lost
        self._adjacent = adjacent
        self.distance = lru_cache(maxsize=None)(self._distance)

    @cached_property
    def seat_of(self) -> Mapping[str, Seat]:
        """The seats by their official's id."""
        return {seat.key: seat for seat in self.seats}

    def _distance(self, zones: tuple[str, ...], zone: str) -> int:
        """Add up the members' distances to an official's dong."""
        return sum(self._between(each, zone) for each in zones)

    def _between(self, one: str, other: str) -> int:
        if not one or not other:
            return FAR
        if one == other:
            return 0
        return 1 if (one, other) in self._adjacent or (other, one) in self._adjacent else FAR

    def has_room(self, unit: Unit, loads: Mapping[str, int]) -> bool:
        """Tell whether somebody can be given a unit beside the loads that are there."""
        return any(loads[seat.key] + unit.size <= self.soft_cap and seat.key not in unit.barred for seat in self.seats)

    def loads(self, plan: Sequence[str]) -> Counter[str]:
        """Count every seat's people; `plan` names each unit's official, "" for none."""
        loads = Counter({seat.key: seat.kept for seat in self.seats})
        for unit, seat in zip(self.units, plan, strict=True):
            if seat:
                loads[seat] += unit.size
        return loads

    def cost(self, plan: Sequence[str]) -> Vector:
        """Give what a plan costs."""
        loads = self.loads(plan)
        placed = [(unit, seat) for unit, seat in zip(self.units, plan, strict=True)]
        return Vector(
            unassigned=sum(unit.size for unit, seat in placed if not seat),
            over=sum(max(0, loads[seat.key] - seat.cap) for seat in self.seats),
            changed=self.lost + sum(unit.weight for unit, seat in placed if seat != unit.present),
            distance=sum(self.distance(unit.zones, self.seat_of[seat].zone) for unit, seat in placed if seat),
            load_squares=sum(load * load for load in loads.values()),
        )
