"""A worker that is told to end does what it has in hand, begins nothing more, and leaves the rest to others."""

import time

import pytest
from tests.engine.crew import ordered
from tests.engine.desk import Desk

from jikwon.engine.workers import staff
from jikwon.engine.workers.worker import Worker
from jikwon.model import State
from jikwon.records import hands

pytestmark = pytest.mark.slow


def test_a_drained_worker_ends_after_its_piece_and_leaves_the_next(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    row = ordered(desk)
    worker = Worker(desk.office, slots=1, capabilities=(), tell=lambda _: None)
    perform = worker._perform

    def slowly(*given: object) -> None:
        staff.drain(desk.office, "worker-0")
        time.sleep(2.0)  # the loop looks once a second, and sees that it is to end
        perform(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(worker, "_perform", slowly)

    worker.work(until_idle=False)

    assert desk.fresh(row).stage.value == "handle"
    assert hands.every() == []
    assert worker.drain.is_set()
    Worker(desk.office, slots=1, capabilities=(), tell=lambda _: None).work(until_idle=True)
    assert desk.fresh(row).state is State.AWAITING_APPROVAL
