"""Thresholds: chosen on a third of the forms, certified on the others, and none where that cannot be said."""

from random import Random

from jikwon.processes.paper_forms import measuring, thresholds
from jikwon.processes.paper_forms.measuring import Case
from jikwon.processes.paper_forms.model import Thresholds


def case(number: int, sure: float, *, right: bool = True, kind: str = "date") -> Case:
    """Make one measured field of its own form."""
    return Case(
        form=f"f/{number}", kind=kind, quality="clean", said="2021-10-06", confidence=sure,
        meant="2021-10-06" if right else "2021-10-05",
    )  # fmt: skip


def test_a_threshold_stands_above_every_wrong_reading_that_chose_it() -> None:
    rng = Random(3)
    cases = [case(at, rng.uniform(40, 99)) for at in range(1500)]
    cases += [case(at, 55.0, right=False) for at in range(2000, 2020)]

    found = measuring.thresholds_of(cases, max_error=0.02)["date"]

    assert found.threshold is not None
    assert 60.0 <= found.threshold < 64.0
    assert found.errors == 0
    assert found.bound <= 0.02


def test_too_few_forms_certify_nothing() -> None:
    found = measuring.thresholds_of([case(at, 95.0) for at in range(60)], max_error=0.02)

    assert found["date"].threshold is None
    assert found["phone"].threshold is None


def test_a_reader_that_is_wrong_and_sure_gets_no_threshold() -> None:
    rng = Random(4)
    cases = [case(at, rng.uniform(90, 99), right=rng.random() > 0.1) for at in range(1500)]

    assert measuring.thresholds_of(cases, max_error=0.02)["date"].threshold is None


def test_a_reading_that_is_rather_unsure_is_accepted_at_no_threshold() -> None:
    rng = Random(5)
    cases = [case(at, rng.uniform(5, 99)) for at in range(1500)]

    found = measuring.thresholds_of(cases, max_error=0.02)["date"]

    assert found.threshold is not None
    assert 50.0 <= found.threshold < 55.0


def test_a_wrong_reading_among_the_certifying_forms_makes_the_threshold_stricter() -> None:
    """It may: every threshold that passes is certified with the others, so after looking a higher one may be taken."""
    rng = Random(6)
    cases = [case(at, rng.uniform(50, 99)) for at in range(1500)]

    for seen in range(2000, 2009):  # of any nine forms a third chooses, and the others certify
        found = measuring.thresholds_of([*cases, case(seen, 70.0, right=False)], max_error=0.02)["date"]

        assert found.threshold is not None
        assert 75.0 <= found.threshold < 77.0
        assert found.errors == 0


def test_every_form_certifies_a_blank_cell_for_nothing_is_chosen() -> None:
    """149 cases without an error show 2 %; two thirds of them would not."""
    blank = [case(at, 100.0, kind="blank") for at in range(149)]

    assert measuring.thresholds_of(blank, max_error=0.02)["blank"].threshold == 100.0
    assert measuring.thresholds_of(blank[1:], max_error=0.02)["blank"].threshold is None


def test_one_cell_in_forty_that_only_looks_blank_leaves_blanks_to_people() -> None:
    blank = [case(at, 100.0, kind="blank", right=at % 40 > 0) for at in range(600)]

    assert measuring.thresholds_of(blank, max_error=0.02)["blank"].threshold is None


def test_free_text_must_be_wrong_a_thousandth_at_most_where_others_may_be_two_hundredths() -> None:
    rng = Random(7)
    sure = [rng.uniform(50, 99) for _ in range(7500)]
    dates, texts = ([case(at, each, kind=kind) for at, each in enumerate(sure)] for kind in ("date", "free"))

    few = measuring.thresholds_of([*dates[:2000], *texts[:2000]], max_error=0.02)
    many = measuring.thresholds_of(texts, max_error=0.02)

    assert few["date"].threshold is not None
    assert few["free"].threshold is None
    assert many["free"].threshold is not None
    assert many["free"].bound <= 0.001


def test_what_is_written_is_read_again_with_the_measurement_beside_it() -> None:
    cases = [case(at, 95.0) for at in range(600)]
    found = measuring.thresholds_of(cases, max_error=0.02)

    text = measuring.written(found, cases, "made so", [])

    assert thresholds.read(text.encode(), file="t.toml").of == {"date": 95.0}
    assert "fields = 600" in text
    assert "bound = " in text


def test_only_what_passes_its_threshold_is_accepted() -> None:
    limits = Thresholds(of={"date": 90.0}, data="")

    assert measuring.accepted(case(1, 90.0), limits)
    assert not measuring.accepted(case(1, 89.9), limits)
    assert not measuring.accepted(case(1, 99.0, kind="phone"), limits)
