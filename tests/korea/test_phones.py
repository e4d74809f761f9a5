"""Telephone numbers: one number is read and written one way, anything else is asked."""

import pytest

from jikwon.korea import Reading, Unclear, phones


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("010-0123-4567", "010-0123-4567"),
        ("01001234567", "010-0123-4567"),
        ("1001234567", "010-0123-4567"),
        ("1001234567.0", "010-0123-4567"),
        ("010 0123 4567", "010-0123-4567"),
        ("010.0123.4567", "010-0123-4567"),
        ("(010) 0123-4567", "010-0123-4567"),
        ("０１０－０１２３－４５６７", "010-0123-4567"),
        ("010–0123–4567", "010-0123-4567"),
        ("+82 10-0123-4567", "010-0123-4567"),
        ("+82 (0)10-0123-4567", "010-0123-4567"),
        ("+82-010-0123-4567", "010-0123-4567"),
        ("821001234567", "010-0123-4567"),
        ("0082-10-0123-4567", "010-0123-4567"),
        ("HP: 010-0123-4567", "010-0123-4567"),
        ("010-0123-4567(모)", "010-0123-4567"),
        ("011-012-3456", "011-012-3456"),
        ("110123456", "011-012-3456"),
        ("02-2147-2000", "02-2147-2000"),
        ("0221472000", "02-2147-2000"),
        ("221472000", "02-2147-2000"),
        ("+82-2-2147-2000", "02-2147-2000"),
        ("02-123-4567", "02-123-4567"),
        ("0311234567", "031-123-4567"),
        ("070-0123-4567", "070-0123-4567"),
        ("7001234567", "070-0123-4567"),
        ("1588-0000", "1588-0000"),
        ("0505-012-3456", "0505-012-3456"),
        ("080-123-4567", "080-123-4567"),
    ],
)
def test_one_number_is_written_one_way(raw: str, value: str) -> None:
    reading = phones.read(raw)

    assert isinstance(reading, Reading)
    assert reading.value == value
    assert (reading.normalised == ()) == (raw == value)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("", "phone-blank"),
        ("　", "phone-blank"),
        ("없음", "phone-blank"),
        ("010-012-3456", "phone-digits"),
        ("010-0123-456", "phone-digits"),
        ("010-0123-45678", "phone-digits"),
        ("2147-2000", "phone-digits"),
        ("119", "phone-digits"),
        ("010-0123-4567 / 010-0234-5678", "phone-two"),
        ("010-0123-4567, 02-2147-2000", "phone-two"),
        ("010-0123-4567 010-0234-5678", "phone-two"),
        ("010-0123-4567\n010-0234-5678", "phone-two"),
        ("010-0123-4567/8", "phone-two"),
        ("010-01A3-4567", "phone-unreadable"),
        ("본인 전화 없음", "phone-unreadable"),
        ("+84 912345678", "phone-foreign"),
    ],
)
def test_anything_else_is_asked(raw: str, reason: str) -> None:
    reading = phones.read(raw)

    assert isinstance(reading, Unclear)
    assert reading.reason == reason


def test_a_lost_zero_and_a_country_code_are_told() -> None:
    lost, abroad = phones.read("1001234567"), phones.read("+82 10-0123-4567")

    assert isinstance(lost, Reading)
    assert lost.normalised == ("phone-zero", "phone-hyphens")
    assert isinstance(abroad, Reading)
    assert abroad.normalised == ("phone-country",)
