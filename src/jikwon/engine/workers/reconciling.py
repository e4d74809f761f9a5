"""Records to work: every open piece that a worker can do is begun once there is room, whatever was lost before."""

import secrets
import threading
from collections.abc import Callable, Collection
from dataclasses import replace

from jikwon.engine.active import Active, Stopped
from jikwon.engine.office import Office
from jikwon.engine.runs import drive
from jikwon.engine.stages import act
from jikwon.engine.stopwatch import elapsed
from jikwon.engine.workers import demands, maintenance, taking
from jikwon.engine.workers.durable import Durable
from jikwon.records import cards, hands
from jikwon.records.cards import Card
from jikwon.records.database import RecordsBusy
from jikwon.records.executors import Fenced
from jikwon.records.hands import HandRow
from jikwon.records.runs import RunRow

FULL_LOOK_S = 1.0
Key = tuple[str, str, int]
"""A piece: its run, its stage, and where it starts."""


class Reconciler:
    """Looks through the open runs again and again; all it knows it reads from the records."""

    def __init__(self, office: Office, durable: Durable, card: Card) -> None:
        self.card = card
        self.changed = threading.Event()
        """Set when a piece has ended: there is room for another."""
        self._office = office
        self._durable = durable
        self._in_hand: dict[Key, HandRow] = {}
        self._not_begun: dict[Key, Callable[[], bool]] = {}
        """Whether the library has done with a piece that nobody has begun to perform."""
        self._lock = threading.Lock()
        self._looked = 0.0
        self._open: set[str] = set()
        self._rested: set[str] = set()

    @property
    def in_hand(self) -> Collection[Key]:
        """The pieces that this worker has in hand at this moment."""
        with self._lock:
            return set(self._in_hand)

    def look(self) -> int:
        """Begin what there is room for, finish stages that have nothing left; return how many open runs we can do.

        Under maintenance nothing is begun and no stage goes on. Without a free slot the records, which have much to
        read through in a large run, are looked at once a second.
        """
        found = taking.able_to_do(self.card)
        free = self.card.slots - len(self.in_hand)
        if found and (free > 0 or elapsed() - self._looked > FULL_LOOK_S) and not maintenance.standing():
            self._looked = elapsed()
            todo = taking.todo_of(found)
            for row in found:
                if not row.holder and row.stage in drive.FINISH and not todo[row.id]:
                    self._finish(row)
            if taking.choice(self._office, self.card, found, todo, free=free):
                self._begin_more(free)
        self._forget_rested({row.id for row in found})
        return len(found)

    def _begin_more(self, free: int) -> None:
        """Take pieces in hand and begin them."""
        for hand, row in taking.take(self._office, self.card, free=free):
            key = _key(hand)
            pointer = f"{hand.run_id}/{hand.stage}/{hand.start}/{row.attempt}/{secrets.token_hex(4)}"
            with self._lock:
                self._in_hand[key], self._not_begun[key] = hand, lambda: False
            try:
                has_ended = self._durable.begin(pointer, hand.run_id, hand.stage, hand.start, row.attempt)
            except BaseException:
                self.leave(key)
                raise
            with self._lock:
                if key in self._not_begun:
                    self._not_begun[key] = has_ended

    def performing(self, key: Key) -> None:
        """Say that a piece in hand is being performed: whoever performs it lets go of it."""
        with self._lock:
            self._not_begun.pop(key, None)

    def leave(self, key: Key) -> None:
        """Let go of a piece, done or not; where the records are busy, `mend` does it later."""
        with self._lock:
            hand = self._in_hand.pop(key, None)
            self._not_begun.pop(key, None)
        try:
            if hand is not None:
                hands.leave(hand)
        finally:
            self.changed.set()

    def mend(self) -> None:
        """Let go of what only seems to be in our hand; note what we can do, and cannot any more.

        That is what the records could not be told of, and what the library has given up before it was performed.
        """
        with self._lock:
            given_up = [key for key, has_ended in self._not_begun.items() if has_ended()]
        for key in given_up:
            self.leave(key)
        for each in hands.every():
            if each.executor == self.card.executor and _key(each) not in self.in_hand:
                hands.leave(each)
        act.let_go(self.card.executor)
        can = demands.able(self._office, self.card.limits)
        if can != self.card.able:
            self.card = replace(self.card, able=can)
            cards.put(self.card)

    def is_tidy(self) -> bool:
        """Tell whether no run that rests has pointers left: the last one ends a moment after its run."""
        return not self._rested

    def _forget_rested(self, still_open: set[str]) -> None:
        """Remove the ended pointers of runs that rest now: a run that goes on gets new ones."""
        self._rested = {run for run in (self._rested | self._open) - still_open if not self._durable.forget_ended(run)}
        self._open = still_open

    def _finish(self, row: RunRow) -> None:
        try:
            drive.finish(Active(self._office, row, self.card.executor), row.stage)
        except (Stopped, Fenced, RecordsBusy):
            return


def _key(hand: HandRow) -> Key:
    return hand.run_id, hand.stage, hand.start
