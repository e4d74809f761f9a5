"""Every deadline of ten years, counted by the rules and walked on the dated table: the same."""

import random
from datetime import date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jikwon.korea import calendar, deadlines
from jikwon.korea.dates import SEOUL
from jikwon.korea.deadlines import Deadline
from jikwon.korea.lengths import Length, Unit
from jikwon.proof import deadlines as walking

FIRST, LAST = datetime(2016, 2, 12), datetime(2026, 3, 31, 23, 59)  # noqa: DTZ001 - the walk's wall clock
LENGTHS = [
    *(Length(count=count, unit=Unit.HOURS) for count in (1, 3, 8, 17, 40)),
    *(Length(count=count, unit=Unit.DAYS) for count in (1, 2, 3, 4, 5, 6, 7, 10, 14, 20, 30, 60, 90, 180)),
    *(Length(count=count, unit=Unit.WEEKS) for count in (1, 2, 3, 8)),
    *(Length(count=count, unit=Unit.MONTHS) for count in (1, 2, 3, 6, 12, 18)),
    Length(count=1, unit=Unit.YEARS),
]

PATIENTLY = settings(deadline=None)  # the first case loads the calendar's library
moments = st.datetimes(FIRST, LAST).map(lambda moment: moment.replace(second=0, microsecond=0))
offs = st.frozensets(st.dates(FIRST.date(), LAST.date()), max_size=3)


def period(length: Length) -> walking.Period:
    return length.count, length.unit.value


def wall(due: date | datetime) -> date | datetime:
    return due.replace(tzinfo=None) if isinstance(due, datetime) else due


def agree(received: datetime, length: Length, more: list[Length], also_off: frozenset[date]) -> None:
    """Hold the rules against the walk; what the rules ask about, they do not answer."""
    deadline = deadlines.due(received.replace(tzinfo=SEOUL), length, extensions=more, also_off=also_off)
    walked = walking.due_by_walking(received, period(length), more=[period(each) for each in more], also_off=also_off)
    if isinstance(deadline, Deadline) and walked is not None:
        assert wall(deadline.due) == walked, (received, str(length), [str(each) for each in more])


@PATIENTLY
@given(moments, st.sampled_from(LENGTHS), st.lists(st.sampled_from(LENGTHS), max_size=2), offs)
def test_any_receipt_length_and_extension_counts_the_same_twice(
    received: datetime, length: Length, more: list[Length], also_off: frozenset[date]
) -> None:
    agree(received, length, more, also_off)


@PATIENTLY
@given(moments, st.sampled_from(LENGTHS), st.data())
def test_an_extension_within_the_period_is_never_asked_and_counts_the_same_twice(
    received: datetime, length: Length, data: st.DataObject
) -> None:
    count = data.draw(st.integers(1, length.count))
    more = [Length(count=count, unit=length.unit)]

    assert isinstance(deadlines.due(received.replace(tzinfo=SEOUL), length, extensions=more), Deadline)
    agree(received, length, more, frozenset())


@pytest.mark.slow
def test_every_day_of_ten_years_counts_the_same_twice() -> None:
    chance = random.Random(20211006)
    days = (FIRST + timedelta(days=each) for each in range((LAST - FIRST).days + 1))

    for day, length in product(days, [*LENGTHS[::3], Length(count=7, unit=Unit.DAYS)]):
        received = day.replace(hour=0, minute=0) + timedelta(minutes=chance.randrange(24 * 60))
        deadline = deadlines.due(max(received, FIRST).replace(tzinfo=SEOUL), length)
        walked = walking.due_by_walking(max(received, FIRST), period(length))

        assert isinstance(deadline, Deadline)
        assert wall(deadline.due) == walked, (received, str(length))


def test_the_table_reaches_every_deadline_it_is_asked_for() -> None:
    assert all(walking.due_by_walking(LAST, period(length)) is not None for length in LENGTHS)


@PATIENTLY
@given(moments, moments)
def test_working_days_and_hours_between_two_moments_count_the_same_twice(one: datetime, other: datetime) -> None:
    begin, end = min(one, other), min(max(one, other), min(one, other) + timedelta(days=200))
    seoul = (begin.replace(tzinfo=SEOUL), end.replace(tzinfo=SEOUL))

    assert calendar.count_working_days(begin.date(), end.date()) == walking.working_days_by_walking(
        begin.date(), end.date()
    )
    assert calendar.working_time_between(*seoul) == walking.working_hours_by_walking(begin, end)


@PATIENTLY
@given(moments, st.sampled_from(LENGTHS))
def test_a_later_receipt_is_never_due_earlier(received: datetime, length: Length) -> None:
    first = deadlines.due(received.replace(tzinfo=SEOUL), length)
    later = deadlines.due((received + timedelta(minutes=97)).replace(tzinfo=SEOUL), length)

    assert isinstance(first, Deadline)
    assert isinstance(later, Deadline)
    assert wall(first.due) <= wall(later.due)


@PATIENTLY
@given(moments, st.sampled_from(LENGTHS))
def test_a_deadline_ends_when_offices_work(received: datetime, length: Length) -> None:
    deadline = deadlines.due(received.replace(tzinfo=SEOUL), length)

    assert isinstance(deadline, Deadline)
    assert calendar.is_working_day(deadline.last_day)
    assert deadlines.days_late(deadline, deadline.due) == 0
    assert deadlines.is_late(deadline, deadline.due) is False
