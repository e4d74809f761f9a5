"""Fitting a classifier's weights, and calibrating them on later cases than they were learnt from."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from jikwon.learn import features
from jikwon.learn.classifier import Classifier, Weights
from jikwon.learn.features import Counted
from jikwon.learn.history import Example
from jikwon.model.learned import Certificate

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KEPT_FROM: Final = 5
"""In how many different texts a run of letters must stand to be kept: what one person wrote is not in the file."""

RARE_BELOW: Final = 10
"""A class with fewer cases is not learnt: it is asked, and its name is not in the file."""

UNMEASURED: Final = Certificate(max_error=0, accepted=0, errors=0, of=0, bound=1)
"""The certificate of a classifier of which nothing has been measured: it accepts nothing."""

_UNLIKE: Final = 0.005
"""The share of calibrating cases that may be called unlike the history although they are of it."""

_STRENGTH: Final = 20.0
_ROUNDS: Final = 100


def learn(training: Sequence[Example]) -> Weights:
    """Fit a multinomial logistic regression on the kept columns. Its loss is convex: the same data gives the same."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    common = {label for label, count in Counter(each.label for each in training).items() if count >= RARE_BELOW}
    taught = [each for each in training if each.label in common] if len(common) > 1 else list(training)
    counted = [features.count(each.text) for each in taught]
    spread = _spread(counted, taught)
    columns = np.flatnonzero(spread >= KEPT_FROM)
    idf = (np.log((1 + len(taught)) / (1 + spread[columns])) + 1).astype(np.float32)
    fitted = LogisticRegression(C=_STRENGTH, max_iter=_ROUNDS, tol=1e-3)
    labels, slopes, starts = _fit(fitted, _matrix(counted, columns, idf), [each.label for each in taught])
    return Weights(labels=labels, columns=columns, idf=idf, slopes=slopes, starts=starts)


def _spread(counted: Sequence[Counted], taught: Sequence[Example]) -> "NDArray[np.int64]":
    """Count in how many different texts each column stands."""
    import numpy as np

    made = np.zeros(features.COLUMNS, dtype=np.int64)
    for each in {example.text: one for example, one in zip(taught, counted, strict=True)}.values():
        made[each.columns] += 1
    return made


def _matrix(counted: Sequence[Counted], columns: "NDArray[np.int64]", idf: "NDArray[np.float32]") -> Any:  # noqa: ANN401 - scipy ships no types
    import numpy as np
    from scipy import sparse

    rows = [features.weigh(each, columns, idf) for each in counted]
    starts = np.cumsum([0, *(len(each.places) for each in rows)])
    places, weights = np.concatenate([each.places for each in rows]), np.concatenate([each.weights for each in rows])
    return sparse.csr_matrix((weights, places, starts), shape=(len(rows), len(columns)))


def _fit(
    model: Any,  # noqa: ANN401 - scikit-learn ships no types
    known: Any,  # noqa: ANN401 - nor does scipy
    labels: Sequence[str],
) -> "tuple[tuple[str, ...], NDArray[np.float32], NDArray[np.float32]]":
    import numpy as np

    model.fit(known, labels)
    slopes, starts = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # scikit-learn keeps one row for two classes
        slopes, starts = np.vstack([-slopes, slopes]) / 2, np.concatenate([-starts, starts]) / 2
    return tuple(map(str, model.classes_)), slopes.T.astype(np.float32), starts.astype(np.float32)


def calibrated(weights: Weights, choosing: Sequence[Example]) -> Weights:
    """Set the temperature (Guo, Pleiss, Sun and Weinberger, ICML 2017) and how familiar a text must be."""
    import numpy as np
    from scipy.optimize import minimize_scalar

    known = [each for each in choosing if each.label in weights.labels]
    if not known:
        return weights
    judging = Classifier(weights, UNMEASURED)
    seen = [judging.see(each.text) for each in known]
    right = np.array([weights.labels.index(each.label) for each in known])
    scores = np.log(np.maximum([each.chances for each in seen], 1e-12))

    def loss(log_temperature: float) -> float:
        cooled = scores / np.exp(log_temperature)
        spread = np.log(np.exp(cooled - cooled.max(axis=1, keepdims=True)).sum(axis=1)) + cooled.max(axis=1)
        return float(np.mean(spread - cooled[np.arange(len(right)), right]))

    found = minimize_scalar(loss, bounds=(-3.0, 3.0), method="bounded")
    least = float(np.quantile([each.familiar for each in seen], _UNLIKE))
    made: Weights = replace(weights, temperature=float(np.exp(found.x)), familiar=least)
    return made
