"""What fails with every look of a worker is told once, and again after a minute."""

import pytest
from tests.engine.desk import Desk

from jikwon.engine.active import RunUnknown
from jikwon.engine.stopwatch import elapsed
from jikwon.engine.workers import repeats, takeover
from jikwon.engine.workers.reconciling import Reconciler
from jikwon.engine.workers.repeats import EVERY_S, Repeats
from jikwon.engine.workers.worker import LOOK_FOR_DEAD_S, Worker
from jikwon.records.failing import RecordsFull, RecordsUnreachable
from jikwon.trust import logs

EVENT = "look-cut-short"


def test_an_outage_of_many_looks_is_one_line_of_a_workers_log(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails_at_first(self: Reconciler) -> int:
        looks.append(1)
        if len(looks) < 5:
            raise RecordsUnreachable
        return look(self)

    looks, look = list[int](), Reconciler.look
    monkeypatch.setattr(Reconciler, "look", fails_at_first)

    Worker(desk.office, slots=1, capabilities=(), tell=lambda _: None).work(until_idle=True)

    assert len(looks) >= 5
    assert caplog.messages.count(EVENT) == 1


def test_the_dead_are_buried_while_something_else_fails_with_every_look(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(self: Reconciler) -> int:
        if elapsed() > until:
            worker.stop.set()
        raise RunUnknown(run="some-run")

    buried = list[float]()
    monkeypatch.setattr(Reconciler, "look", fails)
    monkeypatch.setattr(takeover, "release_dead", lambda *_, **__: buried.append(elapsed()))
    worker = Worker(desk.office, slots=1, capabilities=(), tell=lambda _: None)
    until = elapsed() + 3 * LOOK_FOR_DEAD_S

    worker.work(until_idle=True)

    assert len(buried) >= 3  # once as it begins, and then with its looks


def test_it_is_told_again_each_minute_and_another_failure_at_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    begun = 5.0  # a machine that has just begun
    moments = [begun, begun + 1, begun + EVERY_S - 0.1, begun + EVERY_S, begun + EVERY_S + 1]
    clock = iter([*moments, moments[-1]])
    monkeypatch.setattr(repeats, "elapsed", lambda: next(clock))
    told = Repeats(logs.get("jikwon.test"), EVENT)

    for _ in moments:
        told.failure(RecordsUnreachable())
    told.failure(RecordsFull())

    assert [getattr(each, "fields", {})["code"] for each in caplog.records] == [
        "records-unreachable", "records-unreachable", "records-full",
    ]  # fmt: skip
