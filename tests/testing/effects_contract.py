"""What every `Effects` promises: written once, run against the fake and against the real ledger.

Derive a class `Test…` from `EffectsContract` and give it a fixture `ledger` with an object like `Ledger`.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Protocol

import pytest

from jikwon.model import Act, ActInDoubt, Handling, Intent, JikwonError, NoteDown, NotYet, Probe, Receipt, Seen
from jikwon.testing import Crash

ACT = Act(key="test-letters/send/0123456789abcdef/1", kind="send", item="L1", lane="send")
OTHER = Act(key="test-letters/send/fedcba9876543210/1", kind="send", item="L2", lane="send")
SOON = timedelta(seconds=0.2)
Do = Callable[[NoteDown], Receipt]


class Ledger(Protocol):
    """A ledger on whatever it is kept in. An attempt after a `Crash` begins as after a restart."""

    def attempt(self, act: Act, *, do: Do, seen: Seen) -> Receipt:
        """Go through `Effects.once` with one act and record what came of it, as the act stage does."""

    def decide(self, act: Act, choice: str) -> None:
        """Settle an act in doubt as a person has answered: `done` or `not-done`."""


class Busy(JikwonError):
    """The contract's receiver has no time."""

    code = "contract-busy"
    handling = Handling.RETRY


class Receiver:
    """A receiver in memory that counts what really arrived, and can be made to fail."""

    def __init__(self) -> None:
        self.arrived: list[str] = []
        self.asked: list[Intent] = []
        self.memory: dict[str, Receipt] = {}
        self.remembers = True
        self.settles: timedelta | None = None
        self.on_its_way: list[str] = []
        self.fails_before: type[BaseException] | None = None
        self.fails_after: type[BaseException] | None = None
        self.notes: Mapping[str, str] = {}

    def do(self, act: Act) -> Do:
        """Take an act; each failure that was asked for happens once."""

        def take(note: NoteDown) -> Receipt:
            if self.notes:
                note(self.notes)
            self._fail("fails_before")
            self.on_its_way.append(act.key)
            if self.settles is None:
                self._arrive()
            self._fail("fails_after")
            self._arrive()
            return self.memory[act.key]

        return take

    def _arrive(self) -> None:
        for key in self.on_its_way:
            self.arrived.append(key)
            self.memory[key] = Receipt(key=key, data={"number": str(len(self.arrived))})
        self.on_its_way.clear()

    def seen(self, act: Act) -> Seen:
        """Answer whether an act arrived."""

        def look(intent: Intent) -> Receipt | Probe | NotYet:
            self.asked.append(intent)
            if not self.remembers:
                return Probe.CANNOT_TELL
            missing = Probe.NOT_THERE if self.settles is None else NotYet(within=self.settles)
            known = self.memory.get(act.key, missing)
            self._arrive()  # what was on its way comes while somebody looks for it
            return known

        return look

    def _fail(self, when: str) -> None:
        error = getattr(self, when)
        setattr(self, when, None)
        if error is not None:
            raise error


class EffectsContract:
    """The promises. A receiver is asked only about an intent without a receipt."""

    @pytest.fixture
    def receiver(self) -> Receiver:
        return Receiver()

    def attempt(self, ledger: Ledger, receiver: Receiver, act: Act = ACT) -> Receipt:
        return ledger.attempt(act, do=receiver.do(act), seen=receiver.seen(act))

    def test_an_act_is_done_once_however_often_it_is_attempted(self, ledger: Ledger, receiver: Receiver) -> None:
        first = self.attempt(ledger, receiver)

        again = self.attempt(ledger, receiver)

        assert again == first
        assert receiver.arrived == [ACT.key]
        assert receiver.asked == []

    def test_acts_with_other_keys_are_other_acts(self, ledger: Ledger, receiver: Receiver) -> None:
        self.attempt(ledger, receiver)

        self.attempt(ledger, receiver, OTHER)

        assert receiver.arrived == [ACT.key, OTHER.key]

    @pytest.mark.parametrize("error", [Crash, Busy])
    def test_what_was_cut_before_it_was_done_is_done_after_asking(
        self, ledger: Ledger, receiver: Receiver, error: type[BaseException]
    ) -> None:
        receiver.fails_before = error
        with pytest.raises(error):
            self.attempt(ledger, receiver)

        receipt = self.attempt(ledger, receiver)

        assert receipt == receiver.memory[ACT.key]
        assert receiver.arrived == [ACT.key]
        assert len(receiver.asked) == 1

    @pytest.mark.parametrize("error", [Crash, Busy])
    def test_what_was_cut_after_it_was_done_is_not_done_again(
        self, ledger: Ledger, receiver: Receiver, error: type[BaseException]
    ) -> None:
        receiver.fails_after = error
        with pytest.raises(error):
            self.attempt(ledger, receiver)

        receipt = self.attempt(ledger, receiver)

        assert receipt == receiver.memory[ACT.key]
        assert receiver.arrived == [ACT.key]

    def test_what_was_on_its_way_when_the_receiver_was_asked_is_not_done_again(
        self, ledger: Ledger, receiver: Receiver
    ) -> None:
        receiver.settles, receiver.fails_after, receiver.notes = SOON, Crash, {"sent": "yes"}
        with pytest.raises(Crash):
            self.attempt(ledger, receiver)

        receipt = self.attempt(ledger, receiver)

        assert receipt == receiver.memory[ACT.key]
        assert receiver.arrived == [ACT.key]
        assert [dict(intent.noted) for intent in receiver.asked] == [{"sent": "yes"}] * 2

    def test_what_has_not_come_when_it_must_have_come_is_done(self, ledger: Ledger, receiver: Receiver) -> None:
        receiver.settles, receiver.fails_before = SOON, Crash
        with pytest.raises(Crash):
            self.attempt(ledger, receiver)

        receipt = self.attempt(ledger, receiver)

        assert receipt == receiver.memory[ACT.key]
        assert receiver.arrived == [ACT.key]
        assert len(receiver.asked) == 2

    def test_the_receipt_that_the_receiver_gave_is_kept(self, ledger: Ledger, receiver: Receiver) -> None:
        receiver.fails_after = Crash
        with pytest.raises(Crash):
            self.attempt(ledger, receiver)
        self.attempt(ledger, receiver)
        receiver.remembers = False

        receipt = self.attempt(ledger, receiver)

        assert receipt.data == {"number": "1"}
        assert len(receiver.asked) == 1

    def test_an_intent_says_when_it_was_and_what_was_noted(self, ledger: Ledger, receiver: Receiver) -> None:
        receiver.notes, receiver.fails_before = {"job": "7"}, Crash
        with pytest.raises(Crash):
            self.attempt(ledger, receiver)

        self.attempt(ledger, receiver)

        assert dict(receiver.asked[0].noted) == {"job": "7"}
        assert receiver.asked[0].at.tzinfo is not None

    def test_an_act_in_doubt_is_not_done_again_until_a_person_decides(self, ledger: Ledger, receiver: Receiver) -> None:
        receiver.fails_before, receiver.remembers = Crash, False
        with pytest.raises(Crash):
            self.attempt(ledger, receiver)

        for _ in range(2):
            with pytest.raises(ActInDoubt):
                self.attempt(ledger, receiver)

        assert receiver.arrived == []

    def test_a_person_who_says_done_ends_the_doubt(self, ledger: Ledger, receiver: Receiver) -> None:
        receiver.fails_after, receiver.remembers = Crash, False
        with pytest.raises(Crash):
            self.attempt(ledger, receiver)
        with pytest.raises(ActInDoubt):
            self.attempt(ledger, receiver)

        ledger.decide(ACT, "done")

        assert self.attempt(ledger, receiver).key == ACT.key
        assert receiver.arrived == [ACT.key]

    def test_a_person_who_says_not_done_has_it_done(self, ledger: Ledger, receiver: Receiver) -> None:
        receiver.fails_before, receiver.remembers = Crash, False
        with pytest.raises(Crash):
            self.attempt(ledger, receiver)
        with pytest.raises(ActInDoubt):
            self.attempt(ledger, receiver)

        ledger.decide(ACT, "not-done")

        assert self.attempt(ledger, receiver) == receiver.memory[ACT.key]
        assert receiver.arrived == [ACT.key]
