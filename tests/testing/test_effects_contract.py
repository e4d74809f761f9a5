"""The fake keeps the promises of `Effects`. The engine's ledger is to join it here, with a class of its own."""

import pytest

from jikwon.model import Act, Receipt, Seen
from jikwon.testing import MemoryEffects

from .effects_contract import Do, EffectsContract


class InMemory:
    """The fake as the contract's ledger."""

    def __init__(self) -> None:
        self.effects = MemoryEffects()

    def attempt(self, act: Act, *, do: Do, seen: Seen) -> Receipt:
        return self.effects.once(act, do=do, seen=seen)

    def decide(self, act: Act, choice: str) -> None:
        self.effects.decide(act, choice)


class TestMemoryEffects(EffectsContract):
    @pytest.fixture
    def ledger(self) -> InMemory:
        return InMemory()
