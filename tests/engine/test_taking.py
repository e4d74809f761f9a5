"""Who takes which piece of work: decided in the records, once, for all workers of the office."""

import threading
import time

import pytest
from tests.engine.crew import hired, ordered, say
from tests.engine.desk import Desk

from jikwon.engine.runs import lifecycle, ordering
from jikwon.engine.workers import attendance, maintenance, staff
from jikwon.engine.workers.worker import Worker
from jikwon.model import State
from jikwon.records import database, executors, hands, runs
from jikwon.records.executors import Fenced
from jikwon.records.failing import RecordsUnreachable
from jikwon.records.hands import HandRow
from jikwon.trust.errors import SettingsInvalid

NEEDS_THE_PRINTER = '[processes.test-letters]\nneeds = "printer:2F"\n'


def test_a_worker_without_the_printer_leaves_a_printing_run_to_the_one_that_has_it(desk: Desk) -> None:
    say(desk, NEEDS_THE_PRINTER)
    row = ordered(desk)
    with hired(desk, "worker-0", "browser") as bare:
        assert bare.take() == []
        assert attendance.of_run(desk.office, row, now=time.time()).lacking == ("printer:2F",)
        with hired(desk, "worker-1", "printer:2F") as printing:
            assert [each.needs for each in printing.take()] == [{"printer:2F"}]


def test_no_piece_is_in_two_hands_however_many_reach_for_it(desk: Desk) -> None:
    rows = [ordered(desk, name=f"{number}.csv") for number in range(6)]
    with hired(desk, "worker-0") as one, hired(desk, "worker-1") as other:
        found: list[str] = []

        def reach(who: object) -> None:
            found.extend(each.run_id for each in (one if who == 1 else other).take(6))
            database.close()

        threads = [threading.Thread(target=reach, args=(number % 2,)) for number in range(4)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()

    assert sorted(found) == sorted(row.id for row in rows)


def test_so_many_pieces_of_a_capability_are_under_way_in_the_whole_office(desk: Desk) -> None:
    say(desk, f"{NEEDS_THE_PRINTER}\n[capabilities.printer]\nat_once = 1\n")
    for number in range(3):
        ordered(desk, name=f"{number}.csv")
    with hired(desk, "worker-0", "printer:2F") as one, hired(desk, "worker-1", "printer:2F") as other:
        (held,) = one.take(3)
        assert other.take(3) == []

        hands.leave(held)
        assert len(other.take(3)) == 1


def test_what_a_dead_worker_had_in_hand_is_taken_by_another_as_a_new_attempt(desk: Desk) -> None:
    row = ordered(desk)
    with hired(desk, "worker-0") as paused, hired(desk, "worker-1") as other:
        assert len(paused.take()) == 1
        assert other.take() == []

        executors.mark(paused.card.executor, "dead")

        assert [each.run_id for each in other.take()] == [row.id]
        assert desk.fresh(row).attempt == row.attempt + 1
        ordered(desk, name="더.csv")
        with pytest.raises(Fenced):
            paused.take()


def test_under_maintenance_nothing_is_begun_and_runs_are_ordered_all_the_same(desk: Desk) -> None:
    with hired(desk, "worker-0") as worker:
        maintenance.begin(desk.office, reason="서버 점검")
        row = ordered(desk)

        assert worker.take() == []
        seen = attendance.of_run(desk.office, row, now=time.time())
        assert (seen.maintenance, seen.is_attended) == ("서버 점검", False)

        maintenance.end(desk.office)
        assert [each.run_id for each in worker.take()] == [row.id]
    assert [each for each in desk.audited() if "maintenance" in each] == ["maintenance begun", "maintenance ended"]


def test_a_command_in_a_terminal_is_refused_under_maintenance_and_leaves_nothing(desk: Desk) -> None:
    maintenance.begin(desk.office, reason="서버 점검")

    with pytest.raises(maintenance.UnderMaintenance):
        desk.run(("L1", "김하나"))

    assert runs.latest() == []


def test_maintenance_that_begins_meanwhile_lets_a_command_rest_before_its_next_piece(desk: Desk) -> None:
    def begins(*_: object) -> None:
        maintenance.begin(desk.office, reason="서버 점검")

    row = lifecycle.run(
        desk.office, begins, slug="test-letters", inputs=[("letters", desk.file(("L1", "김하나")))],
        settings={"receiver": f"http://127.0.0.1:{desk.port}"}, out=desk.out,
    )  # fmt: skip

    assert row.state is State.PAUSED
    maintenance.end(desk.office)
    assert desk.resume(row).state is State.AWAITING_APPROVAL


def test_a_draining_worker_takes_nothing_more(desk: Desk) -> None:
    ordered(desk)
    with hired(desk, "worker-0") as worker:
        name, is_new = staff.drain(desk.office, "worker-0")
        assert (name, is_new) == (worker.card.executor, True)

        assert worker.take() == []
        assert [each.state for each in staff.roster(desk.office)] == ["draining"]
        assert staff.drain(desk.office, name) == (name, False)
    assert desk.audited().count("worker drained") == 1


def test_a_name_that_fits_two_workers_drains_neither(desk: Desk) -> None:
    with hired(desk, "worker-0"), hired(desk, "worker-1"), pytest.raises(staff.WorkerUnknown):
        staff.drain(desk.office, "worker")


def test_an_urgent_run_goes_before_those_that_were_ordered_earlier(desk: Desk) -> None:
    ordered(desk, name="a.csv")
    urgent = ordered(desk, name="b.csv", priority="urgent")
    with hired(desk, "worker-0") as worker:
        assert [each.run_id for each in worker.take()] == [urgent.id]


def test_a_run_that_is_said_to_be_urgent_later_goes_first_from_then_on(desk: Desk) -> None:
    ordered(desk)
    later = ordered(desk, name="b.csv", priority="low")

    ordering.hurry(desk.office, later.id, "urgent")

    with hired(desk, "worker-0") as worker:
        assert [each.run_id for each in worker.take()] == [later.id]
    assert "run urgency changed" in desk.audited()


def test_a_run_that_has_ended_is_hurried_no_more(desk: Desk) -> None:
    row = ordered(desk)
    lifecycle.cancel(desk.office, row.id)

    with pytest.raises(lifecycle.RunEnded):
        ordering.hurry(desk.office, row.id, "urgent")


def test_the_office_says_how_urgent_a_process_is_and_a_command_says_otherwise(desk: Desk) -> None:
    say(desk, '[processes.test-letters]\npriority = "low"\n')

    assert [ordered(desk, name="a.csv").priority, ordered(desk, name="b.csv", priority="normal").priority] == [2, 1]


@pytest.mark.parametrize(
    "settings",
    [
        '[processes.test-letters]\npriority = "bald"\n',
        '[processes.test-letters]\nneeds = "Drucker im 2. Stock"\n',
        "[capabilities.printer]\nat_once = 0\n",
        '[capabilities."2F Printer"]\nat_once = 1\n',
        '[sites.epidemic]\naddress = "https://x"\nper_minute = 0\n',
        '[sites.epidemic]\naddress = "https://x"\nat_once = "two"\n',
    ],
)
def test_nonsense_in_the_settings_is_refused(desk: Desk, settings: str) -> None:
    say(desk, settings)

    with pytest.raises(SettingsInvalid):
        _ = desk.office.settings


def test_a_worker_takes_only_runs_whose_version_it_has(desk: Desk) -> None:
    row = ordered(desk)
    database.run_sql("UPDATE runs SET version = '0.9.0' WHERE id = %s", (row.id,))
    with hired(desk, "worker-0") as newer:
        assert newer.take() == []
        seen = attendance.of_run(desk.office, desk.fresh(row), now=time.time())
        assert seen.lacking == ("test-letters@0.9.0",)
        with hired(desk, "worker-1", able=frozenset({"test-letters@0.9.0"})):
            assert attendance.of_run(desk.office, desk.fresh(row), now=time.time()).is_attended


def test_a_run_whose_version_nobody_has_can_be_cancelled(desk: Desk) -> None:
    row = ordered(desk)
    database.run_sql("UPDATE runs SET version = '0.9.0' WHERE id = %s", (row.id,))

    assert lifecycle.cancel(desk.office, row.id).state is State.CANCELLED
    assert ordering.options_of(desk.office, desk.fresh(row)) is not None


def test_a_command_in_a_terminal_waits_for_the_printer_that_a_worker_uses(desk: Desk) -> None:
    say(desk, f"{NEEDS_THE_PRINTER}\n[capabilities.printer]\nat_once = 1\n")
    ordered(desk, name="a.csv")
    told = list[str]()
    with hired(desk, "worker-0", "printer:2F") as worker:
        (held,) = worker.take()

        class Watcher:
            def __call__(self, *_: object) -> None:
                """See a stage begin."""

            def waits_for(self, sentence: str) -> None:
                told.append(sentence)
                hands.leave(held)

        path = desk.file(("L9", "김하나"), name="b.csv")
        row = lifecycle.run(
            desk.office, Watcher(), slug="test-letters", inputs=[("letters", path)],
            settings={"receiver": f"http://127.0.0.1:{desk.port}"}, out=desk.out,
        )  # fmt: skip

    assert row.state is State.AWAITING_APPROVAL
    assert "printer:2F" in told[0]
    assert told[1:] == [""]
    assert hands.every() == []


def test_a_fault_in_the_settings_stops_a_worker_and_does_not_make_it_idle(desk: Desk) -> None:
    say(desk, "[capabilities.printer]\nat_once = 0\n")

    with pytest.raises(SettingsInvalid):
        Worker(desk.office, slots=1, capabilities=(), tell=lambda _: None).work(until_idle=True)


def test_what_a_command_could_not_let_go_of_is_free_for_itself(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    say(desk, f"{NEEDS_THE_PRINTER}\n[capabilities.printer]\nat_once = 1\n")
    leave, missed = hands.leave, list[HandRow]()

    def away_at_first(piece: HandRow) -> None:
        if not missed:
            missed.append(piece)
            raise RecordsUnreachable
        leave(piece)

    monkeypatch.setattr(hands, "leave", away_at_first)

    row = desk.run(("L9", "김하나"))

    assert len(missed) == 1
    assert row.state is State.AWAITING_APPROVAL
    assert hands.every() == []
