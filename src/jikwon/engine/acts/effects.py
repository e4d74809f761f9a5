"""Effects outside, exactly once: the intent before, the receipt after, and asking in between."""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace

from jikwon.engine.active import Active
from jikwon.engine.acts.ledger import intent
from jikwon.engine.acts.waiting import stand_by
from jikwon.engine.stopwatch import elapsed
from jikwon.engine.workers import presence, takeover
from jikwon.model import Act, ActInDoubt, Handling, Intent, JikwonError, NoteDown, NotYet, Probe, Receipt, Seen
from jikwon.model.dates import SEOUL, moment
from jikwon.model.doors import act_in_hand
from jikwon.model.planning import ActUnplanned
from jikwon.records import acts, database, executors, restores
from jikwon.records.acts import EffectRow, NewIntent

_NOTED_AT = "noted_at"
"""Among what an act noted: when, as seconds since the epoch. A process never sees it."""
FENCE_S = 2.0
"""Longest time between the last look at the fence and an effect."""


POLL_S = 0.2
ELSEWHERE_S = 60.0
"""How long an act waits for another run that is doing the same act."""
NOT_OURS = Receipt(key="")
"""Stands for: another run renewed the intent while the receiver was asked."""


class ActElsewhere(JikwonError):
    """Another run has been doing this very act for a long time."""

    code = "act-elsewhere"
    handling = Handling.RETRY


class LedgerEffects:
    """`jikwon.model.Effects` on the records: one per act, made by the act stage."""

    def __init__(self, active: Active, act: Act, key_hash: str, *, intended: bool) -> None:
        self.active = active
        self.act = act
        self.key_hash = key_hash
        self.receipt: Receipt | None = None
        self.is_new = False
        self._intended = intended
        self._looked = elapsed()

    def once(self, act: Act, *, do: Callable[[NoteDown], Receipt], seen: Seen) -> Receipt:
        """Do the act unless it was done, and return its receipt (see `jikwon.model.Effects`)."""
        if act.key != self.act.key:
            raise ActUnplanned(act=act.key)
        known = self.receipt or self._known(seen)
        if known is None:
            self._assert_not_fenced()
            with act_in_hand(self._assert_not_fenced):
                known = do(self._note)
            self.is_new = True
        self.receipt = known
        return known

    def _known(self, seen: Seen) -> Receipt | None:
        """Give the receipt that there is already, or None when the intent stands and the act may be done."""
        if self._intended:  # by us, a moment ago, together with the receipt of the act before
            self._intended = False
            return None
        until = time.monotonic() + ELSEWHERE_S
        while True:
            line = self._intended_before()
            if line is None:
                return None
            if line.receipt is not None:
                return unpack(self.active, line.receipt, self.key_hash)
            if line.run_id != self.active.id and acts.is_in_hand(line.run_id, self.key_hash):
                self._wait_for(line.run_id, until)
                continue
            if (known := self._ask(seen, line)) is not NOT_OURS:
                return known

    def _intended_before(self) -> EffectRow | None:
        """Write the intent, unless the ledger has one: then give that line.

        Hot. Of two runs that intend one act at once, the key's one row takes the first; the second waits for its commit
        and then reads it. Nobody takes it back meanwhile: only what is not shared does.
        """
        with self.active.writing(shared=True):
            return None if acts.intend(self._intent()) else acts.effect(self.key_hash)

    def _wait_for(self, run: str, until: float) -> None:
        """Wait while another run does this very act: asking the receiver now could come too early."""
        if time.monotonic() > until:
            raise ActElsewhere(act=self.act.key, run=run)
        time.sleep(POLL_S)
        takeover.release_dead(self.active.office, by=self.active.executor)

    def _ask(self, seen: Seen, line: EffectRow) -> Receipt | None:
        noted = self._noted(line.noted)
        last = float(noted.pop(_NOTED_AT, line.intended_at))
        lost = restores.gap_after(line.intended_at)
        since = Intent(
            at=moment(line.intended_at), noted=noted, noted_at=moment(last),
            lost_until=moment(lost.end) if lost else None,
        )  # fmt: skip
        last = max(last, lost.end) if lost else last
        match self._surely(seen, since, last):
            case Receipt() as receipt:
                self.is_new = True
                return receipt
            case Probe.NOT_THERE:
                with self.active.writing(shared=True):  # the line's own moment decides between two
                    ours = acts.intend_again(self._intent(), known=line.intended_at)
                return None if ours else NOT_OURS
        raise ActInDoubt(key=self.act.key, since=since.at.astimezone(SEOUL).strftime("%Y-%m-%d %H:%M:%S"))

    def _surely(self, seen: Seen, since: Intent, last: float) -> Receipt | Probe:
        """Ask the receiver; again where what was sent may have been on its way when it was asked."""
        asked = database.now()
        while isinstance(known := seen(replace(since, asked_at=moment(asked))), NotYet):
            within = known.within.total_seconds()
            if not asked < last + within:
                return Probe.NOT_THERE
            stand_by(self.active, seconds=min(last + within - asked, within))
            asked = max(database.now(), last + within)  # a clock that was put back waits just once
        return known

    def _intent(self) -> NewIntent:
        active = self.active
        return intent(active.office, self.act, key_hash=self.key_hash, run=active.id)

    def _assert_not_fenced(self) -> None:
        """Look at the fence in the records, if that was not done within `FENCE_S`.

        It is asked before the act, and again at each door to the outside that the act goes through. Who was stopped
        in between (SIGSTOP, a machine put to sleep) is fenced once it was silent for `presence.DEAD_AFTER_S`, which is
        longer than `FENCE_S`: so when it goes on, a look is due, and meets the fence before the next door. Who cannot
        reach the records does not pass either. What is left is the moment between a look and the first byte behind
        its door: where the process can be asked for, whoever takes its work ends it first (`presence.end_hung`).

        A look is also due where our last heartbeat was sent long ago: the commit that held the fence and the intent may
        have been answered late, and what it says of us was true when it was made.
        """
        now = elapsed()
        if not presence.is_sure(self.active.executor):
            presence.beat(self.active.executor)
        elif now - self._looked > FENCE_S:
            executors.assert_alive(self.active.executor)
        else:
            return
        self._looked = now

    def _note(self, noted: Mapping[str, str]) -> None:
        """Write down what was learnt on the way; hot: the line is that of the act in hand."""
        told = {**noted, _NOTED_AT: str(database.now())}
        with self.active.writing(ended_too=True, shared=True):
            acts.note(self.key_hash, self.active.office.seal.pack(told, "effects", self.key_hash, "noted"))

    def _noted(self, sealed: bytes | None) -> dict[str, str]:
        if sealed is None:
            return {}
        return self.active.office.seal.unpack(sealed, dict[str, str], "effects", self.key_hash, "noted")


def pack(active: Active, receipt: Receipt, key_hash: str) -> bytes:
    """Seal a receipt for the ledger, which outlives the run."""
    return active.office.seal.pack(receipt, "effects", key_hash)


def unpack(active: Active, sealed: bytes, key_hash: str) -> Receipt:
    """Open a receipt of the ledger."""
    return active.office.seal.unpack(sealed, Receipt, "effects", key_hash)
