"""Faults of a machine itself: its disks, its clock."""

from collections.abc import Callable

from tests.crash.storm.blows import Blow, Mend
from tests.crash.storm.fleet import Fleet


def fill(name: str) -> Callable[[Fleet, Blow], Mend]:
    """Fill one of the disks."""

    def strike(fleet: Fleet, _blow: Blow) -> Mend:
        disk = fleet.disks[name]
        met = disk.fill() > 0

        def empty() -> bool:
            disk.empty()
            server = fleet.server
            if name == "database" and server is not None:
                server.start()  # as its service manager does; without room it could not
            return met

        return empty

    return strike


def skew(fleet: Fleet, blow: Blow) -> Mend:
    """Put a machine's clock hours before, or back."""
    clock = fleet.machines[blow.target % len(fleet.machines)].clock
    assert clock is not None
    clock.set(float(blow.way))

    def right() -> bool:
        clock.set(0)
        return True

    return right
