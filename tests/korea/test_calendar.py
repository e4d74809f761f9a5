"""Working days and hours of Korean offices."""

import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from types import FrameType
from typing import Any, TypeAlias

import pytest

from jikwon.korea import calendar
from jikwon.korea.dates import SEOUL

Tracer: TypeAlias = Callable[[FrameType, str, Any], Any]


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


@pytest.mark.parametrize(
    ("begin", "end", "hours"),
    [
        (at(6, 9), at(6, 18), 8),
        (at(6, 11), at(6, 14), 2),
        (at(6, 12), at(6, 13), 0),
        (at(8, 17), at(12, 10), 2),
        (at(8, 18), at(12, 9), 0),
        (at(9, 10), at(10, 10), 0),
        (at(5, 0), at(9, 0), 32),
        (at(6, 14), at(6, 10), 0),
    ],
)
def test_working_time_between_leaves_out_what_adding_it_leaves_out(begin: datetime, end: datetime, hours: int) -> None:
    assert calendar.working_time_between(begin, end) == timedelta(hours=hours)


def test_seconds_and_less_are_kept() -> None:
    moment = at(6, 11, 59).replace(second=30, microsecond=7)

    assert calendar.add_working_time(moment, timedelta(hours=1)) == moment + timedelta(hours=2)
    assert calendar.working_time_between(moment, moment + timedelta(hours=2)) == timedelta(hours=1)


def test_no_working_time_ends_with_the_next_working_minute() -> None:
    assert calendar.add_working_time(at(8, 18), timedelta()) == at(12, 9)


def test_counting_spans_decades_and_stops_where_the_calendar_does() -> None:
    assert calendar.next_working_day(date(1949, 1, 1)) == date(1949, 1, 4)  # new year was three days
    assert calendar.count_working_days(date(1950, 1, 1), date(2150, 1, 1)) > 45_000
    assert calendar.add_working_days(date(2021, 1, 1), 10_000) > date(2060, 1, 1)
    assert calendar.count_working_days(date(2021, 10, 8), date(2021, 10, 7)) == 0
    for day in (date(1948, 12, 31), date(2200, 1, 1)):
        with pytest.raises(ValueError, match="1949 to 2199"):
            calendar.is_working_day(day)
    with pytest.raises(ValueError, match="1949 to 2199"):
        calendar.add_working_days(date(2199, 12, 31), 10)


def test_days_off_of_one_office_do_not_reach_another() -> None:
    strike = frozenset({date(2021, 10, 6), date(2021, 10, 7)})

    assert calendar.add_working_days(date(2021, 10, 5), 2, also_off=strike) == date(2021, 10, 8)
    assert calendar.count_working_days(date(2021, 10, 5), date(2021, 10, 8), also_off=list(strike)) == 2
    assert calendar.add_working_days(date(2021, 10, 5), 2) == date(2021, 10, 6)


def lines_run(act: Callable[..., object], *arguments: object) -> int:
    """Count the lines of Python that `act` runs."""
    count = 0

    def tracer(_frame: FrameType, event: str, _argument: object) -> Tracer:
        nonlocal count
        count += event == "line"
        return tracer

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        act(*arguments)
    finally:
        sys.settrace(before)
    return count


def test_a_long_way_takes_as_many_steps_as_a_short_one() -> None:
    first = date(2021, 10, 5)
    calendar.add_working_days(first, 5000)  # builds the table

    days = {lines_run(calendar.add_working_days, first, far) for far in (6, 600, 5000)}
    hours = {lines_run(calendar.add_working_time, at(5, 10), timedelta(hours=far)) for far in (9, 9009)}
    counted = {lines_run(calendar.count_working_days, first, date(year, 1, 1)) for year in (2022, 2038)}

    assert len(days) == len(hours) == len(counted) == 1
    assert max(days) < 60
