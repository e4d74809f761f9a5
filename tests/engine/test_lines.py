"""Lines that break: to the records, when a receipt is in hand, and to the outside, when foreign code holds them."""

import socket
import urllib.error
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import pytest
from tests.engine.desk import Desk
from tests.engine.machines import BROKEN, Machine, Machines, approved

from jikwon.engine.active import Active
from jikwon.engine.runs.retrying import failure, patiently
from jikwon.model import State
from jikwon.model.manifest import Retry
from jikwon.records import acts, misses
from jikwon.records.database import RecordsUnreachable
from jikwon.records.runs import RunRow


@pytest.fixture
def forgetful(desk: Desk, machines: Machines, monkeypatch: pytest.MonkeyPatch) -> tuple[RunRow, Machine]:
    """Give a lane that one machine has missed, and another machine whose receiver forgets whatever it has taken."""
    here, there = machines.one("a"), machines.one("b")
    here.cut = BROKEN
    row = approved(desk, ("L1", "김하나"))
    here.work()
    return row, there


def once_unreachable(monkeypatch: pytest.MonkeyPatch, desk: Desk, owner: Any, name: str) -> None:
    """Let the records be away for one call, in which the receiver forgets."""
    real, calls = getattr(owner, name), list[int]()

    def away(*given: Any, **more: Any) -> Any:
        calls.append(1)
        if len(calls) == 1:
            desk.restart_receiver()
            raise RecordsUnreachable
        return real(*given, **more)

    monkeypatch.setattr(owner, name, away)


@pytest.mark.parametrize(("owner", "name"), [(misses, "forget"), (acts, "receive"), (acts, "mark")])
def test_a_receipt_is_kept_in_hand_where_the_records_cannot_be_told_that_the_lane_goes_on(
    desk: Desk, forgetful: tuple[RunRow, Machine], monkeypatch: pytest.MonkeyPatch, owner: Any, name: str
) -> None:
    row, there = forgetful
    once_unreachable(monkeypatch, desk, owner, name)

    there.work()

    assert desk.fresh(row).state is State.RELEASED
    assert desk.sent_to == ["L1"]


@pytest.mark.parametrize(("must_stop", "state"), [(False, State.RELEASED), (True, State.ACTING)])
def test_who_is_drained_keeps_its_receipt_until_the_records_are_back_and_who_is_stopped_does_not(
    desk: Desk, machines: Machines, monkeypatch: pytest.MonkeyPatch, must_stop: bool, state: State
) -> None:
    here = machines.one("a")
    row = approved(desk, ("L1", "김하나"))
    once_unreachable(monkeypatch, desk, acts, "receive")
    real = Active.of

    def drained(*given: Any, **more: Any) -> Active:
        active = real(*given, **more)
        active.is_stopping, active.must_stop = (lambda: True), (lambda: must_stop)
        return active

    monkeypatch.setattr(Active, "of", drained)

    with pytest.raises(RecordsUnreachable) if must_stop else nullcontext():
        here.work()

    assert desk.fresh(row).state is state
    assert desk.sent_to == ["L1"]


@contextmanager
def raising(error: BaseException, cause: BaseException | None) -> Iterator[list[BaseException]]:
    caught = list[BaseException]()
    try:
        raise error from cause
    except type(error) as made:
        caught.append(made)
        yield caught


@pytest.mark.parametrize(
    ("error", "cause", "code"),
    [
        (ConnectionResetError(), None, "no-connection"),
        (urllib.error.URLError(ConnectionRefusedError()), None, "no-connection"),
        (urllib.error.URLError(socket.gaierror()), None, "no-connection"),
        (RuntimeError(), TimeoutError(), "no-connection"),
        (OSError(113, "No route to host"), None, "no-connection"),
        (OSError(2, "No such file"), None, "unknown"),
        (KeyError("010-0123-4567"), None, "unknown"),
    ],
)
def test_a_line_that_foreign_code_could_not_hold_is_tried_again(
    error: Exception, cause: Exception | None, code: str
) -> None:
    with raising(error, cause) as [caught]:
        known = failure(caught)

    assert known.code == code
    assert "0123" not in known.dumps()


def test_what_foreign_code_could_not_reach_is_tried_again_in_every_stage() -> None:
    tries = list[int]()

    def work() -> str:
        tries.append(1)
        if len(tries) < 3:
            raise RuntimeError from TimeoutError()
        return "done"

    assert patiently(work, Retry(attempts=3, first_s=0.0)) == "done"
