"""What whoever watches a run is told while it works."""

from tests.engine.desk import Desk, Row

from jikwon.engine.runs import lifecycle
from jikwon.model import Stage, State

FOUR: tuple[Row, ...] = (("L1", "김하나"), ("L2", "이두리"), ("L3", "박세나"), ("L4", "최네리"))


def test_acts_are_told_one_by_one_also_when_they_stand_in_one_lane(desk: Desk) -> None:
    row = desk.run(*FOUR)
    told: list[tuple[int, int]] = []

    def watch(stage: Stage, done: int, total: int) -> None:
        if stage is Stage.ACT:
            told.append((done, total))

    row = lifecycle.approve(desk.office, watch, row.id)

    assert row.state is State.RELEASED
    assert told == [(done, 4) for done in range(5)]
