"""Working days and hours of Korean offices."""

from datetime import date, datetime, timedelta

import pytest

from jikwon.korea import calendar
from jikwon.korea.dates import SEOUL


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2021, 10, day, hour, minute, tzinfo=SEOUL)


@pytest.mark.parametrize(
    "day",
    [date(2021, 10, 9), date(2021, 10, 11), date(2021, 10, 10), date(2020, 8, 17), date(2021, 9, 21), date(2022, 3, 9),
     date(2024, 10, 1), date(2025, 1, 27)],
)  # fmt: skip
def test_saturdays_holidays_substitute_and_temporary_days_are_off(day: date) -> None:
    assert not calendar.is_working_day(day)


def test_a_by_election_and_a_plain_friday_are_working_days() -> None:
    assert calendar.is_working_day(date(2021, 4, 7))
    assert calendar.is_working_day(date(2021, 10, 8))
    assert not calendar.is_working_day(date(2021, 10, 8), also_off={date(2021, 10, 8)})


@pytest.mark.parametrize(
    ("received", "due"),
    [(date(2021, 10, 5), date(2021, 10, 14)), (date(2021, 9, 17), date(2021, 9, 30))],
)
def test_seven_working_days_count_the_first(received: date, due: date) -> None:
    assert calendar.add_working_days(received, 7) == due
    assert calendar.count_working_days(received, due) == 7


def test_the_next_working_day_is_after_the_long_weekend() -> None:
    assert calendar.next_working_day(date(2021, 10, 9)) == date(2021, 10, 12)


def test_no_days_are_refused() -> None:
    with pytest.raises(ValueError, match="1 or more"):
        calendar.add_working_days(date(2021, 10, 5), 0)


@pytest.mark.parametrize(
    ("moment", "hours", "due"),
    [
        (at(6, 9), 3, at(6, 12)),
        (at(6, 11), 3, at(6, 15)),
        (at(6, 12, 30), 1, at(6, 14)),
        (at(6, 17), 2, at(7, 10)),
        (at(6, 20), 8, at(7, 18)),
        (at(8, 17), 2, at(12, 10)),
        (at(6, 9), 24, at(8, 18)),
    ],
)
def test_working_hours_leave_out_lunch_nights_and_days_off(moment: datetime, hours: int, due: datetime) -> None:
    assert calendar.add_working_time(moment, timedelta(hours=hours)) == due


def test_outside_hours_work_begins_with_the_next_working_minute() -> None:
    assert calendar.next_working_minute(at(6, 12, 30)) == at(6, 13)
    assert calendar.next_working_minute(at(8, 18)) == at(12, 9)
    assert calendar.next_working_minute(at(6, 10, 7)) == at(6, 10, 7)
