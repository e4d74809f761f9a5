"""Storms: random faults over an office of several workers; each act once, and the proof agrees.

A storm that fails has printed its seed, its blows and what became of them. To let it come again:

    pytest tests/crash/test_storm.py --seed N [--items N] [--blows N] [--only kill,stop]
"""

from pathlib import Path

import pytest
from tests.crash.storm import clocks, disks, networks, servers
from tests.crash.storm.blows import LATE_S, LATEST_S
from tests.crash.storm.faults import FAULTS
from tests.crash.storm.fleet import Setting
from tests.crash.storm.storms import Again, Force, storm
from tests.needing import need

ON_ONE_MACHINE = ("kill", "drain", "join", "receiver-cut", "receiver-forgets", "receiver-full", "disk-files")
ON_SEVERAL = (
    "kill", "stop", "database-cut", "database-restart", "backend", "receiver-cut", "receiver-forgets", "clock",
)  # fmt: skip


def several_machines(*, settles_s: int) -> Setting:
    """Give an office on as much as this computer allows: where it forbids networks or disks, wires do it alone."""
    need(servers.missing() or clocks.missing())
    return Setting(
        has_server=True, has_networks=not networks.missing(), has_clocks=True, has_disks=not disks.missing(),
        settles_s=settles_s,
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.sqlite("workers of one machine on the embedded database")
def test_workers_of_one_machine_do_each_act_once_in_a_storm(tmp_path: Path) -> None:
    setting = Setting(services=3, machines=3, has_disks=not disks.missing())
    with storm(tmp_path, setting, ON_ONE_MACHINE, Force(count=400, blows=8, delay_ms=40), seed=1) as raging:
        raging.pass_over()

        raging.assert_all_is_well()


def test_workers_of_several_machines_do_each_act_once_in_a_storm(tmp_path: Path) -> None:
    setting = several_machines(settles_s=LATE_S)
    with storm(tmp_path, setting, ON_SEVERAL, Force(count=400, blows=8, delay_ms=60), seed=1) as raging:
        raging.pass_over()

        raging.assert_all_is_well()


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10))
def test_twenty_thousand_acts_are_each_done_once_in_a_long_storm(tmp_path: Path, seed: int) -> None:
    setting = several_machines(settles_s=LATEST_S)
    with storm(tmp_path, setting, tuple(FAULTS), Force(count=20_000, blows=40, delay_ms=5), seed=seed) as raging:
        raging.pass_over()

        raging.assert_all_is_well()


def test_a_storm_comes_again_by_its_seed(tmp_path: Path, again: Again) -> None:
    setting = several_machines(settles_s=LATEST_S)
    with storm(tmp_path, setting, again.only or tuple(FAULTS), again.force, seed=again.seed) as raging:
        raging.pass_over()

        raging.assert_all_is_well()
