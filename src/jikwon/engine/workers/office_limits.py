"""A command in a terminal occupies what is limited for the whole office, too: one printer is one printer."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from jikwon.engine.active import Active
from jikwon.engine.acts.waiting import LOOK_S, stand_by
from jikwon.engine.workers import demands
from jikwon.model import Stage, capabilities, strings
from jikwon.model.states import OPEN
from jikwon.records import database, executors, hands, runs
from jikwon.records.database import together
from jikwon.records.hands import HandRow

_SAYS = strings.of(__name__)


@contextmanager
def occupied(active: Active, stage: Stage, start: int) -> Iterator[None]:
    """Do a piece in this process once there is room for it in the whole office; without limits nothing is asked.

    Raises `Stopped` or `Fenced` when the wait must end.
    """
    limits = active.office.settings.at_once
    needs = demands.needs_of_piece(active.office, active.row) if limits else frozenset[str]()
    hand = HandRow(run_id=active.id, stage=stage.value, start=start, executor=active.executor, needs=needs)
    if not any(capabilities.is_about(limited, need) for limited in limits for need in needs):
        yield
        return
    if not _taken(hand, limits):
        active.tell_waiting(_SAYS.text("waiting", "capability", needs=", ".join(sorted(needs))))
        while not _taken(hand, limits):
            stand_by(active, seconds=LOOK_S)
        active.tell_waiting("")
    try:
        yield
    finally:
        hands.leave(hand)


def release_dead() -> None:
    """Free what the dead have left in their hands. Inside a transaction.

    A stage that one of them may still believe to be its own begins a new attempt.
    """
    for run in hands.release_dead():
        row = runs.get(run)
        if row is not None and row.state in OPEN and not row.holder:
            runs.change(run, database.now(), attempt=row.attempt + 1)


def _taken(hand: HandRow, limits: Mapping[str, int]) -> bool:
    with together():
        executors.assert_alive(hand.executor)
        release_dead()
        hands.leave_all(hand.executor)  # a command has one piece at a time: of others the records were not told the end
        if not capabilities.room(limits, [each.needs for each in hands.every()], hand.needs):
            return False
        hands.take([replace(hand, begun_at=database.now())])
    return True
