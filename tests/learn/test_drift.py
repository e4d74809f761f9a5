"""The watch warns when the office's petitions have changed, and seldom when they have not."""

from random import Random

from tests.learn.made import examples, written

from jikwon.learn import drift, training
from jikwon.learn.classifier import Classifier
from jikwon.model.learned import Certificate
from jikwon_practice.petitions import texts

MEASURED = Certificate(max_error=0.01, accepted=900, errors=2, of=1000, bound=0.007, thresholds=(("가", 0.9),))


def test_as_much_asked_as_before_warns_of_nothing() -> None:
    assert not drift.look(MEASURED, seen=500, asked=52).warns


def test_clearly_more_asked_than_before_warns() -> None:
    assert drift.look(MEASURED, seen=500, asked=90).asks_more


def test_a_few_cases_tell_nothing() -> None:
    assert not drift.look(MEASURED, seen=5, asked=2).warns
    assert not drift.look(MEASURED, seen=0, asked=0).warns


def test_errors_found_later_that_contradict_the_bound_warn() -> None:
    assert not drift.look(MEASURED, seen=500, asked=50, checked=300, wrong=3).errs_more
    assert drift.look(MEASURED, seen=500, asked=50, checked=300, wrong=8).errs_more


def test_an_office_that_has_not_changed_is_warned_less_than_once_in_a_hundred_looks() -> None:
    rng = Random(1)
    warned = 0
    for _ in range(500):
        before, seen = sum(rng.random() < 0.1 for _ in range(400)), 300
        measured = Certificate(max_error=0.01, accepted=400 - before, errors=0, of=400, bound=0.01)
        warned += drift.look(measured, seen=seen, asked=sum(rng.random() < 0.1 for _ in range(seen))).warns

    assert warned <= 5


def test_a_new_topic_flooding_in_raises_the_share_asked_and_the_watch_warns() -> None:
    known = [each for each in texts.topics() if each != "세금"]
    model = training.train(examples(written(1600, seed=1, about=known, unclear=0.06)), max_error=0.05).classifier

    calm = _look(model, written(200, seed=2, about=known, unclear=0.06))
    flood = _look(model, [*written(100, seed=3, about=known, unclear=0.06), *written(100, seed=4, about=["세금"])])

    assert not calm.warns
    assert flood.asked > calm.asked + 50
    assert flood.asks_more


def _look(model: Classifier, new: list[texts.Text]) -> drift.Drift:
    proposals = model.propose([each.text for each in examples(new)])
    return drift.look(model.certificate, seen=len(new), asked=sum(not each.is_accepted for each in proposals))
