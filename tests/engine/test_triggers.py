"""Runs that nobody starts by hand: each moment starts one run, whatever happens on the way."""

import time
from datetime import datetime

import pytest
from tests.engine.desk import Desk
from tests.engine.orders import ago, look, request, rest_all, started

from jikwon.engine.runs import starting
from jikwon.engine.triggers import firing as firing_module
from jikwon.engine.triggers import orders
from jikwon.engine.triggers.orders import SCHEDULE
from jikwon.engine.workers import maintenance
from jikwon.model import InputError, State
from jikwon.model.dates import SEOUL
from jikwon.model.errors import loads
from jikwon.records import runs, triggers
from jikwon.records.database import run_sql


@pytest.fixture
def daily(desk: Desk) -> str:
    orders.add(desk.office, "매일", SCHEDULE, "test-letters", request(desk, desk.file(("L1", "김하나"))))
    return "매일"


def test_nothing_starts_before_its_time(desk: Desk, daily: str) -> None:
    look(desk)

    assert started() == []


def test_a_moment_that_has_come_starts_one_run_of_the_owner_for_workers(desk: Desk, daily: str) -> None:
    ago(daily, days=1)

    look(desk)
    look(desk)

    (row,) = runs.latest()
    assert (row.process, row.account, row.holder, row.state) == ("test-letters", desk.office.account, "", State.QUEUED)
    assert [each.run_id for each in triggers.latest(daily)] == [row.id]


def test_of_several_missed_moments_the_last_is_made_up_for_and_the_others_are_counted(desk: Desk, daily: str) -> None:
    ago(daily, days=4)

    look(desk)

    (fired,) = triggers.latest(daily, 10)
    assert len(started()) == 1
    assert fired.missed == 3
    assert time.time() - fired.due < 24 * 3600


def test_under_maintenance_an_order_waits_and_is_made_up_for_once(desk: Desk, daily: str) -> None:
    maintenance.begin(desk.office, reason="점검")
    ago(daily, days=3)
    look(desk)
    assert started() == []

    maintenance.end(desk.office)
    look(desk)
    rest_all()
    look(desk)

    assert len(started()) == 1


def test_a_run_waits_until_the_one_before_it_of_its_process_rests(desk: Desk, daily: str) -> None:
    ago(daily, days=2)
    look(desk)
    ago(daily, days=1)

    look(desk)
    assert len(started()) == 1

    run_sql("DELETE FROM firings")  # the moment is the same one: only what is at work holds it back here
    rest_all()
    look(desk)
    assert len(started()) == 2


def test_two_workers_that_look_at_once_start_one_run(desk: Desk, daily: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ago(daily, days=1)
    real = starting.new_run

    def while_another_looks(*args: object, **more: object) -> object:
        monkeypatch.setattr(firing_module, "new_run", real)
        look(desk)
        return real(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(firing_module, "new_run", while_another_looks)

    look(desk)

    assert len(started()) == 1
    assert len(list(desk.office.home.spool.iterdir())) == 1


@pytest.mark.parametrize("at", ["add", "fired"])
def test_a_worker_that_dies_while_it_starts_a_run_leaves_it_to_the_next(
    desk: Desk, daily: str, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    ago(daily, days=1)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(*((runs, "add", die) if at == "add" else (triggers, "fired", die)))
        with pytest.raises(KeyboardInterrupt):
            look(desk)
    assert started() == []

    look(desk)

    assert len(started()) == 1


def test_an_order_that_cannot_be_followed_says_so_once_and_tries_again_at_the_next_moment(desk: Desk) -> None:
    path = desk.file(("L1", "김하나"))
    orders.add(desk.office, "매일", SCHEDULE, "test-letters", request(desk, path))
    path.unlink()
    ago("매일", days=1)

    look(desk)
    look(desk)

    (fired,) = triggers.latest("매일", 10)
    assert started() == []
    assert loads(fired.error).code == "file-missing"


def test_a_paused_trigger_rests_and_what_came_due_meanwhile_is_not_made_up_for(desk: Desk, daily: str) -> None:
    orders.pause(desk.office, daily, SCHEDULE)
    ago(daily, days=3)
    look(desk)
    orders.resume(desk.office, daily, SCHEDULE)
    look(desk)

    assert started() == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"when": "매일 아침"}, "recurrence-invalid"),
        ({"when": "0 0 30 2 *"}, "recurrence-invalid"),
        ({"inputs": (("letters", "/nowhere/letters.csv"),)}, "trigger-path-missing"),
        ({"inputs": (("unknown", "/"),)}, "input-unknown"),
        ({"settings": {"receiver": "{tomorrow}"}}, "placeholder-unknown"),
        ({"settings": {"unknown": "x"}}, "setting-unknown"),
    ],
)
def test_an_order_is_refused_for_what_its_runs_would_be_refused_for(
    desk: Desk, change: dict[str, object], code: str
) -> None:
    with pytest.raises(InputError) as caught:
        orders.add(desk.office, "매일", SCHEDULE, "test-letters", request(desk, desk.file(("L1", "김하나")), **change))

    assert caught.value.code == code
    assert triggers.every() == []


def test_a_name_is_given_once(desk: Desk, daily: str) -> None:
    with pytest.raises(orders.TriggerNameInvalid):
        orders.add(desk.office, daily, SCHEDULE, "test-letters", request(desk, desk.file(("L1", "김하나"))))


def test_days_in_settings_are_those_of_the_moment_that_was_due() -> None:
    from jikwon.engine.triggers.placeholders import filled

    due = datetime(2021, 3, 1, 9, tzinfo=SEOUL)
    given = {"a": "{today}", "b": "{yesterday}", "c": "{last-month}", "d": "{this-month}", "e": "plain"}

    assert filled(given, due) == {"a": "2021-03-01", "b": "2021-02-28", "c": "2021-02", "d": "2021-03", "e": "plain"}


def test_a_removed_trigger_leaves_its_runs(desk: Desk, daily: str) -> None:
    ago(daily, days=1)
    look(desk)
    orders.remove(desk.office, daily, SCHEDULE)

    assert len(started()) == 1
    assert triggers.every() == []


def test_who_keeps_and_removes_orders_stands_in_the_audit_trail(desk: Desk, daily: str) -> None:
    ago(daily, days=1)
    look(desk)
    orders.remove(desk.office, daily, SCHEDULE)

    from jikwon.engine import auditing

    noted = [(each.action, each.actor) for each in auditing.entries() if each.action.startswith("schedule")]
    assert noted == [
        ("schedule added", desk.office.account), ("schedule fired", "engine"), ("schedule removed", desk.office.account)
    ]  # fmt: skip
