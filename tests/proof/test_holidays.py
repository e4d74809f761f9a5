"""The dated table of holidays: against the decree's own rule, the almanacs' figures, and the library."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files

import pytest

from jikwon.korea import calendar
from jikwon.proof.deadlines import FIRST_DAY, LAST_DAY, holidays, is_off

DAY = timedelta(days=1)
NATIONAL = {"3ㆍ1절", "광복절", "개천절", "한글날", "제헌절"}
LUNAR = {"설날 전날", "설날", "설날 다음날", "추석 전날", "추석", "추석 다음날"}
BUDDHA, CHILDREN, CHRISTMAS, LABOUR = "부처님오신날", "어린이날", "기독탄신일", "노동절"


def rows() -> Iterator[tuple[date, str]]:
    with files("jikwon.proof").joinpath("data/holidays.csv").open(encoding="utf-8") as table:
        yield from ((date.fromisoformat(row["날짜"]), row["이름"]) for row in csv.DictReader(table))


def moves_from_weekends(day: date) -> set[str]:
    """Name the holidays with a substitute for Saturdays and Sundays, by the amendment in force on `day`."""
    names = {CHILDREN}
    if day >= date(2021, 8, 4):
        names |= NATIONAL
    if day >= date(2023, 5, 4):
        names |= {BUDDHA, CHRISTMAS}
    return names | ({LABOUR} if day >= date(2026, 5, 1) else set())


def substitutes() -> set[date]:
    """Derive the substitute days from the other holidays (규정 제3조)."""
    named: dict[date, list[str]] = {}
    for day, name in rows():
        if not name.startswith("대체공휴일"):
            named.setdefault(day, []).append(name)
    found: set[date] = set()
    for day, names in sorted(named.items()):
        moving = moves_from_weekends(day)
        on_weekend = day.weekday() >= 5 and any(name in moving for name in names)
        on_sunday = day.weekday() == 6 and any(name in LUNAR for name in names)
        doubled = day.weekday() < 5 and len(names) > 1 and any(name in moving | LUNAR for name in names)
        if on_weekend or on_sunday or doubled:
            following = day + DAY
            while following.weekday() >= 5 or following in named or following in found:
                following += DAY
            found.add(following)
    return found


def test_the_substitute_days_are_those_the_decree_makes() -> None:
    written = {day for day, name in rows() if name.startswith("대체공휴일")}

    assert written == substitutes()
    assert len(written) == 30


def test_every_line_is_a_day_of_its_own_in_order() -> None:
    lines = list(rows())

    assert lines == sorted(lines, key=lambda line: line[0])
    assert len(set(lines)) == len(lines)
    assert {day.year for day, _ in lines} == set(range(2016, 2028))


@pytest.mark.parametrize(
    ("year", "planned", "named_later"),
    [
        (2016, 118, {date(2016, 5, 6)}),
        (2017, 118, {date(2017, 5, 9), date(2017, 10, 2)}),  # 119 with 20 December, an election that was not held
        (2023, 116, {date(2023, 5, 29), date(2023, 10, 2)}),
        (2024, 119, {date(2024, 10, 1)}),
        (2025, 119, {date(2025, 1, 27), date(2025, 6, 3)}),
        (2026, 118, {date(2026, 5, 1), date(2026, 7, 17)}),
    ],
)
def test_the_days_off_of_a_year_are_the_almanacs_and_those_named_later(
    year: int, planned: int, named_later: set[date]
) -> None:
    days = [date(year, 1, 1) + DAY * each for each in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]

    assert all(is_off(day) for day in named_later)
    assert sum(map(is_off, days)) == planned + len(named_later)


def test_the_rules_calendar_and_the_table_agree_on_every_day() -> None:
    days = (FIRST_DAY + DAY * each for each in range((LAST_DAY - FIRST_DAY).days + 1))

    differing = [day for day in days if is_off(day) == calendar.is_working_day(day)]

    assert differing == []


def test_labour_day_and_constitution_day_are_days_off_from_2026_only() -> None:
    assert [year for year in range(2016, 2028) if date(year, 5, 1) in holidays()] == [2026, 2027]
    assert [year for year in range(2016, 2028) if date(year, 7, 17) in holidays()] == [2026, 2027]


def test_two_holidays_on_one_day_keep_both_names() -> None:
    assert holidays()[date(2025, 5, 5)].split(", ") == [BUDDHA, CHILDREN]
    assert holidays()[date(2017, 10, 3)].split(", ") == ["개천절", "추석 전날"]


@pytest.mark.parametrize("day", [date(2015, 12, 31), date(2028, 1, 1)])
def test_no_day_outside_the_table_is_guessed(day: date) -> None:
    with pytest.raises(LookupError):
        is_off(day)
