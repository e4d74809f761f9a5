"""Every shipped building, written in many ways, is read as itself; garbage never raises."""

import unicodedata
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jikwon.korea import Reading, addresses, buildings, dates, names, phones, residents
from jikwon.korea.buildings import Building, Number

WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")
Spelling = Callable[[str, str, Building], str]

SPELLINGS: dict[str, Spelling] = {
    "official": lambda road, number, b: f"서울특별시 송파구 {road} {number} ({b.legal_dong})",
    "official-with-unit": lambda road, number, b: (
        f"서울특별시 송파구 {road} {number}, 101동 1203호 ({b.legal_dong}, 은하아파트)"
    ),
    "bare": lambda road, number, b: f"{road} {number}",
    "glued": lambda road, number, b: f"송파구{road}{number}",
    "spread": lambda road, number, b: f"서울시 송파구 {road.replace('로', '로 ', 1)} {number}",
    "wide": lambda road, number, b: f"서울 송파구　{road}　{number}".translate(WIDE),
    "decomposed": lambda road, number, b: unicodedata.normalize("NFD", f"송파구 {road} {number} ({b.legal_dong})"),
    "dong-first": lambda road, number, b: f"송파구 {b.legal_dong} {road} {number}",
    "unit-glued": lambda road, number, b: f"{road} {number} 101동1203호",
    "unit-short": lambda road, number, b: f"{road} {number} 101-1203",
    "hyphen-spaced": lambda road, number, b: f"{road} {number.replace('-', ' - ')}, 101동 12층 1203호",
    "zip-first": lambda road, number, b: f"({b.zip}) 서울특별시 송파구 {road} {number} 101 동 1203 호",
}
WITH_UNIT = {"official-with-unit", "unit-glued", "unit-short", "hyphen-spaced", "zip-first"}


@pytest.mark.parametrize("name", SPELLINGS)
def test_every_building_is_read_as_itself(name: str) -> None:
    spell, unit = SPELLINGS[name], "101-1203" if name in WITH_UNIT else ""
    turn = list(SPELLINGS).index(name)

    wrong = [
        written
        for index, (road, number, building) in enumerate(buildings.songpa())
        if (index + turn) % 3 == 0  # each building in four spellings, all spellings on a third of them
        if not _is_itself(written := spell(road, _typed(number), building), road, number, building, unit)
    ]

    assert wrong == []


def _typed(number: Number) -> str:
    return f"{number.main}-{number.sub}" if number.sub else str(number.main)


def _is_itself(written: str, road: str, number: Number, building: Building, unit: str) -> bool:
    reading = addresses.read(written)
    if not isinstance(reading, Reading) or "dong-differs" in reading.normalised:
        return False
    address = reading.value
    return (
        (address.road, address.main, address.sub) == (road, number.main, number.sub)
        and (address.zip, address.legal_dong) == building
        and address.household_key == f"{road} {_typed(number)}/{unit}"
    )


PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "서울",
                "송파구",
                "강남구",
                "올림픽로",
                "가락로",
                "5길",
                "길",
                "동",
                "호",
                "층",
                "지하",
                "번지",
                "산",
                "제",
            ),
            *("아파트", "신천동", "잠실5동", "0", "1", "12", "326", "1203", "가", "A", "B", "\u1112", "\x00", "😀"),
            *"()[ 　-,.",
        ]
    ),
    max_size=14,
).map("".join)


@settings(deadline=None)  # the first call loads the tables
@given(raw=PIECES | st.text(max_size=40), detail=PIECES)
def test_garbage_is_answered_and_never_raises(raw: str, detail: str) -> None:
    addresses.read(raw, detail)
    names.read(raw)
    phones.read(raw)
    dates.read(raw)
    dates.read_birth_date(detail, today=date(2021, 10, 6))
    residents.read(raw, today=date(2021, 10, 6))
    residents.replace(raw)


@settings(deadline=None)  # the first call loads the tables
@given(raw=st.text("0123456789-+./() '년월일시:T오후~", max_size=24))
def test_numbers_of_any_kind_are_answered_and_never_raise(raw: str) -> None:
    phones.read(raw)
    dates.read(raw)
    residents.read(raw, today=date(2021, 10, 6))


@settings(deadline=None)  # the first call loads the tables
@given(raw=PIECES, detail=PIECES)
def test_what_was_read_is_read_again_as_the_same_household(raw: str, detail: str) -> None:
    reading = addresses.read(raw, detail)
    if not isinstance(reading, Reading):
        return

    again = addresses.read(reading.value.road_address, reading.value.detail)

    assert not isinstance(again, Reading) or again.value.household_key == reading.value.household_key
