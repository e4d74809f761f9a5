"""Places and turns at sites outside, kept by the records for all machines: a portal is not stormed by many workers.

A turn is one row that counts for a minute of the database's clock; a place is one row for as long as it is held, and
that of an executor which is no more counts no longer. So nothing must be mended after a crash.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from jikwon.records import database, executors, tickets
from jikwon.records.database import RecordsBusy, together
from jikwon.records.tickets import PLACE, TURN, TicketRow
from jikwon.trust.settings import Limits

WINDOW_S = 61.0
"""A turn counts for a minute, and a second more: the ways from machines to a site are not equally long."""
LOOK_S = 0.2
"""So long between two looks of one who waits."""
TRIES = 3


class Turns:
    """What one run may do at one site, in the hands of one executor. Implements `jikwon.model.turns.Turns`.

    `pause` lets so many seconds pass, or raises where the wait must end.
    """

    def __init__(self, site: str, limits: Limits, *, run: str, executor: str, pause: Callable[[float], None]) -> None:
        self._site = site
        self._limits = limits
        self._run = run
        self._executor = executor
        self._pause = pause
        self._here = threading.local()

    @contextmanager
    def place(self) -> Iterator[None]:
        """Give a place for the block; a thread that has one already keeps it."""
        if self._limits.at_once is None or getattr(self._here, "has_place", False):
            yield
            return
        ticket = self._let_through(PLACE, self._limits.at_once)
        self._here.has_place = True
        try:
            yield
        finally:
            self._here.has_place = False
            _give_back(ticket)

    def next(self) -> None:
        """Wait for the next turn."""
        if self._limits.per_minute is not None:
            self._let_through(TURN, self._limits.per_minute)

    def _let_through(self, kind: str, most: int) -> int:
        """Get in line, and wait until one is let through; whoever must give up leaves the line."""
        with together():
            ticket = tickets.ask(self._site, kind, self._run, self._executor)
            is_through = self._try(ticket, kind, most)
        try:
            while not is_through:
                self._pause(LOOK_S)
                if self._may(ticket, kind, most):  # a look alone writes nothing
                    with together():
                        is_through = self._try(ticket, kind, most)
        except BaseException:
            _give_back(ticket)
            raise
        return ticket

    def _may(self, ticket: int, kind: str, most: int) -> bool:
        now = database.now()
        return ticket in following(tickets.of_site(self._site, kind, since=now - WINDOW_S), most)

    def _try(self, ticket: int, kind: str, most: int) -> bool:
        executors.assert_alive(self._executor)
        now = database.now()
        if ticket not in following(tickets.of_site(self._site, kind, since=now - WINDOW_S), most):
            return False
        tickets.let_through(ticket, now)
        tickets.forget_old(self._site, before=now - WINDOW_S)
        return True


def following(line: Sequence[TicketRow], most: int) -> frozenset[int]:
    """Choose the tickets that are let through next where at most `most` may be.

    Each time that of the run which has the fewest through; among such runs the one that has waited longest.
    """
    through = Counter(each.run_id for each in line if each.since is not None)
    waiting = [each for each in line if each.since is None]
    chosen = set[int]()
    for _ in range(min(most - through.total(), len(waiting))):
        one = min(waiting, key=lambda each: (through[each.run_id], each.id))
        waiting.remove(one)
        through[one.run_id] += 1
        chosen.add(one.id)
    return frozenset(chosen)


def _give_back(ticket: int) -> None:
    for left in reversed(range(TRIES)):
        try:
            tickets.give_back([ticket])
        except RecordsBusy:
            if not left:
                raise
        else:
            return
