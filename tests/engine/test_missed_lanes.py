"""How long a machine that missed a lane rests from it, and for how long that counts."""

import pytest
from tests.engine.desk import Desk
from tests.engine.machines import BROKEN, OFF, Machines, approved

from jikwon.engine.active import Active
from jikwon.engine.acts import reaching
from jikwon.engine.workers.presence import place_in
from jikwon.model import State
from jikwon.model.catalog import find
from jikwon.records import database, misses


def test_a_machine_that_tried_before_it_was_started_anew_is_one_that_has_not_tried(
    desk: Desk, machines: Machines
) -> None:
    here, there = machines.one("a"), machines.one("b")
    here.cut = there.cut = BROKEN
    row = approved(desk, ("L1", "김하나"))
    here.work()
    database.run_sql("UPDATE executors SET started_at = started_at + 60 WHERE id = %s", (here.id,))

    there.work()

    assert desk.fresh(row).state is State.ACTING


def test_who_is_alone_may_be_given_its_lane_again_at_once(desk: Desk, machines: Machines) -> None:
    here = machines.one("a")
    here.cut = OFF
    row = approved(desk, ("L1", "김하나"))
    active = Active.of(desk.office, row.id, here.id)

    assert not reaching.offer(active, 0, OFF())

    assert misses.resting(place_in(here.id)) == frozenset()


def test_who_lets_go_of_a_lane_is_not_given_it_again_for_as_long_as_the_manifest_says(
    desk: Desk, machines: Machines
) -> None:
    here, _ = machines.one("a"), machines.one("b")
    machines.rests_s = lambda told: told
    here.cut = BROKEN
    row = approved(desk, ("L1", "김하나"))

    here.work()

    (found,) = database.rows("SELECT rests_until - at FROM misses")
    assert found[0] == pytest.approx(find(row.process).manifest.retry.cap_s, abs=0.001)


def test_who_waits_without_limit_keeps_waiting_where_there_is_no_other_machine(
    desk: Desk, machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = machines.one("a")
    tries = list[float]()

    def off() -> Exception:
        tries.append(database.now())
        if len(tries) == 9:
            here.cut = None
        return OFF()

    here.cut = off
    row = approved(desk, ("L1", "김하나"))

    here.work()

    assert desk.fresh(row).state is State.RELEASED
    assert desk.sent_to == ["L1"]


def test_who_waits_without_limit_lets_the_machine_that_tried_long_ago_try_again(desk: Desk, machines: Machines) -> None:
    here, there = machines.one("a"), machines.one("b")
    tries = list[float]()

    def off() -> Exception:
        tries.append(database.now())
        assert len(tries) < 30, "it keeps the lane for itself"
        return OFF()

    here.cut = there.cut = off
    row = approved(desk, ("L1", "김하나"))
    here.work()
    database.run_sql("UPDATE misses SET at = at - 3600, rests_until = 0")

    there.work()

    assert desk.fresh(row).state is State.ACTING
    here.cut = None
    here.work()
    assert desk.fresh(row).state is State.RELEASED
