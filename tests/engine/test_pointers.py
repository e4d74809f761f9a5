"""Pointers of the durable library: those that nobody will end any more are removed, and no others."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy
from tests import looking
from tests.engine.crew import Hired, hired, ordered
from tests.engine.desk import Desk

from jikwon.engine.workers.durable import Durable
from jikwon.engine.workers.reconciling import Reconciler
from jikwon.records.database import RecordsUnreachable

PIECE = ("some-run", "handle", 3)
ME = "worker-0@here:1"


@pytest.fixture
def durable(desk: Desk) -> Iterator[Durable]:
    """Launch the library; what it performs loses its database at the end, so that its pointer stays as it is."""

    def loses(*_: object) -> None:
        raise KeyboardInterrupt  # the one error that the library lets through without a word in its database

    made = Durable(desk.office.home.engine_db, ME, perform=loses)
    try:
        made.begin("some-run/handle/3/1/0a0a0a0a", *PIECE, 1)
        yield made
    finally:
        made.close()


def test_a_pointer_whose_end_the_database_was_not_told_is_removed_at_the_second_look(
    desk: Desk, durable: Durable
) -> None:
    durable.forget_dead(lambda: [ME], in_hand=list)
    assert "some-run" in looking.queue(desk.home)  # it may be ending in this moment

    durable.forget_dead(lambda: [ME], in_hand=list)

    assert "some-run" not in looking.queue(desk.home)


def test_the_pointer_of_a_piece_in_hand_stays(desk: Desk, durable: Durable) -> None:
    for _ in range(3):
        durable.forget_dead(lambda: [ME], in_hand=lambda: [PIECE])

    assert "some-run" in looking.queue(desk.home)


def test_the_pointer_of_an_executor_that_is_dead_is_removed_at_once(desk: Desk, durable: Durable) -> None:
    durable.forget_dead(lambda: ["worker-1@there:2"], in_hand=lambda: [PIECE])

    assert "some-run" not in looking.queue(desk.home)


def test_a_piece_that_the_library_let_go_of_before_it_was_performed_is_taken_in_hand_again(desk: Desk) -> None:
    away, performed = threading.Event(), threading.Event()
    with hired(desk, "worker-0") as worker, launched(desk, worker, away, performed) as durable:
        reconciler = Reconciler(desk.office, durable, worker.card)
        ordered(desk)
        away.set()
        reconciler.look()
        assert reconciler.in_hand

        until = time.monotonic() + 10
        while reconciler.in_hand and time.monotonic() < until:
            reconciler.mend()
            time.sleep(0.01)

        assert not reconciler.in_hand
        assert not performed.is_set()
        away.clear()
        reconciler.look()
        assert performed.wait(10)


@contextmanager
def launched(desk: Desk, worker: Hired, away: threading.Event, performed: threading.Event) -> Iterator[Durable]:
    """Launch a library whose threads that perform cannot reach its database while it is away."""
    durable = Durable(desk.office.home.engine_db, worker.card.executor, perform=lambda *_: performed.set())

    @sqlalchemy.event.listens_for(durable._engine, "before_cursor_execute")
    def reach(*_: object) -> None:
        if away.is_set() and threading.current_thread().name.startswith("dbos-executor"):
            raise RecordsUnreachable

    try:
        yield durable
    finally:
        away.clear()
        durable.close()
