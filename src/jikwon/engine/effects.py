"""Effects outside, exactly once: the intent before, the receipt after, and asking in between."""

import time
from collections.abc import Callable, Mapping

from jikwon.engine.active import Active
from jikwon.model import Act, ActInDoubt, Intent, NoteDown, Probe, Receipt
from jikwon.model.dates import SEOUL, moment
from jikwon.model.planning import ActUnplanned
from jikwon.records import acts, executors

FENCE_S = 2.0
"""Longest time between the last look at the fence and an effect."""


class LedgerEffects:
    """`jikwon.model.Effects` on the records: one per act, made by the act stage."""

    def __init__(self, active: Active, act: Act, key_hash: str, *, intended: bool) -> None:
        self.active = active
        self.act = act
        self.key_hash = key_hash
        self.receipt: Receipt | None = None
        self.is_new = False
        self._intended = intended
        self._looked = time.monotonic()

    def once(
        self, act: Act, *, do: Callable[[NoteDown], Receipt], seen: Callable[[Intent], Receipt | Probe]
    ) -> Receipt:
        """Do the act unless it was done, and return its receipt (see `jikwon.model.Effects`)."""
        if act.key != self.act.key:
            raise ActUnplanned(act=act.key)
        known = self.receipt or self._known(seen)
        if known is None:
            self._assert_not_fenced()
            known = do(self._note)
            self.is_new = True
        self.receipt = known
        return known

    def _known(self, seen: Callable[[Intent], Receipt | Probe]) -> Receipt | None:
        """Give the receipt that there is already, or None when the intent stands and the act may be done."""
        if self._intended:  # by us, a moment ago, together with the receipt of the act before
            self._intended = False
            return None
        with self.active.writing():
            line = acts.effect(self.key_hash)
            if line is None:
                acts.intend(self.key_hash, kind=self.act.kind, run=self.active.id, at=time.time())
                return None
        if line.receipt is not None:
            return unpack(self.active, line.receipt, self.key_hash)
        return self._ask(seen, Intent(at=moment(line.intended_at), noted=self._noted(line.noted)))

    def _ask(self, seen: Callable[[Intent], Receipt | Probe], intent: Intent) -> Receipt | None:
        match seen(intent):
            case Receipt() as receipt:
                self.is_new = True
                return receipt
            case Probe.NOT_THERE:
                with self.active.writing():
                    acts.intend_again(self.key_hash, time.time())
                return None
        raise ActInDoubt(key=self.act.key, since=intent.at.astimezone(SEOUL).strftime("%Y-%m-%d %H:%M:%S"))

    def _assert_not_fenced(self) -> None:
        if time.monotonic() - self._looked > FENCE_S:
            executors.assert_alive(self.active.executor)

    def _note(self, noted: Mapping[str, str]) -> None:
        with self.active.writing(ended_too=True):
            acts.note(self.key_hash, self.active.office.seal.pack(dict(noted), "effects", self.key_hash, "noted"))

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
