"""A model accepts little wrong, asks what it cannot know, and says why it asks everything."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from random import Random

import pytest
from tests.learn.made import examples, written

from jikwon.learn import groups, training
from jikwon.learn.classifier import Classifier
from jikwon.learn.groups import Judged
from jikwon.learn.history import Example
from jikwon.learn.training import Trained
from jikwon.model.learned import Doubt
from jikwon_practice.petitions import texts

LIMIT = 0.05
"""A limit that small histories can show; the certificate is the same arithmetic at any other."""


@cache
def trained() -> Trained:
    """Train once for all tests that only look."""
    return training.train(examples(written(1600, seed=1, unclear=0.06)), max_error=LIMIT)


def asked(classifier: Classifier, cases: Sequence[Example]) -> float:
    """Give the share of cases that are put to a person."""
    return sum(not each.is_accepted for each in classifier.propose([case.text for case in cases])) / len(cases)


def test_in_ten_offices_the_accepted_err_no_more_than_the_limit() -> None:
    """The judged cases are a population of known error; each office draws its own cases from it."""
    population = [trained().classifier.judge(each.text, each.label) for each in examples(written(3000, seed=2))]
    broken = sum(_true_error(population, Random(seed)) > LIMIT for seed in range(10))

    assert broken <= 1


def _true_error(population: Sequence[Judged], rng: Random) -> float:
    choosing, certifying = rng.choices(population, k=500), rng.choices(population, k=800)
    lowest = dict(groups.certify(choosing, certifying, max_error=LIMIT, confidence=0.95).thresholds)
    taken = [each.is_right for each in population if each.score >= lowest.get(each.label, 2.0)]
    assert len(taken) > len(population) / 2
    return taken.count(False) / len(taken)


@pytest.mark.soak
def test_in_a_hundred_offices_newly_trained_at_least_95_keep_the_bound() -> None:
    held_out = examples(written(6000, seed=1_000_000))
    broken = accepted = 0
    for seed in range(100):
        classifier = training.train(examples(written(2400, seed=seed)), max_error=0.02).classifier
        proposals = classifier.propose([each.text for each in held_out])
        right = [each.label == case.label for each, case in zip(proposals, held_out, strict=True) if each.is_accepted]
        broken += right.count(False) > 0.02 * len(right)
        accepted += len(right)

    print(f"broken in {broken} of 100, accepted {accepted / 600_000:.1%}")
    assert broken <= 5
    assert accepted > 100 * 6000 / 2


def test_with_its_classes_shuffled_nearly_everything_is_asked() -> None:
    history = examples(written(1200, seed=3))
    labels = Random(1).sample([each.label for each in history], len(history))
    shuffled = [replace(each, label=label) for each, label in zip(history, labels, strict=True)]

    made = training.train(shuffled, max_error=LIMIT)

    assert asked(made.classifier, examples(written(200, seed=4))) > 0.98


def test_a_class_never_seen_is_asked() -> None:
    known = [each for each in texts.topics() if each not in ("세금", "반려동물")]
    made = training.train(examples(written(1200, seed=5, about=known, unclear=0.05)), max_error=LIMIT)

    new = examples(written(200, seed=6, about=["세금", "반려동물"], unclear=0))

    assert asked(made.classifier, examples(written(200, seed=7, about=known, unclear=0.05))) < 0.4
    assert asked(made.classifier, new) > 0.9


def test_a_text_unlike_all_history_is_asked_and_said_why() -> None:
    found = trained().classifier.propose(["The quick brown fox jumps over the lazy dog", "ㅋㅋㅋㅋㅋㅋ", ""])

    assert {each.doubt for each in found} <= {Doubt.UNLIKE, Doubt.UNSURE}
    assert found[0].doubt is Doubt.UNLIKE


def test_too_short_a_history_asks_everything_and_says_how_much_more_is_needed() -> None:
    made = training.train(examples(written(150, seed=8)), max_error=0.01)

    assert asked(made.classifier, examples(written(50, seed=9))) == 1
    assert made.classifier.certificate.lacking is not None
    assert made.classifier.certificate.lacking >= 299 - 45
    assert made.classifier.propose(["가로등이 꺼졌습니다"])[0].doubt is Doubt.UNCERTIFIED


def test_the_same_history_makes_the_same_model() -> None:
    history = examples(written(400, seed=10))

    one, other = training.train(history, max_error=LIMIT), training.train(history[::-1], max_error=LIMIT)

    assert one.classifier.certificate == other.classifier.certificate
    assert (one.classifier.weights.slopes == other.classifier.weights.slopes).all()


def test_what_is_learnt_from_is_older_than_what_is_certified_on() -> None:
    record = trained().record

    assert record.first < record.borders[0] < record.borders[1] < record.last
    assert (record.learnt, record.chosen, record.certified) == (800, 320, 480)


def test_the_guesses_come_from_the_likeliest_on() -> None:
    (found,) = trained().classifier.propose(["가로등이 며칠째 켜지지 않습니다. 수리를 부탁드립니다."])

    assert found.label == "가로등"
    assert [each.chance for each in found.guesses] == sorted((each.chance for each in found.guesses), reverse=True)
