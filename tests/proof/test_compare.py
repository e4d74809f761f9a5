"""Comparators undo differences of writing, and never take two different things for the same."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikwon.proof import (
    after_road_address,
    birth_of,
    date_of,
    moment_of,
    natural,
    road_address_in,
    same_date,
    same_letters,
    same_moment,
    same_number,
    same_phone,
    same_road_address,
    same_text,
    same_unit,
    unit_of,
)

MOMENT = datetime.fromisoformat("2021-10-16T12:00")


@pytest.mark.parametrize(
    ("same", "output", "source"),
    [
        (same_text, "김하나", " 김하나 "),
        (same_text, "Q-001", "Q－００１"),
        (same_text, "12", 12.0),
        (same_text, None, ""),
        (same_letters, "백제고분로41길", "백제고분로 41길"),
        (same_number, 1234, "1,234"),
        (same_number, 36.5, "36,5"),
        (same_phone, "010-0123-4567", "+82 10-0123-4567"),
        (same_phone, "010-0123-4567", 1001234567),
        (same_phone, "010-0123-4567", "０１０.0123.4567"),
        (same_phone, "02-400-1234", "82-2-400-1234"),
        (same_phone, "1588-1234", "15881234"),
        (same_date, date(2021, 10, 6), "2021. 10. 6."),
        (same_date, "2021-10-06", 44475),
        (same_date, "2021-10-06", "20211006"),
        (same_date, "2021-10-06", "'21.10.6."),
        (same_date, "2021-10-06", "2021년 10월 6일"),
        (same_moment, "2021-10-16 12:00", "2021.10.16. 낮 12시"),
        (same_moment, MOMENT, 44485.5),
        (same_moment, "2021-10-16 00:00", "2021-10-15 24:00"),
        (same_road_address, "서울특별시 송파구 올림픽로 326", "서울 송파구 올림픽로326, 101-1203 (신천동)"),
        (same_road_address, "서울특별시 송파구 백제고분로41길 5-2", "백제고분로 41길 5-2"),
        (same_unit, "101동 1203호", "101-1203"),
        (same_unit, "101동 1203호", "제101동 12층 1203호 (잠실엘스)"),
        (same_unit, "302호", "3층 302"),
    ],
)
def test_the_same_thing_written_otherwise_is_the_same(
    same: Callable[[object, object], bool], output: object, source: object
) -> None:
    assert same(output, source)


@pytest.mark.parametrize(
    ("same", "output", "source"),
    [
        (same_text, "김하나", "김하니"),
        (same_text, "김하나", None),
        (same_number, 10, "10 20"),
        (same_number, None, 0),
        (same_phone, "010-0123-4567", "010-0123-4568"),
        (same_phone, "010-0123-4567", "010-0123-4567 / 010-0123-4568"),
        (same_phone, "010-0123-4567", "010-0123-4567(모)"),
        (same_date, "2021-10-06", "2021-10-07"),
        (same_date, "2021-10-06", "'21.10.7."),
        (same_date, "2021-10-06", "10월 6일"),
        (same_date, None, "2021-10-06"),
        (same_moment, "2021-10-16 12:00", "2021-10-16"),
        (same_moment, "2021-10-16 12:00", "2021-10-16 12:01"),
        (same_road_address, "서울특별시 송파구 올림픽로 32", "올림픽로 326"),
        (same_road_address, "서울특별시 송파구 올림픽로 32", "올림픽로 32-1"),
        (same_road_address, "서울특별시 송파구 올림픽로 35", "올림픽로 35길 12"),
        (same_road_address, "서울특별시 송파구 가락로 12", "새가락로 12"),
        (same_unit, "101동 1203호", "102동 1203호"),
        (same_unit, "1203호", "101동 1203호"),
        (same_unit, "B동 3층", "B동 5층"),
        (same_unit, "101호", "101호-1"),
        (same_unit, "왼쪽 문", "오른쪽 문"),
    ],
)
def test_different_things_are_different(same: Callable[[object, object], bool], output: object, source: object) -> None:
    assert not same(output, source)


@given(st.dates(date(1900, 3, 1), date(2099, 12, 31)), st.sampled_from(["%Y-%m-%d", "%Y.%m.%d.", "%Y/%m/%d", "%Y%m%d"]))
def test_every_day_is_read_back_in_every_form(day: date, form: str) -> None:
    assert date_of(day.strftime(form)) == day
    assert date_of((day - date(1899, 12, 30)).days) == day


def test_what_is_no_day_or_moment_is_none() -> None:
    assert [date_of(text) for text in ("2021-02-30", "10.6.", "'21.10.6.", "모름", None, True, 5)] == [None] * 7
    assert [moment_of(text) for text in ("2021-10-06", date(2021, 10, 6), "2021-10-06 25:00", "x")] == [None] * 4


def test_a_resident_number_holds_a_birth_date() -> None:
    assert birth_of("850302-1******") == date(1985, 3, 2)
    assert birth_of("0503023123456") == date(2005, 3, 2)
    assert birth_of("851302-1234567") is None


def test_addresses_are_found_whole() -> None:
    assert road_address_in("송파구올림픽로326", "올림픽로", "326")
    assert road_address_in("올림픽로 지하 326", "올림픽로", "지하326")
    assert not road_address_in("올림픽로 지하 326", "올림픽로", "326")
    assert after_road_address("올림픽로 326, 101동 3호 (신천동)", "올림픽로", "326") == "101동 3호"
    assert unit_of("가동 3층 302호") == ("가", "302")


def test_natural_order_counts_numbers_as_numbers() -> None:
    roads = ["가락로11길", "가락로5길", "", "가락로5길 10", "가락로5길 9"]

    assert sorted(roads, key=natural) == ["", "가락로5길", "가락로5길 9", "가락로5길 10", "가락로11길"]
