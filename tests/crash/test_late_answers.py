"""An answer of the database that comes when its asker has long been given up: it must not act on it."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.acting.receiving import running
from tests.crash.programs import WITHIN_S
from tests.crash.storm import aftermath, servers
from tests.crash.storm.fleet import Fleet, Setting
from tests.crash.storm.machines import Service
from tests.needing import need

LETTERS = 60


def wait_until(fleet: Fleet, holds: Callable[[], bool]) -> None:
    """Let the office work until something holds."""
    until = time.monotonic() + WITHIN_S
    while not holds():
        assert time.monotonic() < until, fleet.story()
        fleet.attend(is_calm=False)
        time.sleep(0.05)


def sender(fleet: Fleet) -> Service:
    """Find the service that has the one lane in hand."""
    wait_until(fleet, lambda: bool(fleet.performers()))
    pid = fleet.performers()[0]
    return next(each for each in fleet.services if each.program is not None and each.program.pid == pid)


@pytest.mark.slow
def test_who_hears_of_its_commit_after_it_was_given_up_does_not_act_on_it(tmp_path: Path) -> None:
    need(servers.missing())
    setting = Setting(services=2, machines=2, slots=1, has_server=True)
    with running(tmp_path / "record.jsonl", delay_ms=50) as receiver:
        fleet = Fleet(tmp_path, receiver, setting, seed=1)
        try:
            fleet.gather()
            fleet.clerk("start", str(fleet.file("편지", LETTERS, lanes=1)), receiver.url, "0")
            wait_until(fleet, lambda: fleet.arrived() >= 5)
            given_up = sender(fleet)
            wire = given_up.machine.database
            assert wire is not None
            wire.hold_after(b"COMMIT")
            wait_until(fleet, lambda: wire.felt > 0)
            others = [each.program.pid for each in fleet.services if each is not given_up and each.program]
            wait_until(fleet, lambda: fleet.performers() == others)
            at = fleet.arrived()
            wait_until(fleet, lambda: fleet.arrived() >= at + 2)

            wire.let()

            wait_until(fleet, lambda: fleet.state() == "released")
            for service in fleet.services:
                service.end(within_s=60)
            aftermath.assert_all_is_well(fleet, LETTERS)
        finally:
            fleet.disband()
