"""A half-done run goes on after a restore on an empty machine, and nothing is done outside a second time."""

from collections import Counter

import pytest
from tests.moving.conftest import Machine

from jikwon.engine import auditing
from jikwon.engine.acts import after_restore
from jikwon.engine.questions import answering
from jikwon.model import Stage, State
from jikwon.records import acts, misses, runs
from jikwon.records.runs import RunRow

ROWS = (
    ("L1", "김하나", "", "", "", "1"), ("L2", "이두리", "", "", "", "refuse"), ("L3", "박세나", "", "", "", "1"),
    ("L4", "최네리", "", "", "", "1"),
)  # fmt: skip
ALL = ["L1", "L2", "L3", "L4"]


def half_way(machine: Machine) -> RunRow:
    """Start a run that stops at its second letter, until the receiver takes everything."""
    row = machine.run(*ROWS, approve=True)
    assert row.state is State.FAILED
    assert machine.sent_to == ["L1"]
    return row


def go_on_and_lose(machine: Machine, row: RunRow) -> None:
    """Let the run end after the backup, and lose the machine with the memory of it."""
    assert machine.receiver is not None
    machine.receiver.takes_everything = True
    assert machine.resume(row).state is State.RELEASED
    assert machine.sent_to == ALL
    machine.lose()


def test_what_was_done_after_the_backup_is_asked_for_and_not_done_again(machine: Machine) -> None:
    row = half_way(machine)
    made = machine.backup()
    go_on_and_lose(machine, row)

    done = machine.restore(made, machine.empty_home())

    assert done.settled is not None
    assert (done.settled.runs_at_work, done.settled.acts_in_doubt) == (1, 2)  # of L2 there was an intent before
    ended = machine.resume(row)
    assert ended.state is State.RELEASED
    assert machine.sent_to == ALL
    assert machine.told(row)["acts"] == {"planned": 4, "done": 4, "waiting": 0}
    assert machine.told(row)["proof"]["verdict"] == "proved"


def test_who_had_missed_a_lane_on_the_day_of_the_backup_has_not_missed_it_after_the_restore(machine: Machine) -> None:
    row = half_way(machine)
    misses.add(row.id, 0, place="a", host="pc-1", error="{}", rests_s=3600.0)
    made = machine.backup()
    machine.lose()

    machine.restore(made, machine.empty_home())

    assert misses.of_lane(row.id, 0) == []


def test_what_was_not_done_after_the_backup_is_done_once(machine: Machine) -> None:
    row = half_way(machine)
    made = machine.backup()
    machine.lose()
    machine.restore(made, machine.empty_home())
    assert machine.receiver is not None
    machine.receiver.takes_everything = True

    assert machine.resume(row).state is State.RELEASED

    assert machine.sent_to == ALL


def test_a_receiver_that_has_forgotten_makes_people_answer_and_their_word_counts(machine: Machine) -> None:
    row = half_way(machine)
    made = machine.backup()
    go_on_and_lose(machine, row)
    machine.restart_receiver()
    machine.restore(made, machine.empty_home())
    assert machine.receiver is not None
    machine.receiver.takes_everything = True

    while machine.resume(row).state is State.NEEDS_PEOPLE:
        for each in machine.told(row)["questions"]:
            assert each["code"] == "act-in-doubt"
            answering.store(machine.office, row.id, each["id"], value="done")

    assert machine.fresh(row).state is State.RELEASED
    assert machine.sent_to == ALL


def test_an_answer_that_an_act_was_not_done_lets_it_be_done_without_asking_again(machine: Machine) -> None:
    row = half_way(machine)
    made = machine.backup()
    machine.lose()
    machine.restart_receiver()
    machine.restore(made, machine.empty_home())
    assert machine.receiver is not None
    machine.receiver.takes_everything = True
    asked = Counter[str]()

    while machine.resume(row).state is State.NEEDS_PEOPLE:
        for each in machine.told(row)["questions"]:
            asked[each["id"]] += 1
            answering.store(machine.office, row.id, each["id"], value="not-done")

    assert machine.fresh(row).state is State.RELEASED
    assert machine.sent_to == ALL
    assert set(asked.values()) == {1}


def test_a_run_that_was_approved_after_the_backup_asks_before_it_acts(machine: Machine) -> None:
    row = machine.run(("L1", "김하나"), ("L2", "이두리"))
    assert row.state is State.AWAITING_APPROVAL
    made = machine.backup()
    assert machine.resume(row, approve=True).state is State.RELEASED
    machine.lose()

    machine.restore(made, machine.empty_home())

    assert machine.fresh(row).state is State.AWAITING_APPROVAL
    assert machine.resume(row, approve=True).state is State.RELEASED
    assert machine.sent_to == ["L1", "L2"]


def test_a_run_that_the_backup_never_saw_may_be_started_again(machine: Machine) -> None:
    made = machine.backup()
    path = machine.file(("L1", "김하나"), ("L2", "이두리"))
    machine.run(path=path, approve=True)
    machine.lose()
    machine.restore(made, machine.empty_home())

    again = machine.run(path=path, approve=True)

    assert again.state is State.RELEASED
    assert machine.sent_to == ["L1", "L2"]


def test_long_after_a_restore_acts_are_done_without_asking(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    made = machine.backup()
    machine.lose()
    machine.restore(made, machine.empty_home())
    machine.restart_receiver()  # it could not tell if it were asked
    monkeypatch.setattr(after_restore, "REACH_S", -1.0)

    assert machine.run(("L1", "김하나"), approve=True).state is State.RELEASED


def test_a_restore_is_on_the_trail_and_the_trail_holds(machine: Machine) -> None:
    row = half_way(machine)
    made = machine.backup()
    go_on_and_lose(machine, row)

    done = machine.restore(made, machine.empty_home())

    assert done.settled is not None
    assert done.settled.trail_holds
    assert machine.audited()[-1] == "records restored"
    assert "records backed up" not in machine.audited()  # that was noted after the moment of the backup
    assert auditing.verify(machine.office.chain, machine.office.anchors).holds


def test_paths_lead_into_the_new_home(machine: Machine) -> None:
    row = machine.run(("L1", "김하나"), approve=True)
    old = machine.home
    made = machine.backup()
    machine.lose()

    machine.restore(made, machine.empty_home())

    told = machine.told(row)
    assert [each["path"] for each in told["outputs"] if not each["path"].startswith(str(machine.home))] == []
    assert told["proof"]["path"].startswith(str(machine.home))
    assert not old.exists()
    assert machine.released(row)


def test_an_act_that_was_on_its_way_at_the_backup_stays_in_doubt(machine: Machine) -> None:
    row = half_way(machine)
    known = [acts.effect(each.key_hash) for each in acts.of_run(row.id)]
    assert [bool(each) for each in known] == [True, True, False, False]
    made = machine.backup()
    machine.lose()

    machine.restore(made, machine.empty_home())

    assert all(acts.effect(each.key_hash) for each in acts.of_run(row.id))
    assert runs.get(row.id) is not None
    assert machine.fresh(row).stage is Stage.ACT
