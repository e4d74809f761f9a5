"""Two machines with homes of their own, one key, one server and one folder: what one leaves the other ends, once."""

import os
import signal
import time
from collections import Counter

import pytest
from tests.acting.receiving import RunningReceiver
from tests.server.machines import WITHIN_S, Machines, approve, ordered, wait_for

from jikwon.model import State
from jikwon.records import executors, hands

pytestmark = pytest.mark.slow
COUNT = 400


def who_acts() -> str:
    """Wait until a lane is in hand, and say whose: the process that has it."""
    until = time.monotonic() + WITHIN_S
    while time.monotonic() < until:
        for each in hands.every():
            if each.stage == "act":
                return each.executor
        time.sleep(0.01)
    raise AssertionError("nobody acts")


def pid_of(executor: str) -> int:
    found = executors.get(executor)
    assert found is not None
    return found.pid


def test_a_machine_ends_what_another_has_taken_in(machines: Machines, receiver: RunningReceiver) -> None:
    run = ordered(machines, receiver, count=COUNT, lanes=2)

    machines.worker("b")

    row = wait_for(run, State.AWAITING_APPROVAL, State.FAILED)
    assert row.state is State.AWAITING_APPROVAL, row.error
    assert not [each for each in (machines.folder / "b").rglob("*") if run.id in each.name]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP])
def test_what_a_dead_or_stopped_machine_had_in_hand_is_done_by_the_other_and_nothing_twice(
    machines: Machines, receiver: RunningReceiver, how: signal.Signals
) -> None:
    run = ordered(machines, receiver, count=COUNT, lanes=2)
    machines.worker("a", "--slots", "1")
    machines.worker("b", "--slots", "1")
    wait_for(run, State.AWAITING_APPROVAL)
    approve(machines, run)
    lost = who_acts()
    while len(receiver.sent_to()) < 5:
        time.sleep(0.01)

    os.kill(pid_of(lost), how)

    row = wait_for(run, State.RELEASED, State.NEEDS_PEOPLE, State.FAILED)
    os.kill(pid_of(lost), signal.SIGCONT) if how is signal.SIGSTOP else None
    ended = [each.wait(30) for each in machines.programs if each.pid == pid_of(lost)]
    times = Counter(receiver.sent_to())
    assert max(times.values()) == 1, "a letter was sent twice"
    assert ended != [0], "it believes that all is well"
    if row.state is State.RELEASED:
        assert len(times) == COUNT
    else:  # an act was on its way, and whoever died was not seen to: a person is asked about that one
        assert row.state is State.NEEDS_PEOPLE, row.error
        assert len(times) >= COUNT - 2
    assert executors.get(lost) is None or lost not in {each.id for each in executors.alive()}
