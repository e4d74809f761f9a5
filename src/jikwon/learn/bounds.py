"""How wrong what a model accepts can be, and from which score on it may accept: exact, from data it never saw.

The certificate is for new cases drawn like the certifying ones; `learn.drift` watches whether they still are.
"""

import math
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from jikwon.model import fact

CONFIDENCE = 0.95
MOST_THRESHOLDS = 50
"""How many thresholds are tried at most: more cost time and find nothing better."""


class Scored(NamedTuple):
    """One judged case: the model's score for its proposal (higher is surer), and whether it was right.

    A score below 0 is never accepted.
    """

    score: float
    is_right: bool


@fact
class Certified:
    """What may be accepted: proposals with a score of `threshold` and above, or nothing where it is None.

    With `confidence`, the share of wrong ones among accepted is at most `max_error`. `accepted` and
    `errors` are counts among the `of` certifying cases; `bound` is the Clopper–Pearson bound of those
    two counts, never above `max_error` where something is accepted. Where nothing is, `lacking` says
    how many certifying cases more would be needed if they were like these, and is None where no
    number would do, since the model is wrong too often.
    """

    threshold: float | None
    max_error: float
    confidence: float
    accepted: int
    errors: int
    of: int
    bound: float
    lacking: int | None = None

    @property
    def share(self) -> float:
        """The share of certifying cases that would have been accepted."""
        return self.accepted / self.of if self.of else 0.0


def upper_bound(errors: int, cases: int, *, confidence: float = CONFIDENCE) -> float:
    """Give the exact one-sided upper bound of an error rate after `errors` in `cases` independent cases.

    Clopper and Pearson, Biometrika 26 (1934), 404–413: the rate at which so few errors or fewer
    would be seen with a chance of 1 − `confidence`. Without cases it is 1.
    """
    from scipy.special import betaincinv

    if errors >= cases:
        return 1.0
    return float(betaincinv(errors + 1, cases - errors, confidence))


def chance(errors: int, cases: int, *, rate: float) -> float:
    """Give the chance of `errors` or fewer in `cases` independent cases when each is wrong with `rate`.

    It is the p-value of "the true error is above `rate`", and ≤ 1 − confidence exactly where
    `upper_bound` is ≤ `rate`.
    """
    from scipy.special import bdtr

    return float(bdtr(errors, cases, rate)) if errors < cases else 1.0


def needed(max_error: float, *, errors: int = 0, confidence: float = CONFIDENCE) -> int:
    """Give the fewest cases whose bound is within `max_error` when `errors` of them are wrong."""
    low, high = errors, max(1, errors + 1)
    while chance(errors, high, rate=max_error) > 1 - confidence:
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if chance(errors, middle, rate=max_error) <= 1 - confidence else (middle, high)
    return high


def choose(
    choosing: Sequence[Scored], certifying: Sequence[Scored], *, max_error: float, confidence: float = CONFIDENCE
) -> Certified:
    """Choose the lowest threshold whose accepted cases are certified to err at most `max_error`.

    Fixed-sequence testing with the sequence learnt on separate data, as in Angelopoulos, Bates, Candès,
    Jordan and Lei, "Learn then Test" (2021, arXiv:2110.01052): the thresholds and their order come from
    `choosing` alone, beginning where that looks surest and going down. Each is tested on `certifying`
    with the exact binomial p-value until the first that fails; the last that passed is taken. Testing
    in a fixed order and stopping needs no correction for the number of tests: the chance that any
    threshold passes whose true error is above `max_error` is at most 1 − `confidence`. None of the
    cases of either part may be one that the model was trained or calibrated on.
    """
    passed: Certified | None = None
    ranked = Ranking(certifying)
    ordered = sequence(choosing, max_error=max_error)
    for threshold in ordered:
        tried = measure(ranked, threshold, max_error=max_error, confidence=confidence)
        if chance(tried.errors, tried.accepted, rate=max_error) > 1 - confidence:
            break
        passed = tried
    return passed or _nothing(ranked, ordered, max_error=max_error, confidence=confidence)


def sequence(choosing: Sequence[Scored], *, max_error: float) -> list[float]:
    """Give the thresholds in the order of their tests: from the one that looks surest down to the lowest score."""
    scores = sorted({each.score for each in choosing if each.score >= 0}, reverse=True)
    if not scores:
        return []
    tried = min(len(scores), MOST_THRESHOLDS)
    grid = [scores[number * len(scores) // tried] for number in range(tried)]
    ranked = Ranking(choosing)
    counted = [ranked.counted(each) for each in grid]
    chances = [chance(errors, accepted, rate=max_error) for accepted, errors in counted]
    return grid[chances.index(min(chances)) :]


class Ranking:
    """Cases in the order of their scores, so that what a threshold accepts is counted without looking at each."""

    def __init__(self, cases: Sequence[Scored]) -> None:
        ordered = sorted(cases, key=lambda each: -each.score)
        self.of = len(ordered)
        self._falling = [-each.score for each in ordered]
        self._errors = [0, *accumulate(not each.is_right for each in ordered)]

    def counted(self, threshold: float) -> tuple[int, int]:
        """Give how many cases a threshold accepts, and how many of them are wrong."""
        accepted = bisect_right(self._falling, -threshold)
        return accepted, self._errors[accepted]


def measure(ranked: Ranking, threshold: float, *, max_error: float, confidence: float) -> Certified:
    """Count what a threshold accepts and how much of it is wrong, with its bound."""
    accepted, errors = ranked.counted(threshold)
    bound = upper_bound(errors, accepted, confidence=confidence)
    return Certified(
        threshold=threshold, max_error=max_error, confidence=confidence, accepted=accepted, errors=errors,
        of=ranked.of, bound=bound,
    )  # fmt: skip


def _nothing(ranked: Ranking, thresholds: Sequence[float], *, max_error: float, confidence: float) -> Certified:
    least = needed(max_error, confidence=confidence)
    tried = [measure(ranked, each, max_error=max_error, confidence=confidence) for each in thresholds]
    telling = [each for each in tried if each.accepted >= least / 3]  # fewer cases tell nothing about a rate
    found = [each for each in map(_lacking, telling) if each is not None]
    return Certified(
        threshold=None, max_error=max_error, confidence=confidence, accepted=0, errors=0, of=ranked.of, bound=1.0,
        lacking=min(found, default=None) if telling else max(1, least - ranked.of),
    )  # fmt: skip


def _lacking(tried: Certified) -> int | None:
    """Say how many cases more would let a threshold pass if they went as those that were tried."""
    rate = tried.errors / tried.accepted
    if rate >= tried.max_error:
        return None
    accepted, errors = needed(tried.max_error, errors=tried.errors, confidence=tried.confidence), tried.errors
    while math.ceil(rate * accepted) > errors:
        errors = math.ceil(rate * accepted)
        accepted = needed(tried.max_error, errors=errors, confidence=tried.confidence)
    return max(1, math.ceil(accepted / tried.share) - tried.of)
