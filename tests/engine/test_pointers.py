"""Pointers of the durable library: those that nobody will end any more are removed, and no others."""

from collections.abc import Iterator

import pytest
from tests import looking
from tests.engine.desk import Desk

from jikwon.engine.workers.durable import Durable

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
