"""The engine's ledger keeps the promises of `Effects`, as the fake does."""

import time
from collections.abc import Iterator

import pytest
from tests.engine.desk import Desk
from tests.testing.effects_contract import ACT, OTHER, Do, EffectsContract

from jikwon.engine.active import Active
from jikwon.engine.acts.effects import LedgerEffects, pack
from jikwon.engine.questions import answering
from jikwon.engine.workers.presence import Presence
from jikwon.model import Act, Answer, Receipt, Seen, Stage, State
from jikwon.model.answering import about_act
from jikwon.model.errors import UnknownError
from jikwon.records import acts, runs


class InRecords:
    """A run whose two acts were approved, in the hands of one executor."""

    def __init__(self, desk: Desk, executor: str) -> None:
        row = desk.run(("L1", "김하나"))
        runs.change(row.id, time.time(), state=State.ACTING, stage=Stage.ACT, holder=executor)
        self.active = Active.of(desk.office, row.id, executor)
        for position, act in enumerate((ACT, OTHER), 10):
            sealed = self.active.seal.pack(act, "acts", position)
            acts.add(row.id, 1, position, position, act.kind, self.hash(act), sealed)

    def hash(self, act: Act) -> str:
        return self.active.office.hasher.full("act", act.key)

    def attempt(self, act: Act, *, do: Do, seen: Seen) -> Receipt:
        effects = LedgerEffects(self.active, act, self.hash(act), intended=False)
        receipt = effects.once(act, do=do, seen=seen)
        if effects.is_new:
            acts.receive(self.hash(act), pack(self.active, receipt, self.hash(act)))
        return receipt

    def decide(self, act: Act, choice: str) -> None:
        answering._settle_act(self.active, about_act(act, UnknownError()), Answer(choice=choice, by="official"))


class TestLedgerEffects(EffectsContract):
    @pytest.fixture
    def ledger(self, desk: Desk) -> Iterator[InRecords]:
        with Presence(desk.office.home, "contract", kind="foreground") as presence:
            yield InRecords(desk, presence.id)
