"""The bound is exact, and a threshold chosen among many keeps it as often as it says."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikwon.learn import bounds
from jikwon.learn.bounds import Scored


@pytest.mark.parametrize(
    ("errors", "cases", "bound"),
    [(0, 10, 0.2589), (1, 10, 0.3942), (3, 100, 0.0757), (5, 1000, 0.0105), (0, 299, 0.01)],
)
def test_the_bound_is_that_of_the_published_tables(errors: int, cases: int, bound: float) -> None:
    assert bounds.upper_bound(errors, cases) == pytest.approx(bound, abs=5e-5)


def test_without_cases_nothing_is_known() -> None:
    assert bounds.upper_bound(0, 0) == 1.0


@given(st.integers(0, 40), st.integers(1, 4000), st.sampled_from([0.001, 0.01, 0.05]))
def test_few_errors_are_seldom_exactly_where_the_bound_is_low(errors: int, cases: int, rate: float) -> None:
    errors = min(errors, cases)

    assert (bounds.chance(errors, cases, rate=rate) <= 0.05) == (bounds.upper_bound(errors, cases) <= rate)


@given(st.integers(0, 20), st.sampled_from([0.001, 0.01, 0.05, 0.3]))
def test_one_case_fewer_than_needed_is_too_few(errors: int, rate: float) -> None:
    cases = bounds.needed(rate, errors=errors)

    assert bounds.upper_bound(errors, cases) <= rate < bounds.upper_bound(errors, cases - 1)


def test_298_cases_without_an_error_do_not_certify_one_in_a_hundred_and_299_do() -> None:
    right = [Scored(0.9, True)] * 298

    too_few = bounds.choose(right, right, max_error=0.01)
    enough = bounds.choose(right, [*right, Scored(0.9, True)], max_error=0.01)

    assert (too_few.threshold, too_few.lacking) == (None, 1)
    assert (enough.threshold, enough.accepted, enough.errors) == (0.9, 299, 0)


def test_no_history_says_how_much_is_needed() -> None:
    assert bounds.choose([], [], max_error=0.01).lacking == 299


def test_more_cases_of_a_model_that_errs_too_often_would_not_help() -> None:
    cases = _cases(Random(1), 2000, error=0.2)

    assert bounds.choose(cases, cases, max_error=0.01) == bounds.Certified(
        threshold=None, max_error=0.01, confidence=0.95, accepted=0, errors=0, of=2000, bound=1.0, lacking=None
    )


@given(st.integers(0, 2000))
def test_thresholds_are_found_among_any_number_of_scores(count: int) -> None:
    scores = [Scored(number / 2000, True) for number in range(count)]

    found = bounds.sequence(scores, max_error=0.01)

    assert len(found) <= bounds.MOST_THRESHOLDS
    assert set(found) <= {each.score for each in scores}
    assert bool(found) == bool(scores)


def test_a_count_that_fifty_does_not_part_evenly_ends_no_training() -> None:
    """Sixty-nine scores in steps of 1.38 once led one place past the last."""
    scores = [Scored(number / 69, True) for number in range(69)]

    assert len(bounds.sequence(scores, max_error=0.01)) <= bounds.MOST_THRESHOLDS


def test_a_case_that_must_never_be_accepted_is_under_every_threshold() -> None:
    cases = [Scored(0.5, True)] * 400 + [Scored(-1.0, True)] * 400

    found = bounds.choose(cases, cases, max_error=0.01)

    assert found.threshold == 0.5
    assert found.accepted == 400


def test_the_chosen_threshold_breaks_the_bound_in_at_most_five_of_a_hundred_offices() -> None:
    """Errors grow as scores fall, so that the true error under every threshold is known by arithmetic."""
    rng = Random(7)
    broken = certified = 0
    for _ in range(200):
        found = bounds.choose(_graded(rng, 1500), _graded(rng, 1500), max_error=0.1)
        if found.threshold is not None:
            certified += 1
            broken += _true_error(found.threshold) > 0.1

    assert certified > 150
    assert broken / 200 <= 0.05 + 3 * (0.05 * 0.95 / 200) ** 0.5


def _graded(rng: Random, count: int) -> list[Scored]:
    scores = [rng.random() for _ in range(count)]
    return [Scored(score, rng.random() >= 0.3 * (1 - score)) for score in scores]


def _true_error(threshold: float) -> float:
    """Give the mean of 0.3 · (1 − score) over scores from the threshold to 1."""
    return 0.15 * (1 - threshold)


def _cases(rng: Random, count: int, *, error: float) -> list[Scored]:
    return [Scored(rng.random(), rng.random() >= error) for _ in range(count)]
