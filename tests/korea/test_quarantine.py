"""Release moments: the worked examples of the letters, and the borders of each rule."""

from datetime import date, datetime

import pytest

from jikwon.korea import Reading, Unclear, quarantine
from jikwon.korea.dates import SEOUL
from jikwon.korea.quarantine import Release, Rule


def at(year: int, month: int, day: int, hour: int) -> datetime:
    return datetime(year, month, day, hour, tzinfo=SEOUL)


@pytest.mark.parametrize(
    ("start", "negative", "moment", "rule"),
    [
        (date(2021, 11, 1), True, at(2021, 11, 11, 12), Rule.TEN_DAYS),  # the Seoul letter
        (date(2021, 10, 23), True, at(2021, 11, 2, 12), Rule.TEN_DAYS),  # the Seoul letter
        (date(2021, 7, 2), None, at(2021, 7, 16, 12), Rule.FOURTEEN_DAYS),  # a resident's notice
        (date(2021, 10, 6), True, at(2021, 10, 20, 12), Rule.FOURTEEN_DAYS),
        (date(2021, 11, 1), False, at(2021, 11, 15, 12), Rule.FOURTEEN_DAYS),
        (date(2022, 2, 8), True, at(2022, 2, 18, 12), Rule.TEN_DAYS),
    ],
)
def test_the_worked_examples_hold(start: date, negative: bool | None, moment: datetime, rule: Rule) -> None:
    reading = quarantine.release(start, day9_negative=negative)

    assert reading == Reading(value=Release(at=moment, rule=rule))


def test_seven_days_from_the_specimen_end_at_midnight() -> None:
    reading = quarantine.release(date(2022, 2, 9), specimen_on=date(2022, 2, 9))

    assert reading == Reading(value=Release(at=at(2022, 2, 16, 0), rule=Rule.SEVEN_DAYS))


def test_whoever_was_past_day_ten_leaves_with_the_negative_result() -> None:
    reading = quarantine.release(date(2021, 10, 20), day9_negative=True, negative_at=at(2021, 11, 1, 15))

    assert reading == Reading(value=Release(at=at(2021, 11, 1, 15), rule=Rule.AT_THE_RESULT))


def test_a_missing_result_leaves_both_lengths_possible() -> None:
    possible = quarantine.releases(date(2021, 11, 1))

    assert [each.at for each in possible] == [at(2021, 11, 11, 12), at(2021, 11, 15, 12)]
    assert quarantine.release(date(2021, 11, 1)) == Unclear(reason="day9-missing")
    assert quarantine.release(date(2022, 3, 1)) == Unclear(reason="specimen-missing")


@pytest.mark.parametrize(
    ("raw", "moment"),
    [
        ("2021-10-06", at(2021, 10, 6, 12)),
        ("2021-10-06 15:00", at(2021, 10, 6, 15)),
        ("2021-10-06 24:00", at(2021, 10, 7, 0)),
        ("2022-02-16", at(2022, 2, 17, 0)),
        ("2022-02-08", at(2022, 2, 8, 12)),
    ],
)
def test_a_release_date_alone_is_read_by_the_rule_of_its_day(raw: str, moment: datetime) -> None:
    reading = quarantine.read_release(raw)

    assert isinstance(reading, Reading)
    assert reading.value == moment


def test_a_known_start_decides_how_a_date_alone_is_read() -> None:
    assert quarantine.release_moment(date(2022, 2, 15), start=date(2022, 2, 5)) == at(2022, 2, 15, 12)


def test_an_unreadable_release_is_asked() -> None:
    assert isinstance(quarantine.read_release("10월 6일"), Unclear)
