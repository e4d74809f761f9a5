"""A receiver that one machine cannot reach: the others try, and only when nobody reaches it has the run failed."""

import socket
import time
from collections.abc import Callable
from typing import Any

import pytest
from tests.engine.desk import FOUR, Desk
from tests.engine.interrupting import letters_code
from tests.engine.machines import BROKEN, OFF, Machines, approved

from jikwon.engine.active import Stopped
from jikwon.engine.reports import report
from jikwon.engine.runs import lifecycle
from jikwon.engine.stages import act as act_stage
from jikwon.model import State
from jikwon.records import acts, cards, database, lanes
from jikwon.records.runs import RunRow

LANES = (("L1", "김하나", "", "가"), ("L2", "이두리", "", "나"), ("L3", "박세나", "", "가"), ("L4", "최네리", "", "나"))


def cut_off(*_: object) -> None:
    raise BROKEN()


def gone_on(desk: Desk, row: RunRow) -> None:
    with database.together():
        lifecycle.take(desk.office, row.id, "")


def rested(row: RunRow) -> None:
    """Let the time pass in which a machine is not given a lane again."""
    database.run_sql("UPDATE misses SET rests_until = 0 WHERE run_id = %s", (row.id,))


@pytest.mark.parametrize("cut", [BROKEN, OFF])
def test_what_one_machine_cannot_reach_another_does(
    desk: Desk, machines: Machines, cut: Callable[[], Exception]
) -> None:
    here, there = machines.one("a"), machines.one("b")
    here.cut = cut
    row = approved(desk, *FOUR)

    here.work()

    assert desk.fresh(row).state is State.ACTING
    assert report.waiting_for(desk.fresh(row))
    assert (here.work(), desk.sent_to) == (0, [])
    there.work()
    assert desk.fresh(row).state is State.RELEASED
    assert desk.sent_to == ["L1", "L2", "L3", "L4"]
    assert database.rows("SELECT * FROM misses") == []


def test_a_site_that_foreign_code_cannot_open_on_one_machine_is_opened_on_another(
    desk: Desk, machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = machines.one("a"), machines.one("b")
    code = letters_code()
    real = code.open_site

    def opened(run: Any, name: str) -> Any:
        if run.executor == here.id:
            raise RuntimeError from ConnectionRefusedError()
        return real(run, name)

    monkeypatch.setattr(code, "open_site", opened)
    row = approved(desk, *FOUR)

    here.work()
    assert desk.fresh(row).state is State.ACTING
    there.work()

    assert desk.fresh(row).state is State.RELEASED
    assert desk.sent_to == ["L1", "L2", "L3", "L4"]


def test_whoever_looks_is_told_which_machine_does_not_reach_what_another_is_to_do(
    desk: Desk, machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = machines.one("a"), machines.one("b")
    here.cut = BROKEN
    monkeypatch.setattr(socket, "gethostname", lambda: "창구-1")
    row = approved(desk, *FOUR)

    here.work()

    assert "창구-1" in report.waiting_for(desk.fresh(row))
    lanes.claim(row.id, 0, executor=there.id, token="t")
    assert report.waiting_for(desk.fresh(row)) == ""


def test_a_lane_that_has_failed_waits_for_nothing(desk: Desk, machines: Machines) -> None:
    here, _ = machines.one("a"), machines.one("b")
    here.cut = BROKEN
    row = approved(desk, ("L1", "김하나"))
    here.work()
    assert report.waiting_for(desk.fresh(row))

    acts.mark(row.id, 0, "failed")

    assert report.waiting_for(desk.fresh(row)) == ""


def test_a_run_fails_when_no_machine_reaches_the_receiver_and_says_where_it_was_tried(
    desk: Desk, machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = machines.one("a"), machines.one("b")
    here.cut = there.cut = BROKEN
    row = approved(desk, *FOUR)

    for machine, host in ((here, "창구-1"), (there, "서고-2")):
        monkeypatch.setattr(socket, "gethostname", lambda host=host: host)
        machine.work()

    assert desk.fresh(row).state is State.FAILED
    error = desk.told(row)["error"]
    assert all(said in error for said in ("http://x", "창구-1, 서고-2", f"jikwon resume {row.id}"))
    here.cut = None
    gone_on(desk, row)
    here.work()
    assert desk.fresh(row).state is State.RELEASED
    assert desk.sent_to == ["L1", "L2", "L3", "L4"]


def test_a_run_has_not_failed_while_a_machine_that_has_not_tried_has_no_room(desk: Desk, machines: Machines) -> None:
    here, _ = machines.one("a"), machines.one("b")
    here.cut = BROKEN
    row = approved(desk, *FOUR)

    for _ in range(3):
        assert here.work()
        rested(row)

    assert desk.fresh(row).state is State.ACTING
    here.cut = None
    here.work()
    assert desk.fresh(row).state is State.RELEASED


def test_a_machine_that_ends_is_not_waited_for(desk: Desk, machines: Machines) -> None:
    here, there = machines.one("a"), machines.one("b")
    here.cut = BROKEN
    cards.drain(there.id)
    row = approved(desk, *FOUR)

    here.work()

    assert desk.fresh(row).state is State.FAILED


def test_two_workers_of_one_machine_are_one_way(desk: Desk, machines: Machines) -> None:
    here, beside = machines.one("a"), machines.one("a")
    here.cut = BROKEN
    row = approved(desk, *FOUR)

    here.work()

    assert beside.id != here.id
    assert desk.fresh(row).state is State.FAILED


def test_the_lanes_whose_receiver_is_reached_go_on(desk: Desk, machines: Machines) -> None:
    here = machines.one("a")
    here.cut, here.cut_for = BROKEN, "L1"
    row = approved(desk, *LANES)

    here.work()

    assert desk.sent_to == ["L2", "L4"]
    assert desk.fresh(row).state is State.FAILED


def test_what_was_cut_in_the_middle_on_one_machine_is_asked_about_by_the_other(desk: Desk, machines: Machines) -> None:
    here, there = machines.one("a"), machines.one("b")
    here.cut, here.after = BROKEN, True
    row = approved(desk, *FOUR)

    here.work()
    there.work()

    assert desk.fresh(row).state is State.RELEASED
    assert desk.sent_to == ["L1", "L2", "L3", "L4"]


def test_a_command_in_a_terminal_fails_with_its_own_machine_and_goes_on_by_a_resume(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = desk.run(*FOUR)
    with monkeypatch.context() as cut:
        cut.setattr(letters_code(), "open_site", cut_off)

        row = desk.resume(row, approve=True)

    assert row.state is State.FAILED
    assert socket.gethostname() in desk.told(row)["error"]
    assert desk.resume(row).state is State.RELEASED
    assert desk.sent_to == ["L1", "L2", "L3", "L4"]


def test_a_pause_ends_the_waiting_between_two_attempts(
    desk: Desk, machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = machines.one("a")
    row = approved(desk, ("L1", "김하나"))
    monkeypatch.setattr(act_stage, "waits", lambda _retry: [60.0])
    began = time.monotonic()

    def cut() -> Exception:
        lifecycle.pause(desk.office, row.id)
        return BROKEN()

    here.cut = cut

    with pytest.raises(Stopped):
        here.work()

    assert desk.fresh(row).state is State.PAUSED
    assert time.monotonic() - began < 30
