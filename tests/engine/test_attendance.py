"""Whoever watches a run is told whether a robot is at work on it, and since when none is."""

import socket
import time
from dataclasses import replace
from pathlib import Path

import pytest
from tests.engine.desk import Desk

from jikwon.engine.runs import ordering
from jikwon.engine.workers import attendance, demands
from jikwon.engine.workers.attendance import SILENT_AFTER_S
from jikwon.engine.workers.presence import Presence, lock_path, place_of
from jikwon.model import State
from jikwon.records import executors
from jikwon.records.runs import RunRow

HOST = socket.gethostname()


def dead_here(desk: Desk, name: str = "worker-0") -> str:
    """Register an executor of this place whose process is gone."""
    executor = f"{name}@{place_of(desk.office.home.locks)}:dead"
    executors.add(
        executor,
        kind="worker" if name.startswith("worker") else "foreground",
        host=HOST,
        pid=1,
        capabilities=(),
        now=1_700_000_000.0,
    )
    return executor


@pytest.fixture
def row(desk: Desk) -> RunRow:
    return ordering.start(
        desk.office, slug="test-letters", inputs=[("letters", desk.file(("L1", "김하나")))],
        settings={"receiver": f"http://127.0.0.1:{desk.port}"},
    )  # fmt: skip


def test_nobody_was_ever_there(desk: Desk, row: RunRow) -> None:
    seen = attendance.of_run(desk.office, row, now=time.time())
    assert (seen.silent_since, seen.others, seen.is_attended) == (0.0, 0, False)


def test_a_living_worker_is_at_work(desk: Desk, row: RunRow) -> None:
    with Presence(desk.office.home, "worker-0", kind="worker"):
        assert attendance.of_run(desk.office, row, now=time.time()).is_attended


def test_a_worker_that_has_missed_three_beats_is_silent_since_it_was_heard_of(desk: Desk, row: RunRow) -> None:
    with Presence(desk.office.home, "worker-0", kind="worker") as worker:
        heard = executors.get(worker.id)
        assert heard is not None
        seen = attendance.of_run(desk.office, row, now=time.time() + SILENT_AFTER_S + 1)
    assert seen.silent_since >= heard.beat_at
    assert not seen.is_attended


def test_a_worker_whose_process_was_killed_is_silent_at_once(desk: Desk, row: RunRow) -> None:
    dead_here(desk)
    assert attendance.of_run(desk.office, row, now=1_700_000_001.0).silent_since == 1_700_000_000.0


def test_after_its_burial_the_moment_stands(desk: Desk, row: RunRow) -> None:
    executors.mark(dead_here(desk), "dead")
    assert attendance.of_run(desk.office, row, now=1_700_000_100.0).silent_since == 1_700_000_000.0


def test_a_command_that_held_the_run_and_died_is_followed_by_a_worker(desk: Desk, row: RunRow) -> None:
    holder = dead_here(desk, "run-x")
    with Presence(desk.office.home, "worker-0", kind="worker"):
        seen = attendance.of_run(desk.office, replace(row, holder=holder), now=time.time())
    assert seen.silent_since == 1_700_000_000.0
    assert seen.others == 1


def test_workers_that_cannot_do_the_process_say_what_is_lacking(
    desk: Desk, row: RunRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demands, "needs_of", lambda *_: frozenset({"browser", "printer"}))
    with Presence(desk.office.home, "worker-0", kind="worker", capabilities=("browser",)):
        assert attendance.of_run(desk.office, row, now=time.time()).lacking == ("printer",)


def test_nobody_is_missed_where_a_robot_has_nothing_to_do(desk: Desk, row: RunRow) -> None:
    assert attendance.of_run(desk.office, replace(row, state=State.AWAITING_APPROVAL), now=time.time()).is_attended


def test_looking_touches_no_lock(desk: Desk, row: RunRow) -> None:
    with Presence(desk.office.home, "worker-0", kind="worker") as worker:
        path: Path = lock_path(desk.office.home, worker.id)
        attendance.of_run(desk.office, row, now=time.time() + 100)
        assert path.exists()
        assert [each.state for each in executors.alive()] == ["alive"]


def test_the_place_in_line_counts_those_before(desk: Desk, row: RunRow) -> None:
    later = ordering.start(
        desk.office, slug="test-letters", inputs=[("letters", desk.file(("L2", "이두리"), name="b.csv"))],
        settings={"receiver": f"http://127.0.0.1:{desk.port}"},
    )  # fmt: skip
    assert (attendance.place_in_line(row), attendance.place_in_line(later)) == (1, 2)


def test_an_urgent_run_stands_before_those_that_came_earlier(desk: Desk, row: RunRow) -> None:
    urgent = ordering.start(
        desk.office, slug="test-letters", inputs=[("letters", desk.file(("L2", "이두리"), name="b.csv"))],
        settings={"receiver": f"http://127.0.0.1:{desk.port}"}, priority="urgent",
    )  # fmt: skip
    assert (attendance.place_in_line(urgent), attendance.place_in_line(row)) == (1, 2)
