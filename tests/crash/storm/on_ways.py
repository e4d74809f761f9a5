"""Faults of the ways between a machine and what it talks to."""

from tests.crash.storm.blows import Blow, Mend
from tests.crash.storm.fleet import Fleet


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
