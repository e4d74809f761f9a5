"""Training a classifier on the office's own history: the future never teaches, and never certifies what it taught."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from jikwon.learn import features, groups, history
from jikwon.learn.bounds import CONFIDENCE, needed
from jikwon.learn.classifier import Classifier, Weights, weighted
from jikwon.learn.history import Example, Parts
from jikwon.model import fact
from jikwon.model.learned import Certificate

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KEPT_FROM: Final = 5
"""In how many different texts a run of letters must stand to be kept: what one person wrote is not in the file."""

RARE_BELOW: Final = 10
"""A class with fewer cases is not learnt: it is asked, and its name is not in the file."""

_UNLIKE: Final = 0.005
"""The share of calibrating cases that may be called unlike the history although they are of it."""

_STRENGTH: Final = 20.0
_ROUNDS: Final = 200


@fact
class ClassRecord:
    """How a class fared: its cases learnt from, and of the certifying ones those proposed, accepted and wrong."""

    label: str
    learnt: int
    proposed: int
    accepted: int
    errors: int


@fact
class Record:
    """How a model came to be: the parts of its history by time, their hash, and how each class fared.

    `learnt`, `chosen` and `certified` count cases; `first` and `last` bound the history, `borders` are the
    moments at which the second and the third part begin. `rare` counts cases of classes too rare to learn.
    """

    data: str
    first: datetime
    last: datetime
    borders: tuple[datetime, ...]
    learnt: int
    chosen: int
    certified: int
    repeated: int
    rare: int
    classes: tuple[ClassRecord, ...]


@fact
class Trained:
    """A classifier with the record of its making."""

    classifier: Classifier
    record: Record


def train(examples: Sequence[Example], *, max_error: float, confidence: float = CONFIDENCE) -> Trained:
    """Learn from the oldest half, calibrate and choose on the next fifth, certify on the newest cases.

    20,000 cases take under a minute on two cores. Where history is too short for the bound, the model
    accepts nothing and its certificate says how many certifying cases more are needed.
    Raises `HistoryEmpty`.
    """
    ordered = history.in_time(examples)
    parts = history.cut(ordered)
    weights = _calibrated(_learn(parts.training), parts.choosing)
    judging = Classifier(weights, Certificate(max_error=max_error, accepted=0, errors=0, of=0, bound=1.0))
    choosing, certifying = _judged(judging, parts.choosing), _judged(judging, parts.certifying)
    certificate = groups.certify(choosing, certifying, max_error=max_error, confidence=confidence)
    record = _record(ordered, parts, certifying, certificate, repeated=len(examples) - len(ordered))
    return Trained(classifier=Classifier(weights, certificate), record=record)


def cases_needed(max_error: float, *, confidence: float = CONFIDENCE) -> int:
    """Give the least history with which anything can be accepted, if no certifying case is wrong."""
    return round(needed(max_error, confidence=confidence) / history.SHARES[-1]) + 1


def _learn(training: Sequence[Example]) -> Weights:
    """Fit a multinomial logistic regression on the kept columns. Its loss is convex: the same data gives the same."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    common = {label for label, count in Counter(each.label for each in training).items() if count >= RARE_BELOW}
    taught = [each for each in training if each.label in common] if len(common) > 1 else list(training)
    counted = features.counts([each.text for each in taught])
    spread = _spread(counted, [each.text for each in taught])
    columns = np.flatnonzero(spread >= KEPT_FROM)
    idf = (np.log((1 + len(taught)) / (1 + spread[columns])) + 1).astype(np.float32)
    fitted = LogisticRegression(C=_STRENGTH, max_iter=_ROUNDS, tol=1e-3)
    labels, slopes, starts = _fit(fitted, weighted(counted[:, columns], idf), [each.label for each in taught])
    return Weights(labels=labels, columns=columns, idf=idf, slopes=slopes, starts=starts)


def _spread(counted: Any, texts: Sequence[str]) -> "NDArray[np.int64]":  # noqa: ANN401 - scipy ships no types
    """Count in how many different texts each column stands."""
    import numpy as np

    first = {text: row for row, text in reversed(list(enumerate(texts)))}
    return np.bincount(counted[sorted(first.values())].indices, minlength=features.COLUMNS)


def _fit(
    model: Any,  # noqa: ANN401 - scikit-learn ships no types
    known: Any,  # noqa: ANN401 - scipy ships no types
    labels: Sequence[str],
) -> "tuple[tuple[str, ...], NDArray[np.float32], NDArray[np.float32]]":
    import numpy as np

    model.fit(known, labels)
    slopes, starts = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # scikit-learn keeps one row for two classes
        slopes, starts = np.vstack([-slopes, slopes]) / 2, np.concatenate([-starts, starts]) / 2
    return tuple(map(str, model.classes_)), slopes.T.astype(np.float32), starts.astype(np.float32)


def _calibrated(weights: Weights, choosing: Sequence[Example]) -> Weights:
    """Set the temperature (Guo, Pleiss, Sun and Weinberger, ICML 2017) and how familiar a text must be."""
    from dataclasses import replace

    import numpy as np
    from scipy.optimize import minimize_scalar

    known = [each for each in choosing if each.label in weights.labels]
    if not known:
        return weights
    judging = Classifier(weights, Certificate(max_error=1, accepted=0, errors=0, of=0, bound=1.0))
    chances, familiar = judging.chances([each.text for each in known])
    right = np.array([weights.labels.index(each.label) for each in known])
    scores = np.log(np.maximum(chances, 1e-12))

    def loss(log_temperature: float) -> float:
        cooled = scores / np.exp(log_temperature)
        spread = np.log(np.exp(cooled - cooled.max(axis=1, keepdims=True)).sum(axis=1)) + cooled.max(axis=1)
        return float(np.mean(spread - cooled[np.arange(len(right)), right]))

    found = minimize_scalar(loss, bounds=(-3.0, 3.0), method="bounded")
    least = float(np.quantile(familiar, _UNLIKE))
    made: Weights = replace(weights, temperature=float(np.exp(found.x)), familiar=least)
    return made


def _judged(classifier: Classifier, cases: Sequence[Example]) -> list[groups.Judged]:
    return classifier.judge([each.text for each in cases], [each.label for each in cases])


def _record(
    ordered: Sequence[Example],
    parts: Parts,
    certifying: Sequence[groups.Judged],
    certificate: Certificate,
    *,
    repeated: int,
) -> Record:
    learnt = Counter(each.label for each in parts.training)
    lowest = dict(certificate.thresholds)
    proposed = Counter(each.label for each in certifying)
    taken = [each for each in certifying if each.score >= lowest.get(each.label, 2.0)]
    accepted, wrong = Counter(each.label for each in taken), Counter(each.label for each in taken if not each.is_right)
    return Record(
        data=history.digest(ordered), first=ordered[0].at, last=ordered[-1].at,
        borders=tuple(each[0].at for each in parts[1:] if each),
        learnt=len(parts.training), chosen=len(parts.choosing), certified=len(parts.certifying), repeated=repeated,
        rare=sum(count for count in learnt.values() if count < RARE_BELOW),
        classes=tuple(
            ClassRecord(
                label=label, learnt=count, proposed=proposed[label], accepted=accepted[label], errors=wrong[label]
            )
            for label, count in sorted(learnt.items())
            if count >= RARE_BELOW
        ),
    )  # fmt: skip
