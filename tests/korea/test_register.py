"""Reading who a row of a register is about."""

import pytest

from jikwon.korea.register.people import id_said

NUMBERS = ("711231-1234567", "7112311234567", "７１１２３１－１２３４５６７", "711231–1******")


@pytest.mark.parametrize("written", NUMBERS)
def test_a_resident_number_in_the_place_of_an_id_is_none(written: str) -> None:
    assert id_said(written) == ""


@pytest.mark.parametrize("written", ["SP-003374", "2021100600001", "송파-2021-1006-0001"])
def test_a_long_id_stays_an_id(written: str) -> None:
    assert id_said(written) == written
