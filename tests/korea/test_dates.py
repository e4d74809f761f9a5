"""Dates and moments in every form of the contract."""

from datetime import date, datetime

import pytest

from jikwon.korea import Reading, Unclear, dates, style

TODAY = date(2021, 10, 6)
OCTOBER_6 = date(2021, 10, 6)


def seoul(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2021, 10, day, hour, minute, tzinfo=dates.SEOUL)


@pytest.mark.parametrize(
    "raw",
    ["2021-10-06", "2021.10.6.", "2021. 10. 6.", "2021/10/06", "20211006", "'21.10.6.", "’21.10.6.", "21.10.6", "44475",
     "２０２１．１０．６．", "2021년 10월 6일", "2021-10-06(수)", "2021. 10. 6. 수요일", " 2021-10-06　",
     44475, 44475.0, OCTOBER_6],
)  # fmt: skip
def test_a_date_is_read_in_every_form(raw: dates.Cell) -> None:
    reading = dates.read(raw)

    assert isinstance(reading, Reading)
    assert reading.value == OCTOBER_6
    assert not isinstance(reading.value, datetime)


@pytest.mark.parametrize(
    ("raw", "moment"),
    [
        ("2021-10-06 12:00", seoul(6, 12)),
        ("2021-10-06T12:00", seoul(6, 12)),
        ("2021-10-06 12:00:00", seoul(6, 12)),
        ("2021-10-06T03:00:00Z", seoul(6, 12)),
        ("2021-10-06T12:00:00+09:00", seoul(6, 12)),
        ("2021. 10. 6. 12:00", seoul(6, 12)),
        ("2021-10-06 오후 3시", seoul(6, 15)),
        ("2021-10-06 오후 3시 반", seoul(6, 15, 30)),
        ("2021-10-06 오후 3:05", seoul(6, 15, 5)),
        ("2021-10-06 3:05 PM", seoul(6, 15, 5)),
        ("2021-10-06 오전 12:00:00", seoul(6, 0)),
        ("2021년 10월 6일 정오", seoul(6, 12)),
        ("2021.10.6.(수) 12시까지", seoul(6, 12)),
        ("2021-10-06 24:00", seoul(7, 0)),
        ("202110061200", seoul(6, 12)),
        ("20211006 12:00", seoul(6, 12)),
        ("44475.5", seoul(6, 12)),
        (44475.5, seoul(6, 12)),
        (datetime(2021, 10, 6, 12), seoul(6, 12)),  # noqa: DTZ001  a spreadsheet's own
    ],
)
def test_a_moment_is_aware(raw: dates.Cell, moment: datetime) -> None:
    reading = dates.read(raw)

    assert isinstance(reading, Reading)
    assert reading.value == moment
    assert isinstance(reading.value, datetime)
    assert reading.value.utcoffset() == moment.utcoffset()


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("", "date-blank"),
        ("10월 6일", "date-year"),
        ("10/6", "date-year"),
        ("10.6.", "date-year"),
        ("211006", "date-six-digits"),
        ("2021-13-01", "date-impossible"),
        ("2021-02-29", "date-impossible"),
        ("2021-10-06(목)", "date-weekday"),
        ("2021. 10. 6. 자정", "time-unclear"),
        ("2021-10-06 오전 12시", "time-unclear"),
        ("2021-10-06 25:00", "time-unclear"),
        ("06/10/2021", "date-unreadable"),
        ("2021-10", "date-unreadable"),
        ("2021-10-06 또는 10-07", "date-unreadable"),
        ("곧", "date-unreadable"),
        ("2021", "date-unreadable"),
    ],
)
def test_what_has_no_reading_or_two_is_asked(raw: str, reason: str) -> None:
    reading = dates.read(raw)

    assert isinstance(reading, Unclear)
    assert reading.reason == reason


@pytest.mark.parametrize(
    ("raw", "day"),
    [("1971-12-31", date(1971, 12, 31)), ("'71.12.31.", date(1971, 12, 31)), ("25568", date(1969, 12, 31)),
     ("2021-10-06", TODAY), ("1900-01-01", date(1900, 1, 1)), ("1971-12-31 00:00:00", date(1971, 12, 31))],
)  # fmt: skip
def test_a_birth_date_is_read(raw: str, day: date) -> None:
    reading = dates.read_birth_date(raw, today=TODAY)

    assert isinstance(reading, Reading)
    assert reading.value == day


@pytest.mark.parametrize(
    ("raw", "reason"),
    [("711231", "date-six-digits"), ("'05.3.2.", "date-century"), ("1899-12-31", "birth-date-range"),
     ("2021-10-07", "birth-date-range"), ("12월 31일", "date-year")],
)  # fmt: skip
def test_a_birth_date_in_two_centuries_or_none_is_asked(raw: str, reason: str) -> None:
    reading = dates.read_birth_date(raw, today=TODAY)

    assert isinstance(reading, Unclear)
    assert reading.reason == reason


def test_a_time_beside_a_date_is_told_when_it_is_left_out() -> None:
    reading = dates.read_day("2021-10-06 12:00")

    assert reading == Reading(value=OCTOBER_6, normalised=("time-dropped",))


def test_dates_and_moments_are_written_as_in_official_documents() -> None:
    assert style.write_date(OCTOBER_6) == "2021. 10. 6."
    assert style.write_moment(seoul(6, 12)) == "2021. 10. 6. 12:00"
    assert style.write_phone("01001234567") == "010-0123-4567"
    assert sorted(["가락로11길", "가락로5길", "가락로"], key=style.natural_key) == ["가락로", "가락로5길", "가락로11길"]
