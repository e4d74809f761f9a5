"""A trained classifier: weights by hashed letters, calibrated chances, and the certificate by which it accepts."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from jikwon.learn import features, groups
from jikwon.model.learned import Certificate, Doubt, Guess, Proposal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GUESSES = 5
"""How many guesses a person is shown at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What was learnt: of `columns` (ascending) of the features, each with its `idf`, `slopes` (columns × labels)
    and `starts` (labels). Chances are the softmax of the scores by `temperature`. A text of whose letters less
    than `familiar` (0–1) were seen in training is unlike the history.
    """

    labels: tuple[str, ...]
    columns: "NDArray[np.int64]"
    idf: "NDArray[np.float32]"
    slopes: "NDArray[np.float32]"
    starts: "NDArray[np.float32]"
    temperature: float = 1.0
    familiar: float = 0.0


class Classifier:
    """Proposes labels for texts. `certificate` decides what it accepts by itself."""

    def __init__(self, weights: Weights, certificate: Certificate) -> None:
        self.weights = weights
        self.certificate = certificate

    @cached_property
    def _thresholds(self) -> "NDArray[np.float64]":
        """The threshold of each label; 2, which no chance reaches, where it has none."""
        import numpy as np

        by_label = dict(self.certificate.thresholds)
        return np.array([by_label.get(each, 2.0) for each in self.weights.labels])

    def propose(self, texts: Sequence[str]) -> list[Proposal]:
        """Propose a label for each text; the texts must be cleaned as the history was."""
        import numpy as np

        chances, familiar = self.chances(texts)
        order = np.argsort(-chances, axis=1, kind="stable")[:, :GUESSES]
        return [
            self._proposal(chances[row], order[row], float(familiar[row]))
            for row in range(len(texts))
        ]  # fmt: skip

    def _proposal(self, chances: "NDArray[np.float64]", order: "NDArray[np.int64]", familiar: float) -> Proposal:
        best = int(order[0])
        guesses = tuple(Guess(label=self.weights.labels[each], chance=float(chances[each])) for each in order)
        if not self.certificate.thresholds:
            doubt = Doubt.UNCERTIFIED
        elif familiar < self.weights.familiar:
            doubt = Doubt.UNLIKE
        else:
            doubt = Doubt.NONE if chances[best] >= self._thresholds[best] else Doubt.UNSURE
        return Proposal(guesses=guesses, doubt=doubt)

    def chances(self, texts: Sequence[str]) -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
        """Give each text's chances by label, and the share of its letters' runs that training had seen."""
        counted = features.counts(texts)
        known = counted[:, self.weights.columns]
        scores = weighted(known, self.weights.idf) @ self.weights.slopes + self.weights.starts
        return softmax(scores / self.weights.temperature), _familiar(known, counted)

    def judge(self, texts: Sequence[str], labels: Sequence[str]) -> list[groups.Judged]:
        """Hold proposals against what they should be; one unlike the history is never accepted."""
        chances, familiar = self.chances(texts)
        best = chances.argmax(axis=1)
        return [
            groups.Judged(
                self.weights.labels[best[row]],
                float(chances[row, best[row]]) if familiar[row] >= self.weights.familiar else groups.NEVER,
                self.weights.labels[best[row]] == label,
            )
            for row, label in enumerate(labels)
        ]


def weighted(counted: Any, idf: "NDArray[np.float32]") -> Any:  # noqa: ANN401 - scipy ships no types
    """Weigh counts by 1 + ln and `idf`, each text to length 1 (Manning, Raghavan, Schütze 2008, section 6.4: ltc)."""
    import numpy as np
    from scipy import sparse

    made = counted.astype(np.float32, copy=True)
    made.data = 1 + np.log(made.data)
    made = made @ sparse.diags(idf)
    lengths = np.sqrt(np.asarray(made.multiply(made).sum(axis=1)).ravel())
    return (sparse.diags(1 / np.maximum(lengths, 1e-9)) @ made).tocsr().astype(np.float32)


def softmax(scores: Any) -> "NDArray[np.float64]":  # noqa: ANN401 - a matrix of numbers
    """Turn scores into chances that add up to 1 in each row."""
    import numpy as np

    shifted = np.exp(np.asarray(scores, dtype=np.float64) - np.max(scores, axis=1, keepdims=True))
    made: NDArray[np.float64] = shifted / shifted.sum(axis=1, keepdims=True)
    return made


def _familiar(known: Any, counted: Any) -> "NDArray[np.float64]":  # noqa: ANN401 - scipy ships no types
    import numpy as np

    total = np.asarray(counted.sum(axis=1)).ravel()
    made: NDArray[np.float64] = np.asarray(known.sum(axis=1)).ravel() / np.maximum(total, 1)
    return made
