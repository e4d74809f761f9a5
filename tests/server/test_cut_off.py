"""Two machines, of which one cannot reach the receiver: the other does its lanes, each act once."""

import signal
import time
from collections import Counter

import pytest
from tests.acting.receiving import RunningReceiver
from tests.server.machines import WITHIN_S, Machines, approve, ordered, wait_for

from jikwon.engine.reports import report
from jikwon.engine.runs import ordering
from jikwon.engine.workers import staff
from jikwon.model import State
from jikwon.records import database
from jikwon.records.runs import RunRow

pytestmark = pytest.mark.slow
COUNT = 60
CUT = {"http_proxy": "http://127.0.0.1:9", "no_proxy": ""}
"""Nobody listens there: each connection to the receiver is refused."""


def awaiting(machines: Machines, receiver: RunningReceiver) -> RunRow:
    """Give a run whose letters wait for their approval."""
    row = ordered(machines, receiver, count=COUNT, lanes=6)
    return wait_for(row, State.AWAITING_APPROVAL)


def wait_for_workers(machines: Machines, count: int) -> None:
    """Wait until so many workers are ready for pieces."""
    until = time.monotonic() + WITHIN_S
    while sum(bool(each.able) for each in staff.roster(machines.office)) < count:
        assert time.monotonic() < until
        time.sleep(0.05)


def wait_for_a_miss() -> None:
    """Wait until a lane was let go of."""
    until = time.monotonic() + WITHIN_S
    while database.row("SELECT COUNT(*) FROM misses") == (0,):
        assert time.monotonic() < until
        time.sleep(0.02)


def test_a_machine_that_is_cut_off_from_the_receiver_fails_nothing_that_another_reaches(
    machines: Machines, receiver: RunningReceiver
) -> None:
    machines.worker("a", "--slots", "4", **CUT)
    reaches = machines.worker("b", "--slots", "1")
    wait_for_workers(machines, 2)
    row = awaiting(machines, receiver)
    reaches.send_signal(signal.SIGSTOP)  # or it might have done them all before the other tries

    approve(machines, row)

    wait_for_a_miss()
    reaches.send_signal(signal.SIGCONT)
    found = wait_for(row, State.RELEASED, State.NEEDS_PEOPLE, State.FAILED)
    assert found.state is State.RELEASED, found.error
    assert Counter(receiver.sent_to()) == {f"L{number:04}": 1 for number in range(COUNT)}


def test_a_run_that_no_machine_can_go_on_with_fails_and_goes_on_once_one_can(
    machines: Machines, receiver: RunningReceiver
) -> None:
    machines.worker("a", **CUT)
    cut = machines.worker("b", **CUT)
    wait_for_workers(machines, 2)
    row = awaiting(machines, receiver)
    approve(machines, row)

    failed = wait_for(row, State.RELEASED, State.NEEDS_PEOPLE, State.FAILED)

    assert failed.state is State.FAILED
    assert receiver.url in report.opened(failed.process, failed.error).text()
    cut.terminate()
    cut.wait(WITHIN_S)
    machines.worker("b")
    wait_for_workers(machines, 2)
    ordering.go_on(machines.office, row.id)
    assert wait_for(row, State.RELEASED, State.NEEDS_PEOPLE, State.FAILED).state is State.RELEASED
    assert Counter(receiver.sent_to()) == {f"L{number:04}": 1 for number in range(COUNT)}
