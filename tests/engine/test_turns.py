"""A site outside is touched so often a minute and by so many at once, whatever the number of workers and threads."""

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as some
from tests.engine.crew import say
from tests.engine.desk import Desk

from jikwon.engine.active import Active, Stopped
from jikwon.engine.acts import turns
from jikwon.engine.acts.turns import Turns, following
from jikwon.engine.workers.presence import Presence
from jikwon.model import State
from jikwon.records import database, executors, runs, tickets
from jikwon.records.tickets import TURN, TicketRow
from jikwon.trust.settings import Limits

SITE = "epidemic"


def wait(seconds: float) -> None:
    time.sleep(seconds / 20)


def turns_of(executor: str, run: str, **limits: int) -> Turns:
    return Turns(SITE, Limits(**limits), run=run, executor=executor, pause=wait)


@contextmanager
def living(desk: Desk, count: int) -> Iterator[list[str]]:
    with ExitStack() as stack:
        yield [
            stack.enter_context(Presence(desk.office.home, f"worker-{number}", kind="worker")).id
            for number in range(count)
        ]


def in_threads(work: list[threading.Thread]) -> None:
    for each in work:
        each.start()
    for each in work:
        each.join()


@pytest.fixture
def short_minute(monkeypatch: pytest.MonkeyPatch) -> float:
    """Make a minute pass in half a second."""
    monkeypatch.setattr(turns, "WINDOW_S", 0.5)
    return 0.5


@pytest.mark.slow
def test_in_no_window_are_more_let_through_than_are_allowed(
    desk: Desk, short_minute: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = list[float]()
    let_through = tickets.let_through

    def noted(ticket: int, now: float) -> None:
        let_through(ticket, now)
        moments.append(now)

    monkeypatch.setattr(tickets, "let_through", noted)
    with living(desk, 3) as workers:

        def touch(number: int) -> None:
            mine = turns_of(workers[number % 3], f"run-{number % 4}", per_minute=5)
            for _ in range(3):
                mine.next()
            database.close()

        in_threads([threading.Thread(target=touch, args=(number,)) for number in range(8)])
        given_at = sorted(moments)

    assert len(given_at) == 24
    assert all(later - earlier >= short_minute for earlier, later in zip(given_at, given_at[5:], strict=False))


def test_no_more_than_so_many_are_at_the_site_at_once(desk: Desk) -> None:
    here, most = list[int](), list[int]()
    with living(desk, 2) as workers:

        def visit(number: int) -> None:
            mine = turns_of(workers[number % 2], f"run-{number}", at_once=2)
            for _ in range(2):
                with mine.place(), mine.place():  # a thread that has a place keeps it
                    here.append(number)
                    most.append(len(here))
                    time.sleep(0.02)
                    here.remove(number)
            database.close()

        in_threads([threading.Thread(target=visit, args=(number,)) for number in range(6)])

    assert len(most) == 12
    assert max(most) <= 2


def test_the_places_of_a_dead_worker_come_back(desk: Desk) -> None:
    with living(desk, 2) as (dead, other):
        held = turns_of(dead, "a", at_once=1).place()
        held.__enter__()
        refused = Turns(SITE, Limits(at_once=1), run="b", executor=other, pause=give_up)
        with pytest.raises(TimeoutError), refused.place():
            pass

        executors.mark(dead, "dead")

        with refused.place():
            held.__exit__(None, None, None)


def test_a_turn_that_was_given_counts_although_its_worker_has_died(desk: Desk) -> None:
    with living(desk, 2) as (dead, other):
        turns_of(dead, "a", per_minute=1).next()
        executors.mark(dead, "dead")

        with pytest.raises(TimeoutError):
            Turns(SITE, Limits(per_minute=1), run="b", executor=other, pause=give_up).next()
        assert [each.run_id for each in tickets.of_site(SITE, TURN, since=0)] == ["a"]


def give_up(_seconds: float) -> None:
    raise TimeoutError


def test_a_site_without_limits_costs_no_look_at_the_records(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "together", give_up)
    free = turns_of("nobody", "a")

    with free.place():
        free.next()


LINE = some.lists(some.tuples(some.sampled_from("abc"), some.booleans()), max_size=12)


@given(line=LINE, most=some.integers(1, 6))
def test_the_run_with_the_fewest_goes_first_and_no_room_is_left_unused(line: list[tuple[str, bool]], most: int) -> None:
    rows = [
        TicketRow(id=number, kind=TURN, run_id=run, since=1.0 if through else None)
        for number, (run, through) in enumerate(line)
    ]
    chosen = following(rows, most)
    waiting = [each for each in rows if each.since is None]
    through = [each for each in rows if each.since is not None]

    assert len(chosen) == max(min(most - len(through), len(waiting)), 0)
    after = {run: sum(each.run_id == run for each in through) for run in "abc"}
    for run in "abc":
        after[run] += sum(each.run_id == run and each.id in chosen for each in waiting)
    left = {each.run_id for each in waiting if each.id not in chosen}
    for each in waiting:
        if each.id in chosen and left:
            assert after[each.run_id] <= min(after[run] for run in left) + 1


def test_whoever_waits_for_a_turn_stops_when_the_run_is_paused(desk: Desk) -> None:
    say(desk, '[sites.receiver]\naddress = "http://127.0.0.1:9"\nper_minute = 1\n')
    row = desk.run(("L1", "김하나"))
    with Presence(desk.office.home, "worker-0", kind="worker") as worker:
        runs.change(row.id, time.time(), state=State.RUNNING)
        site = Active.of(desk.office, row.id, worker.id).site_settings("receiver")
        site.turns.next()
        runs.change(row.id, time.time(), state=State.PAUSED)

        with pytest.raises(Stopped):
            site.turns.next()
    assert [each.since is None for each in tickets.of_site("receiver", TURN, since=0)] == [False]
