"""Reading how long an office may take."""

from datetime import UTC, date, datetime, timedelta

import pytest

from jikwon.korea import lengths
from jikwon.korea.dates import SEOUL
from jikwon.korea.lengths import IMMEDIATE, Length, Unit
from jikwon.korea.readings import Reading, Unclear


@pytest.mark.parametrize(
    ("written", "length"),
    [("7일", Length(count=7, unit=Unit.DAYS)), ("3시간", Length(count=3, unit=Unit.HOURS)),
     ("2주", Length(count=2, unit=Unit.WEEKS)), ("1개월", Length(count=1, unit=Unit.MONTHS)),
     ("1년", Length(count=1, unit=Unit.YEARS)), ("즉시", IMMEDIATE), ("40시간", Length(count=40, unit=Unit.HOURS))],
)  # fmt: skip
def test_a_plain_length_reads_without_a_note(written: str, length: Length) -> None:
    assert lengths.read(written) == Reading(value=length)


@pytest.mark.parametrize(
    ("written", "length"),
    [("7일 이내", "7일"), ("7 일", "7일"), ("07일", "7일"), ("７일", "7일"), ("7근무일", "7일"), ("근무일 7일", "7일"),
     ("7일간", "7일"), ("3 근무시간 이내", "3시간"), ("2주일", "2주"), ("일주일", "1주"), ("한 달", "1개월"),
     ("1개월 이내", "1개월"), ("즉시(3근무시간)", "3시간"), ("즉시 처리", "3시간"), ("즉시(3시간 이내)", "3시간"),
     ("\u00a07일", "7일")],
)  # fmt: skip
def test_another_form_is_the_same_length_and_noted(written: str, length: str) -> None:
    reading = lengths.read(written)

    assert isinstance(reading, Reading)
    assert str(reading.value) == length
    assert reading.normalised


@pytest.mark.parametrize(
    ("written", "reason"),
    [("", "length-blank"), (" - ", "length-blank"), ("7", "length-unit"), ("14", "length-unit"), (7, "length-unit"),
     (7.0, "length-unit"), ("0일", "length-range"), ("41시간", "length-range"), ("48시간", "length-range"),
     ("400일", "length-range"), ("61개월", "length-range"), ("수시", "length-unreadable"),
     ("3~5일", "length-unreadable"),
     ("1.5일", "length-unreadable"), (1.5, "length-unreadable"), ("-7일", "length-unreadable"),
     ("3월", "length-unreadable"), ("보름", "length-unreadable"), ("7일(3일 연장)", "length-unreadable"),
     ("즉시(5일)", "length-unreadable"), ("2021-10-14", "length-unreadable"), ("칠일", "length-unreadable"),
     ("9999일", "length-unreadable"), ("٧일", "length-unreadable"), (date(2021, 10, 14), "length-unreadable")],
)  # fmt: skip
def test_what_could_mean_more_than_one_length_is_unclear(written: str | float | date, reason: str) -> None:
    reading = lengths.read(written)

    assert isinstance(reading, Unclear)
    assert reading.reason == reason


def test_a_figure_alone_is_a_length_once_somebody_has_said_its_unit() -> None:
    days = Reading(value=Length(count=14, unit=Unit.DAYS), normalised=("length-unit-said",))

    assert lengths.read("14", bare=Unit.DAYS) == days
    assert lengths.read(14.0, bare=Unit.DAYS) == days
    assert lengths.read("0", bare=Unit.DAYS) == Unclear(reason="length-range", details={"written": "0"})


@pytest.mark.parametrize(
    ("written", "value"),
    [("2021-10-14", date(2021, 10, 14)), ("2021. 10. 14.", date(2021, 10, 14)), ("20211014", date(2021, 10, 14)),
     ("44483", date(2021, 10, 14)), (44483, date(2021, 10, 14)), (date(2021, 10, 14), date(2021, 10, 14)),
     ("2021-10-14 18:00", datetime(2021, 10, 14, 18, tzinfo=SEOUL)),
     (datetime(2021, 10, 14, 9, tzinfo=UTC), datetime(2021, 10, 14, 18, tzinfo=SEOUL)),
     ("7일", Length(count=7, unit=Unit.DAYS)), ("즉시", IMMEDIATE)],
)  # fmt: skip
def test_a_term_is_a_length_or_a_date_by_its_shape(written: str | int | date, value: object) -> None:
    term = lengths.read_term(written)

    assert isinstance(term, Reading)
    assert term.value == value


@pytest.mark.parametrize(
    ("written", "reason"),
    [("", "length-blank"), ("14", "length-unit"), ("수시", "length-unreadable"), ("2021-02-30", "date-impossible"),
     ("10월 14일", "date-year"), ("211014", "date-six-digits"), ("0일", "length-range")],
)  # fmt: skip
def test_an_unclear_term_says_what_is_unclear_about_its_shape(written: str, reason: str) -> None:
    term = lengths.read_term(written)

    assert isinstance(term, Unclear)
    assert term.reason == reason


def test_up_to_five_days_are_counted_in_hours() -> None:
    assert Length(count=5, unit=Unit.DAYS).in_hours
    assert Length(count=5, unit=Unit.DAYS).hours == timedelta(hours=40)
    assert not Length(count=6, unit=Unit.DAYS).in_hours
    assert not Length(count=1, unit=Unit.WEEKS).in_hours
    assert IMMEDIATE.hours == timedelta(hours=3)
