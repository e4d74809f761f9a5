"""Hours saved are measured minutes, counted once, and only for what was released."""

import pytest
from tests.engine.desk import Desk, Row

from jikwon.engine.reports import hours
from jikwon.model import InputError, State

TWO: tuple[Row, ...] = (("L1", "김하나"), ("L2", "이두리"))
SLUG = "test-letters"


def estimate() -> float:
    return hours.baseline(SLUG).minutes


def test_until_something_is_measured_the_baseline_is_called_an_estimate(desk: Desk) -> None:
    row = desk.run(*TWO, approve=True)

    told = desk.told(row)["hours"]
    assert told["source"] == "estimate"
    assert told["baseline"] == pytest.approx(2 * estimate() / 60, abs=1e-4)


def test_a_time_study_replaces_the_estimate_by_its_median_and_says_how_it_spreads(desk: Desk) -> None:
    row = desk.run(*TWO, approve=True)
    for items, minutes in ((10, 20.0), (5, 20.0), (1, 3.0), (2, 5.0), (1, 60.0)):  # 2, 4, 3, 2.5 and 60 an item
        hours.add(desk.office, SLUG, items=items, minutes=minutes)

    known = hours.baseline(SLUG)
    assert (known.minutes, known.source, known.n, known.items) == (3.0, "time-study", 5, 19)
    assert (known.low, known.high) == (2.5, 4.0)
    assert desk.told(row)["hours"] | {"robot": 0} == {
        "baseline": 0.1, "robot": 0, "people": 0.0, "source": "time-study"
    }  # fmt: skip


def test_a_run_that_released_nothing_has_saved_nothing(desk: Desk) -> None:
    row = desk.run(*TWO)

    assert row.state is State.AWAITING_APPROVAL
    assert desk.told(row)["hours"]["baseline"] == 0
    assert hours.report() == [] or hours.report()[0]["items"] == 0


def test_what_an_earlier_run_has_done_outside_is_not_counted_again(desk: Desk) -> None:
    desk.run(*TWO, approve=True)

    same = desk.run(*TWO, approve=True)
    more = desk.run(*TWO, ("L3", "박세나"), ("L4", "최네리"), approve=True)

    assert desk.told(same)["hours"]["baseline"] == 0
    assert desk.told(more)["hours"]["baseline"] == pytest.approx(2 * estimate() / 60, abs=1e-4)


def test_an_item_that_waits_is_counted_when_it_is_settled(desk: Desk) -> None:
    row = desk.run(*TWO, ("L3", "박세나", "질문"), approve=True, partial=True)
    before = hours.counted_items(desk.fresh(row))

    desk.answer(row, desk.codes(row)[0], exclude="중복")
    row = desk.resume(row, approve=True)

    assert before == 2
    assert hours.counted_items(desk.fresh(row)) == 3


def test_the_report_takes_peoples_minutes_off_and_shows_its_terms(desk: Desk) -> None:
    from jikwon.records import runs

    row = desk.run(*TWO, approve=True)
    runs.add_time(row.id, people_s=36)
    hours.add(desk.office, SLUG, items=1, minutes=6)

    (told,) = hours.report()

    assert (told["runs"], told["items"], told["n"], told["source"]) == (1, 2, 1, "time-study")
    assert (told["baseline"], told["people"], told["saved"]) == (0.2, 0.01, 0.19)


def test_a_months_report_holds_the_runs_that_began_in_it(desk: Desk) -> None:
    from datetime import datetime

    from jikwon.model.dates import SEOUL

    desk.run(*TWO, approve=True)

    assert len(hours.report(f"{datetime.now(SEOUL):%Y-%m}")) == 1
    assert hours.report("2021-12") == []
    with pytest.raises(hours.MonthInvalid):
        hours.report("2021-13")


@pytest.mark.parametrize(
    "wrong", [{"items": 0}, {"minutes": 0.0}, {"minutes": 1500.0}, {"day": "2999-01-01"}, {"day": "어제"}]
)
def test_a_measurement_that_cannot_be_is_refused(desk: Desk, wrong: dict[str, object]) -> None:
    with pytest.raises(InputError):
        hours.add(desk.office, SLUG, **{"items": 1, "minutes": 1.0, **wrong})  # type: ignore[arg-type]

    assert hours.baseline(SLUG).source == "estimate"


def test_a_measurement_that_was_a_mistake_is_removed_once(desk: Desk) -> None:
    from jikwon.records import measurements

    hours.add(desk.office, SLUG, items=1, minutes=1.0)
    (kept,) = measurements.of_process(SLUG)
    hours.remove(desk.office, kept.id)

    assert hours.baseline(SLUG).source == "estimate"
    with pytest.raises(hours.MeasurementUnknown):
        hours.remove(desk.office, kept.id)
