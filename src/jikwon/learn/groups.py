"""One threshold for each class that has enough cases to be measured alone, and one for all others together."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from jikwon.learn import bounds
from jikwon.learn.bounds import Certified, Scored
from jikwon.model.learned import Certificate

POOL = ""
"""The group of all classes that are not measured alone."""

NEVER = -1.0
"""The score of a case that no threshold accepts."""

_ENOUGH = 1.5
"""A class is measured alone when it has this many times the cases that certify it without an error."""

_REFUTED = 0.05
"""A class in the pool is held back where so many errors would be seen so seldom under the bound."""


class Judged(NamedTuple):
    """One case the model did not see: the label it proposes, its score, and whether that was right."""

    label: str
    score: float
    is_right: bool


def certify(
    choosing: Sequence[Judged], certifying: Sequence[Judged], *, max_error: float, confidence: float
) -> Certificate:
    """Certify overall and, where the data allows, class by class.

    `choosing` alone tells which classes stand alone, and from which score on a class of the pool is not
    seen to err more than `max_error`; a class that it never proposes is asked. Each group then gets a
    threshold by `bounds.choose` at 1 − (1 − `confidence`) / groups (Bonferroni), so that all hold together
    with `confidence`. What is accepted in all is a mixture of groups whose error is at most `max_error`
    each, and so is its own. A group that fails is asked whole.
    """
    alone = _measurable(choosing, len(certifying), max_error=max_error, confidence=confidence)
    floors = _floors(choosing, alone, max_error=max_error)
    groups = {label: label if label in alone else POOL for label in floors}
    names = sorted(set(groups.values())) or [POOL]
    each_confidence = 1 - (1 - confidence) / len(names)
    found = {
        name: bounds.choose(
            _of(choosing, name, groups, floors), _of(certifying, name, groups, floors),
            max_error=max_error, confidence=each_confidence,
        )
        for name in names
    }  # fmt: skip
    thresholds = {
        label: max(floor, lowest)
        for label, floor in floors.items()
        if (lowest := found[groups[label]].threshold) is not None
    }
    return _joined(found, thresholds, len(certifying), max_error=max_error, confidence=confidence)


def _measurable(choosing: Sequence[Judged], certifying: int, *, max_error: float, confidence: float) -> set[str]:
    """Name the classes that are measured alone; every one more makes each test stricter."""
    alone: set[str] = set()
    for label, count in Counter(each.label for each in choosing).most_common():
        strict = 1 - (1 - confidence) / (len(alone) + 2)
        if count / len(choosing) * certifying < _ENOUGH * bounds.needed(max_error, confidence=strict):
            break
        alone.add(label)
    return alone


def _floors(choosing: Sequence[Judged], alone: set[str], *, max_error: float) -> dict[str, float]:
    """Give the least score from which on a class may be accepted at all; one measured alone needs none."""
    by_label: dict[str, list[Scored]] = defaultdict(list)
    for each in choosing:
        by_label[each.label].append(Scored(each.score, each.is_right))
    return {
        label: 0.0 if label in alone else _floor(cases, max_error=max_error) for label, cases in by_label.items()
    }  # fmt: skip


def _floor(cases: list[Scored], *, max_error: float) -> float:
    lowest, errors = 1.0, 0
    for number, case in enumerate(sorted(cases, reverse=True), 1):
        errors += not case.is_right
        seldom = 1 - bounds.chance(errors - 1, number, rate=max_error) if errors else 1.0
        if seldom >= _REFUTED:
            lowest = min(lowest, case.score)
    return max(lowest, 0.0)


def _of(cases: Sequence[Judged], name: str, groups: Mapping[str, str], floors: Mapping[str, float]) -> list[Scored]:
    """Give the cases that fall to a group. One that its class's floor holds back can never be accepted."""
    return [
        Scored(each.score if each.score >= floors[each.label] else NEVER, each.is_right)
        for each in cases
        if groups.get(each.label) == name
    ]


def _joined(
    found: Mapping[str, Certified], thresholds: Mapping[str, float], of: int, *, max_error: float, confidence: float
) -> Certificate:
    accepted, errors = sum(each.accepted for each in found.values()), sum(each.errors for each in found.values())
    lacking = [each.lacking for each in found.values() if each.lacking is not None]
    return Certificate(
        max_error=max_error, accepted=accepted, errors=errors, of=of, thresholds=tuple(sorted(thresholds.items())),
        bound=bounds.upper_bound(errors, accepted, confidence=confidence),
        lacking=None if thresholds else min(lacking, default=None),
    )  # fmt: skip
