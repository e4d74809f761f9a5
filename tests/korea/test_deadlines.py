"""What is noted, asked and compared about a deadline."""

from datetime import UTC, date, datetime, timedelta

import pytest

from jikwon.korea import dates, deadlines, lengths
from jikwon.korea.dates import SEOUL
from jikwon.korea.deadlines import Deadline
from jikwon.korea.lengths import Length
from jikwon.korea.readings import Reading, Unclear


def length(written: str) -> Length:
    reading = lengths.read(written)
    assert isinstance(reading, Reading)
    return reading.value


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=SEOUL)


def stated(written: str) -> deadlines.Stated:
    reading = dates.read(written)
    assert not isinstance(reading, Unclear)
    return reading


def due(received: str, written: str, *more: str) -> Deadline | Unclear:
    return deadlines.due(at(received), length(written), extensions=[length(each) for each in more])


TUESDAY = "2021-10-05 10:00"


@pytest.mark.parametrize(
    ("received", "written", "notes"),
    [
        ("2021-10-05 10:00", "7일", ()),
        ("2021-10-09 10:00", "7일", ("deadline-first-day-off",)),
        ("2021-10-05 20:00", "7일", ()),
        ("2021-10-05 10:00", "3일", ()),
        ("2021-10-05 12:00", "3일", ("deadline-from-next-minute",)),
        ("2021-10-08 18:00", "즉시", ("deadline-from-next-minute",)),
        ("2021-10-09 10:00", "1개월", ()),
        ("2023-01-31 10:00", "1개월", ("deadline-month-end",)),
        ("2021-10-01 10:00", "1개월", ("deadline-end-moved",)),
        ("2021-01-31 10:00", "1개월", ("deadline-month-end", "deadline-end-moved")),
    ],
)
def test_what_the_law_moved_is_noted(received: str, written: str, notes: tuple[str, ...]) -> None:
    deadline = due(received, written)

    assert isinstance(deadline, Deadline)
    assert deadline.notes == notes


def test_hours_give_a_moment_and_days_a_date() -> None:
    assert due(TUESDAY, "5일") == Deadline(due=at("2021-10-13 10:00"))
    assert due(TUESDAY, "6일") == Deadline(due=date(2021, 10, 13))
    assert Deadline(due=at("2021-10-13 10:00")).last_day == Deadline(due=date(2021, 10, 13)).last_day


def test_a_receipt_is_read_on_the_clock_of_seoul_wherever_it_was_written() -> None:
    late_in_utc = datetime(2021, 10, 4, 15, 30, tzinfo=UTC)  # 00:30 on Tuesday in Seoul

    assert deadlines.due(late_in_utc, length("7일")) == Deadline(due=date(2021, 10, 14))
    assert deadlines.due(late_in_utc, length("즉시")) == Deadline(
        due=at("2021-10-05 12:00"), notes=("deadline-from-next-minute",)
    )


def test_a_date_alone_is_enough_where_no_hours_are_counted() -> None:
    assert deadlines.due(date(2021, 10, 5), length("7일")) == Deadline(due=date(2021, 10, 14))
    assert deadlines.due(date(2021, 10, 5), length("3일")) == Unclear(reason="receipt-time-missing")
    assert deadlines.due(date(2021, 10, 5), length("즉시")) == Unclear(reason="receipt-time-missing")


def test_days_that_this_office_has_off_besides_are_out() -> None:
    own = frozenset({date(2021, 10, 7)})

    assert deadlines.due(date(2021, 10, 5), length("7일"), also_off=own) == Deadline(due=date(2021, 10, 15))
    assert deadlines.due(at("2021-10-06 17:00"), length("즉시"), also_off=own) == Deadline(due=at("2021-10-08 11:00"))
    assert deadlines.due(date(2021, 10, 5), length("7일")) == Deadline(due=date(2021, 10, 14))


@pytest.mark.parametrize(
    ("received", "reason"), [("2016-02-11 10:00", "receipt-before-act"), ("2100-01-04 10:00", "receipt-range")]
)
def test_a_receipt_under_another_law_or_beyond_the_calendar_is_asked(received: str, reason: str) -> None:
    assert due(received, "7일") == Unclear(reason=reason)
    assert due(received, "즉시") == Unclear(reason=reason)


@pytest.mark.parametrize(
    ("written", "more", "last"),
    [
        ("7일", ("7일",), "2021-10-25"),  # the fourteenth working day
        ("7일", ("3일",), "2021-10-19"),  # the tenth
        ("7일", ("7일", "7일"), "2021-11-03"),  # the twenty-first
        ("3일", ("1일",), "2021-10-12 10:00"),
        ("즉시", ("3시간",), "2021-10-05 17:00"),
        ("5일", ("5일",), "2021-10-20 10:00"),  # counted on in hours: eighty
        ("1개월", ("1개월",), "2021-12-06"),  # 4 December is a Saturday
        ("1개월", ("10일",), "2021-11-18"),  # ten working days after 4 November
        ("1년", ("6개월",), "2023-04-04"),
        ("2주", ("1주",), "2021-10-25"),
    ],
)
def test_an_extension_lengthens_the_period(written: str, more: tuple[str, ...], last: str) -> None:
    deadline = due(TUESDAY, written, *more)

    assert isinstance(deadline, Deadline)
    assert deadline.due == (at(last) if ":" in last else date.fromisoformat(last))


@pytest.mark.parametrize(
    ("written", "more", "reason"),
    [
        ("7일", ("8일",), "extension-too-long"),
        ("7일", ("7일", "8일"), "extension-too-long"),
        ("3일", ("7일",), "extension-too-long"),
        ("즉시", ("1일",), "extension-too-long"),
        ("1개월", ("2개월",), "extension-too-long"),
        ("1개월", ("30일",), "extension-too-long"),
        ("7일", ("1주",), "extension-unit"),
        ("7일", ("3시간",), "extension-unit"),
        ("3일", ("1개월",), "extension-unit"),
        ("7일", ("7일", "7일", "7일"), "extension-times"),
    ],
)
def test_an_extension_the_law_does_not_know_is_asked(written: str, more: tuple[str, ...], reason: str) -> None:
    assert due(TUESDAY, written, *more) == Unclear(reason=reason)


def test_an_extension_without_a_length_is_once_the_period_if_the_system_says_so() -> None:
    received, week = at(TUESDAY), length("7일")

    once = deadlines.extended(received, week, stated=stated("2021-10-25"))
    twice = deadlines.extended(received, week, stated=stated("2021-11-03 18:00"), times=2)

    assert once == Deadline(due=date(2021, 10, 25))
    assert twice == Deadline(due=date(2021, 11, 3))
    for other in ("2021-10-24", "2021-10-26", "2021-10-14"):
        assert deadlines.extended(received, week, stated=stated(other)) == Unclear(reason="extension-unknown")
    assert deadlines.extended(received, week, stated=stated("2021-10-25"), times=3) == Unclear(reason="extension-times")


@pytest.mark.parametrize(
    ("said", "agrees"),
    [("2021-10-14", True), ("2021-10-14 18:00", True), ("2021-10-14 00:00", True), ("2021-10-14 24:00", True),
     ("2021-10-14 23:59:59", True), ("2021-10-15", False), ("2021-10-15 00:00", False), ("2021-10-13", False)],
)  # fmt: skip
def test_a_system_agrees_on_the_last_date_of_a_period_in_days(said: str, agrees: bool) -> None:
    assert deadlines.agrees(Deadline(due=date(2021, 10, 14)), stated(said)) is agrees


@pytest.mark.parametrize(
    ("said", "agrees"),
    [("2021-10-13 10:00", True), ("2021-10-13 10:00:59", True), ("2021-10-13", True), ("2021-10-13 10:01", False),
     ("2021-10-13 18:00", False), ("2021-10-14", False)],
)  # fmt: skip
def test_a_system_agrees_on_the_minute_of_a_period_in_hours(said: str, agrees: bool) -> None:
    assert deadlines.agrees(Deadline(due=at("2021-10-13 10:00")), stated(said)) is agrees


@pytest.mark.parametrize(
    ("closed", "late", "days"),
    [("2021-10-08 17:00", False, 0), ("2021-10-08 23:59", False, 0), ("2021-10-09 00:00", True, 0),
     ("2021-10-11 10:00", True, 0), ("2021-10-12 09:00", True, 1), ("2021-10-14 18:00", True, 3)],
)  # fmt: skip
def test_days_late_are_the_working_days_after_the_last_date(closed: str, late: bool, days: int) -> None:
    deadline = Deadline(due=date(2021, 10, 8))

    assert deadlines.is_late(deadline, at(closed)) is late
    assert deadlines.is_late(deadline, at(closed).date()) is late
    assert deadlines.days_late(deadline, at(closed)) == days
    assert deadlines.days_late(deadline, at(closed).date()) == days


@pytest.mark.parametrize(
    ("closed", "late", "days"),
    [("2021-10-08 15:00", False, 0), ("2021-10-08 15:01", True, 1), ("2021-10-08 18:30", True, 1),
     ("2021-10-10 10:00", True, 1), ("2021-10-12 15:00", True, 1), ("2021-10-12 15:01", True, 2),
     ("2021-10-07 10:00", False, 0)],
)  # fmt: skip
def test_past_a_moment_eight_working_hours_are_a_day(closed: str, late: bool, days: int) -> None:
    deadline = Deadline(due=at("2021-10-08 15:00"))

    assert deadlines.is_late(deadline, at(closed)) is late
    assert deadlines.days_late(deadline, at(closed)) == days


def test_a_closing_date_on_the_day_of_a_moment_tells_nothing() -> None:
    deadline = Deadline(due=at("2021-10-08 15:00"))

    assert deadlines.is_late(deadline, date(2021, 10, 8)) is None
    assert deadlines.is_late(deadline, date(2021, 10, 7)) is False
    assert deadlines.is_late(deadline, date(2021, 10, 9)) is True


def test_the_days_taken_count_the_day_of_receipt() -> None:
    assert deadlines.working_days_taken(at(TUESDAY), at("2021-10-05 17:00")) == 1
    assert deadlines.working_days_taken(at(TUESDAY), date(2021, 10, 14)) == 7
    assert deadlines.working_days_taken(at("2021-10-09 10:00"), date(2021, 10, 12)) == 1
    assert deadlines.working_days_taken(at("2021-10-09 10:00"), date(2021, 10, 10)) == 0


def test_the_longest_lengths_end_within_the_calendar() -> None:
    for written in ("366일", "52주", "60개월", "10년"):
        deadline = due("2099-12-31 10:00", written, written, written)

        assert isinstance(deadline, Deadline)
        assert deadline.last_day > date(2099, 12, 31) + timedelta(days=300)
