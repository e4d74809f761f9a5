"""Faults of workers: killed, stopped, drained, joined by more."""

import signal

from tests.crash.storm.blows import Blow, Mend
from tests.crash.storm.fleet import Fleet
from tests.crash.storm.machines import Service


def kill(fleet: Fleet, blow: Blow) -> Mend | None:
    """Kill a worker this instant."""
    victim = fleet.busy(blow.target)
    if victim is None:
        return None
    victim.signal(signal.SIGKILL)
    return lambda: True


def stop(fleet: Fleet, blow: Blow) -> Mend | None:
    """Let a worker stand still until others count it dead, and let it come back where it was."""
    victim = fleet.busy(blow.target)
    if victim is None:
        return None
    victim.is_stopped = True
    victim.signal(signal.SIGSTOP)

    def go_on() -> bool:
        victim.is_stopped = False
        victim.signal(signal.SIGCONT)
        return True

    return go_on


def drain(fleet: Fleet, blow: Blow) -> Mend | None:
    """Ask a worker to end in order, and start it again later."""
    victim = fleet.busy(blow.target)
    if victim is None:
        return None
    victim.is_wanted = False
    victim.signal(signal.SIGTERM)

    def begin() -> bool:
        victim.is_wanted = True
        return True

    return begin


def join(fleet: Fleet, blow: Blow) -> Mend | None:
    """Start one more worker for a while."""
    machine = fleet.machines[blow.target % len(fleet.machines)]
    more = Service(machine, slots=fleet.setting.slots)
    fleet.services.append(more)
    more.attend()

    def leave() -> bool:
        more.is_wanted = False
        more.signal(signal.SIGTERM)
        return True

    return leave
