"""The public fake of `jikwon.model.Effects`: a ledger in memory, with faults that a test switches on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from jikwon.model import Act, ActInDoubt, DoneBefore, Intent, NoteDown, NotYet, Probe, Receipt, Seen
from jikwon.model.answering import ACT_DONE
from jikwon.model.dates import SEOUL
from jikwon.model.doors import act_in_hand
from jikwon.model.planning import subject_of, version_of


class Crash(BaseException):
    """The robot dies here as if it were killed: no `except Exception` of a process or a stage catches it."""


class Fault(StrEnum):
    """What can go wrong around one act."""

    CRASH_BEFORE = "crash-before"
    """Killed when the intent is on the disk and nothing has been done."""
    CRASH_AFTER = "crash-after"
    """Killed when the act is done and its receipt is not on the disk."""
    FORGOTTEN = "forgotten"
    """The receiver has lost its memory: whatever it would answer, it cannot tell."""


@dataclass(slots=True)
class Line:
    """One line of the ledger."""

    intended_at: datetime
    act: Act
    noted: Mapping[str, str] = field(default_factory=dict)
    receipt: Receipt | None = None
    done_at: datetime | None = None


def now() -> datetime:
    """Give the present moment; intents are compared with the receiver's own clock, not with the run's."""
    return datetime.now(SEOUL)


class MemoryEffects:
    """Exactly-once effects for as long as this object lives; hand it to several runs to be one office.

    `faults` maps an act's key or kind to the fault that meets it next; each happens once.
    """

    def __init__(self, *, now: Callable[[], datetime] = now) -> None:
        self.ledger: dict[str, Line] = {}
        self.faults: dict[str, Fault] = {}
        self._now = now

    def once(self, act: Act, *, do: Callable[[NoteDown], Receipt], seen: Seen) -> Receipt:
        """Do `act` unless it was done, and return its receipt (see `jikwon.model.Effects`)."""
        line = self.ledger.get(act.key)
        if line is None:
            line = self.ledger[act.key] = Line(intended_at=self._now(), act=act)
        elif line.receipt is None:
            self._receive(line, self._asked(act, line, seen))
        if line.receipt is None:
            line.act = act
            self._receive(line, self._done(act, line, do))
        assert line.receipt is not None
        return line.receipt

    def _receive(self, line: Line, receipt: Receipt | None) -> None:
        line.receipt, line.done_at = receipt, self._now()

    def done_before(self, key: str) -> tuple[DoneBefore, ...]:
        """Give the completed acts that share the subject of an act's key, whatever their version, in order."""
        done = [
            (line.done_at, each, line.act.marks)
            for each, line in self.ledger.items()
            if line.receipt is not None and line.done_at is not None and subject_of(each) == subject_of(key)
        ]
        return tuple(
            DoneBefore(version=version_of(each), at=at, marks=marks)
            for at, each, marks in sorted(done, key=lambda found: found[:2])
        )

    def decide(self, act: Act, choice: str, *, by: str = "") -> None:
        """Settle an act in doubt as a person has answered: it is done, or it is as if it was never intended."""
        if choice == ACT_DONE:
            self._receive(self.ledger[act.key], Receipt(key=act.key, data={"confirmed_by": by}))
        else:
            del self.ledger[act.key]

    def receipt(self, key: str) -> Receipt | None:
        """Give the receipt of a key, if there is one."""
        return line.receipt if (line := self.ledger.get(key)) else None

    def _asked(self, act: Act, line: Line, seen: Seen) -> Receipt | None:
        forgotten = self._fault(act, Fault.FORGOTTEN)
        since = Intent(at=line.intended_at, noted=line.noted)
        known = Probe.CANNOT_TELL if forgotten else seen(since)
        if isinstance(known, NotYet):  # in memory everything that was sent has come when it is asked again
            known = seen(since)
        match Probe.NOT_THERE if isinstance(known, NotYet) else known:
            case Receipt() as receipt:
                return receipt
            case Probe.NOT_THERE:
                line.intended_at, line.noted = self._now(), {}
                return None
        raise ActInDoubt(key=act.key)

    def _done(self, act: Act, line: Line, do: Callable[[NoteDown], Receipt]) -> Receipt:
        def note(noted: Mapping[str, str]) -> None:
            line.noted = dict(noted)

        if self._fault(act, Fault.CRASH_BEFORE):
            raise Crash
        with act_in_hand():
            receipt = do(note)
        if self._fault(act, Fault.CRASH_AFTER):
            raise Crash
        return receipt

    def _fault(self, act: Act, fault: Fault) -> bool:
        name = next((each for each in (act.key, act.kind) if self.faults.get(each) is fault), None)
        return self.faults.pop(name, None) is fault if name else False
