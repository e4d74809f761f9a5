"""Names and resident numbers."""

import unicodedata
from datetime import date

import pytest

from jikwon.korea import Reading, Unclear, names, residents

TODAY = date(2021, 10, 6)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("홍길동", "홍길동"),
        ("　홍길동 ", "홍길동"),
        (unicodedata.normalize("NFD", "홍길동"), "홍길동"),
        ("홍 길 동", "홍길동"),
        ("남궁 민수", "남궁민수"),
        ("김 용", "김용"),
        ("NGUYEN VAN A", "NGUYEN VAN A"),
        ("Nguyễn Văn An", "Nguyễn Văn An"),
        ("O’Neil-Smith Jr.", "O'Neil-Smith Jr."),
    ],
)
def test_a_name_is_read(raw: str, value: str) -> None:
    reading = names.read(raw)

    assert isinstance(reading, Reading)
    assert reading.value == value


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("", "name-blank"),
        ("미상", "name-blank"),
        ("-", "name-blank"),
        ("김", "name-unreadable"),
        ("김철수이영희", "name-unreadable"),
        ("김철 이영", "name-unreadable"),
        ("홍길동(본인)", "name-unreadable"),
        ("홍길동2", "name-unreadable"),
        ("=1+1", "name-unreadable"),
        ("A" * 61, "name-unreadable"),
    ],
)
def test_what_is_no_name_is_asked(raw: str, reason: str) -> None:
    reading = names.read(raw)

    assert isinstance(reading, Unclear)
    assert reading.reason == reason


def test_names_stand_in_the_order_of_the_alphabet_with_latin_after_hangul() -> None:
    written = ["하나", "Bob", "가람", "alice", "까치", "나래", ""]

    assert sorted(written, key=names.order_key) == ["가람", "까치", "나래", "하나", "alice", "Bob", ""]


@pytest.mark.parametrize(
    ("raw", "birth", "sex", "foreign"),
    [
        ("711231-1234567", date(1971, 12, 31), "남", False),
        ("7112311234567", date(1971, 12, 31), "남", False),
        ("７１１２３１－２２３４５６７", date(1971, 12, 31), "여", False),
        ("050302-4******", date(2005, 3, 2), "여", False),
        ("900101-5123456", date(1990, 1, 1), "남", True),
        ("100101-8123456", date(2010, 1, 1), "여", True),
        ("880101-9111111", date(1888, 1, 1), "남", False),
        ("880101-0111111", date(1888, 1, 1), "여", False),
    ],
)
def test_a_resident_number_is_reduced_whatever_its_check_digit(raw: str, birth: date, sex: str, foreign: bool) -> None:
    reading = residents.read(raw, today=TODAY)

    assert isinstance(reading, Reading)
    assert reading.value == residents.Resident(birth_date=birth, sex=sex, foreign=foreign)
    assert "1234567" not in repr(reading)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("", "resident-blank"),
        ("71123-1234567", "resident-digits"),
        ("991301-1234567", "resident-date"),
        ("990229-1234567", "resident-date"),
        ("211007-3000000", "resident-future"),
    ],
)
def test_a_number_that_cannot_be_is_asked_without_showing_it(raw: str, reason: str) -> None:
    reading = residents.read(raw, today=TODAY)

    assert reading == Unclear(reason=reason)


def test_resident_numbers_are_found_in_free_text_and_account_numbers_are_not() -> None:
    text = "711231-1234567, 7112311234567, 711231－1234567 계좌 1234567890123 접수 7199991234567"

    replaced = residents.replace(text)

    assert replaced == "[주민등록번호], [주민등록번호], [주민등록번호] 계좌 1234567890123 접수 7199991234567"
    assert [text[begin:end] for begin, end in residents.find(text)][:2] == ["711231-1234567", "7112311234567"]
