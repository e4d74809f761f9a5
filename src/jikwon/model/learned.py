"""What a process sees of an approved model: proposals, each with the reason why it may not stand by itself."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from jikwon.model.facts import fact


class Doubt(StrEnum):
    """Why a proposal needs a person."""

    NONE = ""
    UNSURE = "unsure"
    """Its score is under the threshold."""
    UNLIKE = "unlike"
    """The text is unlike all that the model was trained on."""
    UNCERTIFIED = "uncertified"
    """No threshold of the model is certified: too little history, or too many errors in it."""


@fact
class Guess:
    """One label with the model's chance for it, 0–1."""

    label: str
    chance: float


@fact
class Proposal:
    """What a model says of one text: `guesses` from the likeliest on, and whether the first may stand."""

    guesses: tuple[Guess, ...]
    doubt: Doubt

    @property
    def label(self) -> str:
        """The likeliest label."""
        return self.guesses[0].label

    @property
    def is_accepted(self) -> bool:
        """Whether it stands without a person: measured errors of such proposals stay under the bound."""
        return self.doubt is Doubt.NONE


@fact
class Certificate:
    """What was measured of a model on cases it had not seen, and from which scores on it accepts.

    With 95 % confidence at most `max_error` of the accepted are wrong. `accepted` and `errors` are
    counts among `of` certifying cases, `bound` the Clopper–Pearson bound of the two. `thresholds` are
    by label; a label without one is never accepted. `lacking` is how many certifying cases more would be
    needed where nothing is accepted, None where no number would do.
    """

    max_error: float
    accepted: int
    errors: int
    of: int
    bound: float
    thresholds: tuple[tuple[str, float], ...] = ()
    lacking: int | None = None

    @property
    def share(self) -> float:
        """The share of the certifying cases that was accepted."""
        return self.accepted / self.of if self.of else 0.0

    @property
    def threshold(self) -> float | None:
        """The least score that is accepted for any label; None where nothing is."""
        return min((each for _, each in self.thresholds), default=None)


@fact
class InUse:
    """Which approved model a run works with, and who approved it: fixed when the run begins."""

    kind: str
    sha256: str
    approved_by: str
    approved_at: datetime
    certificate: Certificate


class Approved(Protocol):
    """A model that a person has approved, fixed for the whole of a run."""

    @property
    def sha256(self) -> str:
        """The hash of the model's file, by which the proof names it."""

    @property
    def certificate(self) -> Certificate:
        """What was measured of it."""

    def propose(self, texts: Sequence[str]) -> Sequence[Proposal]:
        """Propose a label for each text, cleaned of personal data as the history was."""
