"""Training a classifier on the office's own history: the future never teaches, and never certifies what it taught."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from jikwon.learn import fitting, groups, history
from jikwon.learn.bounds import CONFIDENCE
from jikwon.learn.classifier import Classifier
from jikwon.learn.history import Example, Parts
from jikwon.model import fact
from jikwon.model.learned import Certificate


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

    Where history is too short for the bound, the model
    accepts nothing and its certificate says how many certifying cases more are needed.
    Raises `HistoryEmpty`.
    """
    ordered = history.in_time(examples)
    parts = history.cut(ordered)
    weights = fitting.calibrated(fitting.learn(parts.training), parts.choosing)
    judging = Classifier(weights, fitting.UNMEASURED)
    choosing, certifying = ([judging.judge(each.text, each.label) for each in part] for part in parts[1:])
    certificate = groups.certify(choosing, certifying, max_error=max_error, confidence=confidence)
    record = _record(ordered, parts, certifying, certificate, repeated=len(examples) - len(ordered))
    return Trained(classifier=Classifier(weights, certificate), record=record)


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
        rare=sum(count for count in learnt.values() if count < fitting.RARE_BELOW),
        classes=tuple(
            ClassRecord(
                label=label, learnt=count, proposed=proposed[label], accepted=accepted[label], errors=wrong[label]
            )
            for label, count in sorted(learnt.items())
            if count >= fitting.RARE_BELOW
        ),
    )  # fmt: skip
