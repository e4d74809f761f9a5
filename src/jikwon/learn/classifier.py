"""A trained classifier: weights by hashed letters, calibrated chances, and the certificate by which it accepts."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from jikwon.learn import features
from jikwon.learn.groups import NEVER, Judged
from jikwon.model import Personal, fact
from jikwon.model.learned import Certificate, Doubt, Guess, Proposal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GUESSES = 5
"""How many guesses a person is shown at most."""


@fact
class Weights:
    """What was learnt: of `columns` (ascending) of the features, each with its `idf`, `slopes` (columns × labels)
    and `starts` (labels). Chances are the softmax of the scores by `temperature`. A text of whose runs of
    letters less than `familiar` (0–1) is known is unlike the history.
    """

    labels: tuple[str, ...]
    columns: "Personal[NDArray[np.int64]]"
    idf: "Personal[NDArray[np.float32]]"
    slopes: "Personal[NDArray[np.float32]]"
    starts: "Personal[NDArray[np.float32]]"
    temperature: float = 1.0
    familiar: float = 0.0


class Seen(NamedTuple):
    """A text's chances by label, and the share of its runs of letters that training had seen."""

    chances: "NDArray[np.float64]"
    familiar: float


class Classifier:
    """Proposes labels for texts. `certificate` decides what it accepts by itself."""

    def __init__(self, weights: Weights, certificate: Certificate) -> None:
        self.weights = weights
        self.certificate = certificate
        self._thresholds = dict(certificate.thresholds)

    def propose(self, texts: Sequence[str]) -> list[Proposal]:
        """Propose a label for each text; the texts must be cleaned as the history was."""
        return [self._proposal(self.see(each)) for each in texts]

    def see(self, text: str) -> Seen:
        """Give a text's chances, calibrated."""
        import numpy as np

        seen = features.weigh(features.count(text), self.weights.columns, self.weights.idf)
        scores = (seen.weights @ self.weights.slopes[seen.places] + self.weights.starts).astype(np.float64)
        chances = np.exp((scores - scores.max()) / self.weights.temperature)
        return Seen(chances / chances.sum(), seen.familiar)

    def judge(self, text: str, label: str) -> Judged:
        """Hold a proposal against what it should be; one unlike the history is never accepted."""
        seen = self.see(text)
        best = int(seen.chances.argmax())
        score = float(seen.chances[best]) if seen.familiar >= self.weights.familiar else NEVER
        return Judged(self.weights.labels[best], score, self.weights.labels[best] == label)

    def _proposal(self, seen: Seen) -> Proposal:
        order = (-seen.chances).argsort(kind="stable")[:GUESSES]
        guesses = tuple(Guess(label=self.weights.labels[each], chance=float(seen.chances[each])) for each in order)
        return Proposal(guesses=guesses, doubt=self._doubt(guesses[0], seen.familiar))

    def _doubt(self, best: Guess, familiar: float) -> Doubt:
        if not self._thresholds:
            return Doubt.UNCERTIFIED
        if familiar < self.weights.familiar:
            return Doubt.UNLIKE
        lowest = self._thresholds.get(best.label)
        return Doubt.NONE if lowest is not None and best.chance >= lowest else Doubt.UNSURE
