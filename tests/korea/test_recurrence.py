"""A recurrence comes when an official would expect it, and never twice for one moment."""

from datetime import date, datetime, time, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikwon.korea.calendar import is_working_day
from jikwon.korea.recurrence import OnHolidays, RecurrenceInvalid, moments, recurrence
from jikwon.model.dates import SEOUL

# 2021-10-04 (Mon) and 2021-10-11 (Mon) are substitute holidays, 2021-10-09 (Sat) is 한글날.
SEPTEMBER_30 = datetime(2021, 9, 30, 12, tzinfo=SEOUL)


def days(said: str, on_holidays: str = "run", count: int = 3) -> list[str]:
    found = moments(recurrence(said, OnHolidays(on_holidays)), SEPTEMBER_30)
    return [f"{each:%m-%d %H:%M}" for each in islice(found, count)]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("근무일 09:00", ["10-01 09:00", "10-05 09:00", "10-06 09:00"]),
        ("working-days 09:00", ["10-01 09:00", "10-05 09:00", "10-06 09:00"]),
        ("매월 첫 근무일 09:00", ["10-01 09:00", "11-01 09:00", "12-01 09:00"]),
        ("first-working-day 9:00", ["10-01 09:00", "11-01 09:00", "12-01 09:00"]),
        ("매월  마지막 근무일 17:30", ["09-30 17:30", "10-29 17:30", "11-30 17:30"]),
        ("0 9 * * 1-5", ["10-01 09:00", "10-04 09:00", "10-05 09:00"]),
        ("30 8,13 * * *", ["09-30 13:30", "10-01 08:30", "10-01 13:30"]),
    ],
)
def test_words_and_cron_lines_mean_what_they_say(said: str, expected: list[str]) -> None:
    assert days(said) == expected


@pytest.mark.parametrize(
    ("on_holidays", "expected"),
    [
        ("run", ["10-10 09:00", "11-10 09:00"]),
        ("skip", ["11-10 09:00", "12-10 09:00"]),
        ("after", ["10-12 09:00", "11-10 09:00"]),
        ("before", ["10-08 09:00", "11-10 09:00"]),
    ],
)
def test_a_moment_on_a_closed_day_is_kept_left_out_or_moved(on_holidays: str, expected: list[str]) -> None:
    assert days("0 9 10 * *", on_holidays, 2) == expected


def test_moments_that_are_moved_to_one_day_are_one() -> None:
    assert days("0 9 * * *", "after", 4) == ["10-01 09:00", "10-05 09:00", "10-06 09:00", "10-07 09:00"]


def test_the_29th_of_february_is_waited_for() -> None:
    assert days("0 0 29 2 *", count=1) == ["02-29 00:00"]


@pytest.mark.parametrize("said", ["", "매일", "0 9 * *", "0 9 * * * *", "61 9 * * *", "근무일 25:00", "근무일"])
def test_what_is_no_recurrence_is_refused(said: str) -> None:
    with pytest.raises(RecurrenceInvalid):
        recurrence(said)


def test_a_day_that_never_comes_is_refused() -> None:
    with pytest.raises(RecurrenceInvalid):
        next(moments(recurrence("0 0 30 2 *"), SEPTEMBER_30))


@given(
    st.dates(date(2020, 1, 1), date(2026, 12, 1)),
    st.integers(0, 23),
    st.integers(1, 28),
    st.sampled_from(OnHolidays),
)
def test_moments_grow_and_stand_on_working_days_unless_closed_days_are_wanted(
    start: date, hour: int, day: int, on_holidays: OnHolidays
) -> None:
    after = datetime.combine(start, time(12), SEOUL)

    found = list(islice(moments(recurrence(f"0 {hour} {day} * *", on_holidays), after), 3))

    assert all(one < other for one, other in pairwise([after, *found]))
    assert all(each.time() == time(hour) for each in found)
    if on_holidays is not OnHolidays.RUN:
        assert all(is_working_day(each.date()) for each in found)
    if on_holidays in (OnHolidays.AFTER, OnHolidays.BEFORE):
        assert all(_is_near(each.date(), day) for each in found)


def _is_near(moved: date, day: int) -> bool:
    """No run of closed days is longer than nine or so."""
    return any((moved + timedelta(days=away)).day == day for away in range(-10, 11))
