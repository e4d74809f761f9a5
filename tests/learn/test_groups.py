"""A class with cases enough is measured alone; the others together; one that is seen to err is held back."""

from random import Random

from jikwon.learn import groups
from jikwon.learn.groups import Judged


def _cases(rng: Random, label: str, count: int, *, error: float) -> list[Judged]:
    return [Judged(label, rng.uniform(0.6, 1), rng.random() >= error) for _ in range(count)]


def _certify(seed: int, **errors: tuple[int, float]) -> dict[str, float]:
    rng = Random(seed)
    parts = [
        [case for label, (count, error) in errors.items() for case in _cases(rng, label, count, error=error)]
        for _ in range(2)
    ]
    return dict(groups.certify(*parts, max_error=0.05, confidence=0.95).thresholds)


def test_a_large_class_that_errs_too_often_is_asked_and_does_not_spoil_the_others() -> None:
    found = _certify(1, 나쁨=(1500, 0.3), 좋음=(1500, 0.01))

    assert set(found) == {"좋음"}


def test_a_small_class_that_is_seen_to_err_is_held_back_from_the_pool() -> None:
    found = _certify(2, 나쁨=(60, 0.5), 좋음=(1500, 0.005), 작음=(105, 0.0))

    assert found["좋음"] < 0.7
    assert found["작음"] < 0.7
    assert found["나쁨"] > 0.9


def test_a_class_that_the_choosing_cases_never_show_is_asked() -> None:
    rng = Random(3)
    choosing = _cases(rng, "앎", 500, error=0.01)
    certifying = [*_cases(rng, "앎", 500, error=0.01), *_cases(rng, "모름", 500, error=0.0)]

    found = groups.certify(choosing, certifying, max_error=0.05, confidence=0.95)

    assert [label for label, _ in found.thresholds] == ["앎"]


def test_what_is_accepted_in_all_is_the_sum_of_the_groups_and_its_bound_follows() -> None:
    rng = Random(4)
    parts = [[*_cases(rng, "가", 2000, error=0.01), *_cases(rng, "나", 80, error=0.01)] for _ in range(2)]

    found = groups.certify(*parts, max_error=0.05, confidence=0.95)

    taken = [case for case in parts[1] if case.score >= dict(found.thresholds).get(case.label, 2)]
    assert (found.accepted, found.errors) == (len(taken), sum(not case.is_right for case in taken))
    assert found.errors / found.accepted < found.bound <= 0.05


def test_without_a_history_nothing_is_accepted_and_what_is_lacking_is_said() -> None:
    assert groups.certify([], [], max_error=0.05, confidence=0.95).lacking == 59
