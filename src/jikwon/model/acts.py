"""What a run does outside, once: acts, their receipts, and asking the receiver."""

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import datetime, timedelta
from enum import Enum
from typing import Protocol, TypeAlias

from jikwon.model.facts import Personal, fact


@fact
class Act:
    """One thing to be done outside.

    `key` is permanent: `<slug>/<kind>/<keyed hash of the subject>/<version>`; it holds no run id and
    nothing personal, so a receiver may show it (a print job's title, a message id). Acts of one
    `lane` are done in the plan's order. `files` name outputs of the run by their relative path.
    `marks` are keyed hashes or other values that name nobody; the ledger keeps them for good, and
    `Run.done_before` gives them back.
    """

    key: str
    kind: str
    item: Personal[str]
    lane: str
    files: tuple[str, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)


@fact
class DoneBefore:
    """An act that a run of this office has completed: its version, when (aware), and its marks."""

    version: str
    at: datetime
    marks: Mapping[str, str] = field(default_factory=dict)


@fact
class Receipt:
    """The receiver's own word that an act was done. `data` is sealed with the run."""

    key: str
    data: Personal[Mapping[str, str]] = field(default_factory=dict)


class Probe(Enum):
    """What asking the receiver can answer besides a receipt."""

    NOT_THERE = "not-there"
    """The receiver is sure that the act was not done."""
    CANNOT_TELL = "cannot-tell"
    """The receiver has no memory that reaches back to the intent; a person decides."""


@fact
class NotYet:
    """The receiver does not have the act, and what was sent may still be on its way to it.

    It is sure once `within` has passed since the ledger's last word on the act: its intent, or what was
    noted. Until then nothing is done, and then the receiver is asked again.
    """

    within: timedelta


@fact
class Intent:
    """The record that an act was about to be done: when, and what was noted on the way.

    `noted_at` is the moment of the last note (of the intent, where there is none), `asked_at` the one at which the
    receiver is asked. All are by the clock of the records, which the machines of an office share: whoever asks may be
    another one than the one that acted. None: who made this record does not say.

    Where the records were restored from a backup, what was noted since is lost: then `lost_until` is the moment
    up to which the act may have been done (aware), and that something was not noted proves nothing.
    """

    at: datetime
    noted: Personal[Mapping[str, str]] = field(default_factory=dict)
    noted_at: datetime | None = None
    asked_at: datetime | None = None
    lost_until: datetime | None = None


NoteDown: TypeAlias = Callable[[Mapping[str, str]], None]
"""Write something into the ledger, durably, before going on (a job's id before its document)."""


Seen: TypeAlias = Callable[[Intent], Receipt | Probe | NotYet]
"""Ask the receiver for what an earlier attempt may have done."""


class Effects(Protocol):
    """The door to the outside: nothing else may change anything there."""

    def once(
        self,
        act: Act,
        *,
        do: Callable[[NoteDown], Receipt],
        seen: Seen,
    ) -> Receipt:
        """Do `act` unless it was done, and return its receipt.

        The intent is on the disk before `do` begins. If an earlier attempt left an intent without a
        receipt, `seen` asks the receiver: a receipt is recorded, `NOT_THERE` is done now, `NotYet` is
        asked again when it is sure, and `CANNOT_TELL` raises `ActInDoubt`, which becomes a question for
        a person.
        """
        ...
