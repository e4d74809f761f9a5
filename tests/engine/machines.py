"""Machines of one office, each with a worker that does pieces when it is told to, and a line of its own outside."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from tests.engine.desk import Desk

from jikwon.engine.active import Active
from jikwon.engine.runs import drive, lifecycle
from jikwon.engine.workers import demands, taking
from jikwon.engine.workers.presence import Presence
from jikwon.model import JikwonError, Stage
from jikwon.model.errors import all_errors
from jikwon.records import cards, database, hands, runs
from jikwon.records.cards import Card
from jikwon.records.runs import RunRow
from jikwon.trust.home import Home


def of_code(code: str) -> Callable[[], JikwonError]:
    """Make what a cut line raises, anew for each time."""
    return lambda: next(each for each in all_errors() if each.code == code)(receiver="http://x")


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
        self.rests_s: Callable[[float], float] = lambda told: told and 3600.0
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


def approved(desk: Desk, *rows: tuple[str, ...]) -> RunRow:
    """Let workers go on with a run whose letters may be sent."""
    row = desk.run(*rows)
    with database.together():
        lifecycle.take(desk.office, row.id, "")
        runs.change(row.id, database.now(), approved_by="lee")
    return row
