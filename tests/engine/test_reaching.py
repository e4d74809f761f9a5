"""A receiver that one machine cannot reach: the others try, and only when nobody reaches it has the run failed."""

import socket
import urllib.error
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from tests.engine.desk import FOUR, Desk
from tests.engine.interrupting import letters_code

from jikwon.engine.active import Active, Stopped
from jikwon.engine.reports import report
from jikwon.engine.runs import drive, lifecycle
from jikwon.engine.runs.retrying import failure
from jikwon.engine.workers import demands, taking
from jikwon.engine.workers.presence import Presence
from jikwon.model import Stage, State
from jikwon.model.errors import all_errors
from jikwon.records import cards, database, hands, misses, runs
from jikwon.records.cards import Card
from jikwon.records.runs import RunRow
from jikwon.trust.home import Home

LANES = (("L1", "김하나", "", "가"), ("L2", "이두리", "", "나"), ("L3", "박세나", "", "가"), ("L4", "최네리", "", "나"))


def of_code(code: str, **more: Any) -> Callable[[], Exception]:
    """Make what a cut line raises, anew for each time."""
    return lambda: next(each for each in all_errors() if each.code == code)(receiver="http://x", **more)


REFUSED = of_code("letters-receiver-unreachable", was_refused=True)
BROKEN = of_code("letters-receiver-unreachable")
OFF = of_code("letters-receiver-off")


class Machine:
    """A worker on a machine of its own, which takes pieces and does them when it is told to.

    `cut` is what it meets on its way to the receiver; `after` whether the letter has arrived all the same.
    """

    def __init__(self, desk: Desk, presence: Presence) -> None:
        self.desk = desk
        self.id = presence.id
        self.cut: Callable[[], Exception] | None = None
        self.cut_for = ""
        self.after = False
        self.card = Card(
            executor=presence.id, version="0", slots=9, limits={}, able=demands.able(desk.office, ()),
        )  # fmt: skip
        cards.put(self.card)

    def work(self) -> int:
        """Do what there is for it until there is nothing left; give how many pieces it took."""
        taken = 0
        while found := taking.take(self.desk.office, self.card, free=9):
            for hand, row in found:
                taken += 1
                active = Active.of(self.desk.office, row.id, self.id)
                try:
                    drive.perform(active, Stage(hand.stage), hand.start)
                finally:
                    hands.leave(hand)
                    active.close()
                if (now := self.desk.fresh(row)).stage in drive.FINISH and not drive.pieces(now):
                    drive.finish(Active.of(self.desk.office, row.id, self.id), now.stage)
        return taken

    def call(self, real: Any, path: str, body: dict[str, str] | None) -> tuple[int, Any]:
        """Ask the receiver something, or meet the cut line."""
        if self.cut is None or self.cut_for not in path + str(body):
            return real.call(path, body)  # type: ignore[no-any-return]
        if self.after and body:
            real.call(path, body)
        raise self.cut()


class Machines:
    """The machines of an office, each with a line of its own to the receiver."""

    def __init__(self, desk: Desk, stack: ExitStack) -> None:
        self.desk = desk
        self.found: dict[str, Machine] = {}
        self._stack = stack

    def one(self, name: str) -> Machine:
        """Start a machine."""
        home = Home.open(self.desk.folder / name)
        made = Machine(self.desk, self._stack.enter_context(Presence(home, "worker-0", kind="worker")))
        self.found[made.id] = made
        return made


class Line:
    """The receiver, as the machine that does the run reaches it."""

    def __init__(self, real: Any, machine: Machine | None) -> None:
        self.address = real.address
        self._real = real
        self._machine = machine

    def call(self, path: str, body: dict[str, str] | None = None) -> tuple[int, Any]:
        """Ask or tell the receiver something."""
        if self._machine is None:
            return self._real.call(path, body)  # type: ignore[no-any-return]
        return self._machine.call(self._real, path, body)


@pytest.fixture
def machines(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machines]:
    steps, real_add = letters_code().steps, misses.add
    real = steps._receiver
    with ExitStack() as stack:
        made = Machines(desk, stack)
        monkeypatch.setattr(steps, "_receiver", lambda run: Line(real(run), made.found.get(run.executor)))
        monkeypatch.setattr(misses, "add", lambda *of, **more: real_add(*of, **{**more, "rests_s": 3600.0}))
        yield made


def approved(desk: Desk, *rows: tuple[str, ...]) -> RunRow:
    """Let workers go on with a run whose letters may be sent."""
    row = desk.run(*rows)
    with database.together():
        lifecycle.take(desk.office, row.id, "")
        runs.change(row.id, database.now(), approved_by="lee")
    return row


def gone_on(desk: Desk, row: RunRow) -> None:
    with database.together():
        lifecycle.take(desk.office, row.id, "")


def rested(row: RunRow) -> None:
    """Let the time pass in which a machine is not given a lane again."""
    database.run_sql("UPDATE misses SET rests_until = 0 WHERE run_id = %s", (row.id,))


@pytest.mark.parametrize("cut", [REFUSED, BROKEN, OFF])
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


def test_a_run_fails_when_no_machine_reaches_the_receiver_and_says_where_it_was_tried(
    desk: Desk, machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = machines.one("a"), machines.one("b")
    here.cut = there.cut = REFUSED
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
    here.cut = REFUSED
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
    here.cut = REFUSED
    cards.drain(there.id)
    row = approved(desk, *FOUR)

    here.work()

    assert desk.fresh(row).state is State.FAILED


def test_two_workers_of_one_machine_are_one_way(desk: Desk, machines: Machines) -> None:
    here, beside = machines.one("a"), machines.one("a")
    here.cut = REFUSED
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


@pytest.mark.parametrize(("cut", "codes"), [(REFUSED, []), (BROKEN, ["act-in-doubt"])])
def test_a_refused_line_leaves_no_doubt_where_the_receiver_cannot_tell_and_a_broken_one_does(
    desk: Desk, machines: Machines, cut: Callable[[], Exception], codes: list[str]
) -> None:
    here, there = machines.one("a"), machines.one("b")
    here.cut = cut
    row = approved(desk, ("L1", "김하나"))
    here.work()
    desk.restart_receiver()

    there.work()

    assert desk.codes(row) == codes
    assert desk.sent_to == ([] if codes else ["L1"])


def test_an_act_that_noted_something_before_its_line_was_refused_stays_on_the_ledger(
    desk: Desk, machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = machines.one("a")
    steps = letters_code().steps

    def noting(run: Any, act: Any, effects: Any) -> Any:
        def do(note: Any) -> Any:
            note({"stage": "begun"})
            raise REFUSED()

        return effects.once(act, do=do, seen=steps._finder(run, steps._receiver(run), act))

    monkeypatch.setattr(steps, "send_letter", noting)
    approved(desk, ("L1", "김하나"))

    here.work()

    assert len(database.rows("SELECT * FROM effects WHERE receipt IS NULL")) == 1


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


def test_a_command_in_a_terminal_fails_with_its_own_machine_and_goes_on_by_a_resume(desk: Desk) -> None:
    row = desk.run(*FOUR)
    desk.stop_receiver()

    row = desk.resume(row, approve=True)

    assert row.state is State.FAILED
    assert socket.gethostname() in desk.told(row)["error"]
    desk.start_receiver()
    assert desk.resume(row).state is State.RELEASED
    assert desk.sent_to == ["L1", "L2", "L3", "L4"]


def test_a_pause_ends_the_waiting_between_two_attempts(
    desk: Desk, machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = machines.one("a")
    row = approved(desk, ("L1", "김하나"))

    def cut() -> Exception:
        lifecycle.pause(desk.office, row.id)
        return BROKEN()

    here.cut = cut

    with pytest.raises(Stopped):
        here.work()

    assert desk.fresh(row).state is State.PAUSED


@contextmanager
def raising(error: BaseException, cause: BaseException | None) -> Iterator[list[BaseException]]:
    caught = list[BaseException]()
    try:
        raise error from cause
    except type(error) as made:
        caught.append(made)
        yield caught


@pytest.mark.parametrize(
    ("error", "cause", "code"),
    [
        (ConnectionResetError(), None, "no-connection"),
        (urllib.error.URLError(ConnectionRefusedError()), None, "no-connection"),
        (urllib.error.URLError(socket.gaierror()), None, "no-connection"),
        (RuntimeError(), TimeoutError(), "no-connection"),
        (OSError(113, "No route to host"), None, "no-connection"),
        (OSError(2, "No such file"), None, "unknown"),
        (KeyError("010-0123-4567"), None, "unknown"),
    ],
)
def test_a_line_that_foreign_code_could_not_hold_is_tried_again(
    error: Exception, cause: Exception | None, code: str
) -> None:
    with raising(error, cause) as [caught]:
        known = failure(caught)

    assert known.code == code
    assert "0123" not in known.dumps()
