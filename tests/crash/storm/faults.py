"""The faults of a storm: what each does, how long it lasts, and whether it was felt."""

import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tests.crash.storm.fleet import Fleet
from tests.crash.storm.machines import Service

from jikwon.engine.presence import DEAD_AFTER_S

Mend = Callable[[], bool]
"""Ends a fault, and tells whether it met anybody."""
LONG_S = (DEAD_AFTER_S + 1.5, DEAD_AFTER_S + 4.0)
"""Longer than it takes until a silent robot counts as dead."""
SHORT_S = (0.5, 3.0)
LATE_S = int(LONG_S[1]) + 2
"""What was begun before a fault may arrive that late, if the network itself was whole."""
LATEST_S = 3 * LATE_S
"""And that late if a cable was pulled: the network sends again less and less often."""


@dataclass(frozen=True, kw_only=True)
class Blow:
    """One fault of a storm: `moment` counts items judged and letters arrived; the target is chosen by `target`."""

    moment: float
    fault: str
    way: str
    lasts_s: float
    target: int

    def __str__(self) -> str:
        return f"{self.moment:8.1f}  {self.fault:16} {self.way:10} {self.lasts_s:5.1f} s  target {self.target}"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A kind of fault; `fits` says whether an office of this setting can have it."""

    strike: Callable[[Fleet, Blow], Mend | None]
    on: str = ""
    """What it is done to: two faults are never done to the same thing at once ("" for a thing chosen anew)."""
    lasts_s: tuple[float, float] = (0.0, 0.0)
    ways: Sequence[str] = ("",)
    fits: Callable[[Fleet], bool] = lambda _fleet: True


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


def cut_database(fleet: Fleet, blow: Blow) -> Mend | None:
    """Cut one machine's way to the database."""
    wire = fleet.machines[blow.target % len(fleet.machines)].database
    assert wire is not None
    before = wire.felt
    {"tear": wire.tear, "one-side": wire.tear_one_side, "late": wire.hold, "lost": wire.hold, "slow": wire.stutter}[
        blow.way
    ]()

    def mend() -> bool:
        felt = wire.felt > before
        {"tear": wire.mend, "one-side": wire.mend, "late": wire.let, "lost": wire.lose, "slow": wire.flow}[blow.way]()
        return felt

    return mend


def cut_receiver(fleet: Fleet, blow: Blow) -> Mend | None:
    """Cut one machine's way to the receiver."""
    wire = fleet.machines[blow.target % len(fleet.machines)].receiver
    before = wire.felt
    {"tear": wire.tear, "late": wire.hold, "lost": wire.hold, "slow": wire.stutter}[blow.way]()

    def mend() -> bool:
        felt = wire.felt > before
        {"tear": wire.mend, "late": wire.let, "lost": wire.lose, "slow": wire.flow}[blow.way]()
        return felt

    return mend


def pull(fleet: Fleet, blow: Blow) -> Mend | None:
    """Pull a machine's cable: it reaches neither the database nor the receiver, and nobody is told."""
    network = fleet.machines[blow.target % len(fleet.machines)].network
    assert network is not None
    network.pull()

    def plug() -> bool:
        network.plug()
        return True

    return plug


def restart_database(fleet: Fleet, blow: Blow) -> Mend | None:
    """Stop the server, in order or as a power cut would, and start it again."""
    server = fleet.server
    assert server is not None
    if not server.is_up():
        return None
    met = bool(server.backends())
    server.stop(crash=blow.way == "crash")

    def start() -> bool:
        server.start()
        return met

    return start


def kill_backend(fleet: Fleet, blow: Blow) -> Mend | None:
    """End one connection at the server: by its own command, or so that the whole server recovers."""
    server = fleet.server
    assert server is not None
    try:
        found = server.backends()
        if not found:
            return None
        hit = found[blow.target % len(found)]
        if blow.way == "crash":
            server.kill_backend(hit)
        else:
            server.run("SELECT pg_terminate_backend(%s)", (hit,))
    except OSError:
        return None  # it is just recovering
    return lambda: True


def fill(name: str) -> Callable[[Fleet, Blow], Mend]:
    """Fill one of the disks."""

    def strike(fleet: Fleet, _blow: Blow) -> Mend:
        disk = fleet.disks[name]
        met = disk.fill() > 0

        def empty() -> bool:
            disk.empty()
            server = fleet.server
            if server is not None and not server.is_up():
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


def forget(fleet: Fleet, _blow: Blow) -> Mend:
    """Restart the receiver: it has forgotten everything."""
    fleet.receiver.restart()
    return lambda: True


def switch_off(fleet: Fleet, _blow: Blow) -> Mend:
    """Switch the receiver off for a while; it forgets."""
    fleet.receiver.stop()

    def on() -> bool:
        fleet.receiver.start()
        return True

    return on


def empty_paper(fleet: Fleet, _blow: Blow) -> Mend:
    """Take the receiver's paper away: it takes no letters until it is back."""
    fleet.receiver.has_paper(there=False)

    def refill() -> bool:
        fleet.receiver.has_paper(there=True)
        return True

    return refill


def _has_server(fleet: Fleet) -> bool:
    return fleet.server is not None


FAULTS: Mapping[str, Fault] = {
    "kill": Fault(strike=kill),
    "stop": Fault(strike=stop, lasts_s=LONG_S),
    "drain": Fault(strike=drain, lasts_s=(2.0, 5.0)),
    "join": Fault(strike=join, lasts_s=(5.0, 10.0)),
    "database-blink": Fault(
        strike=cut_database, on="way-{target}", lasts_s=SHORT_S, ways=("tear", "late", "lost", "slow"), fits=_has_server
    ),
    "database-cut": Fault(
        strike=cut_database,
        on="way-{target}",
        lasts_s=LONG_S,
        ways=("tear", "one-side", "late", "lost"),
        fits=_has_server,
    ),
    "receiver-cut": Fault(
        strike=cut_receiver, on="line-{target}", lasts_s=SHORT_S, ways=("tear", "late", "lost", "slow")
    ),
    "cable": Fault(strike=pull, on="way-{target}", lasts_s=LONG_S, fits=lambda fleet: fleet.setting.has_networks),
    "database-restart": Fault(
        strike=restart_database, on="server", lasts_s=SHORT_S, ways=("fast", "crash"), fits=_has_server
    ),
    "backend": Fault(strike=kill_backend, on="server", ways=("end", "crash"), fits=_has_server),
    "disk-files": Fault(
        strike=fill("files"), on="files", lasts_s=(2.0, 6.0), fits=lambda fleet: "files" in fleet.disks
    ),
    "disk-home": Fault(strike=fill("home"), on="home", lasts_s=(2.0, 6.0), fits=lambda fleet: "home" in fleet.disks),
    "disk-database": Fault(
        strike=fill("database"), on="server", lasts_s=(2.0, 6.0), fits=lambda fleet: "database" in fleet.disks
    ),
    "clock": Fault(
        strike=skew,
        on="clock-{target}",
        lasts_s=(5.0, 15.0),
        ways=("-7", "-1", "+1", "+30"),
        fits=lambda fleet: fleet.setting.has_clocks,
    ),
    "receiver-forgets": Fault(strike=forget, on="receiver"),
    "receiver-off": Fault(strike=switch_off, on="receiver", lasts_s=(0.3, 1.5)),
    "receiver-full": Fault(strike=empty_paper, on="receiver", lasts_s=(1.0, 4.0)),
}
