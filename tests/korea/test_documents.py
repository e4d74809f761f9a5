"""Official documents: money, items, attachments and the end mark, as the decree and its rule have them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikwon.korea import documents

READ_BACK = {"일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9}
PLACES = {"십": 10, "백": 100, "천": 1_000}
GROUPS = {"만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16}


def heard(text: str) -> int:
    """Work a reading out again, letter by letter."""
    whole = group = digit = 0
    for letter in text:
        if letter in GROUPS:
            whole, group, digit = whole + (group + digit) * GROUPS[letter], 0, 0
        elif letter in PLACES:
            group, digit = group + digit * PLACES[letter], 0
        else:
            digit = READ_BACK.get(letter, 0)
    return whole + group + digit


@pytest.mark.parametrize(
    ("won", "written"),
    [
        (113_560, "금113,560원(금일십일만삼천오백육십원)"),  # the rule's own example, 시행규칙 제2조제2항
        (234_580, "금234,580원(금이십삼만사천오백팔십원)"),
        (1_000, "금1,000원(금일천원)"),
        (0, "금0원(금영원)"),
        (100_000_000, "금100,000,000원(금일억원)"),
        (10_010_001, "금10,010,001원(금일천일만일원)"),
    ],
)
def test_money_is_written_in_figures_and_letters(won: int, written: str) -> None:
    assert documents.write_money(won) == written


@given(st.integers(min_value=0, max_value=10**20 - 1))
def test_a_reading_worked_out_again_is_the_number(number: int) -> None:
    assert heard(documents.read_out(number)) == number


@given(st.lists(st.integers(min_value=0, max_value=10**20 - 1), min_size=2, max_size=2, unique=True))
def test_two_sums_never_read_the_same(sums: list[int]) -> None:
    assert documents.write_money(sums[0]) != documents.write_money(sums[1])


@pytest.mark.parametrize("number", [-1, 10**20])
def test_a_sum_without_a_reading_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="reading"):
        documents.read_out(number)


def test_the_eight_levels_have_the_signs_of_the_rule() -> None:
    assert [documents.item_sign(level, 1) for level in range(1, 9)] == [
        "1.",
        "가.",
        "1)",
        "가)",
        "(1)",
        "(가)",
        "①",
        "㉮",
    ]


@pytest.mark.parametrize(
    ("level", "number", "sign"),
    [
        (2, 14, "하."), (2, 15, "거."), (2, 28, "허."), (2, 29, "고."), (4, 15, "거)"), (6, 16, "(너)"),
        (7, 50, "㊿"), (7, 21, "㉑"), (8, 14, "㉻"),
    ],
)  # fmt: skip
def test_signs_go_on_behind_ha_and_behind_twenty(level: int, number: int, sign: str) -> None:
    assert documents.item_sign(level, number) == sign


@given(st.integers(min_value=1, max_value=8), st.integers(min_value=1, max_value=50))
def test_no_two_items_of_a_level_share_a_sign(level: int, number: int) -> None:
    try:
        signs = [documents.item_sign(level, each) for each in range(1, number + 1)]
    except ValueError:
        assert level == 8
        assert number > 14
    else:
        assert len(set(signs)) == number


@pytest.mark.parametrize(("level", "number"), [(0, 1), (9, 1), (1, 0), (7, 51), (8, 15), (2, 57)])
def test_an_item_without_a_sign_is_refused(level: int, number: int) -> None:
    with pytest.raises(ValueError, match="item"):
        documents.item_sign(level, number)


def test_one_item_alone_has_no_sign_and_lower_levels_stand_further_right() -> None:
    assert documents.write_items(["가는 글"]) == ["가는 글"]
    assert documents.write_items(["하나", "둘"], level=3) == ["    1) 하나", "    2) 둘"]
    assert documents.write_items(["하나", "둘"], level=2, indent=False) == ["가. 하나", "나. 둘"]


def test_attachments_end_with_the_mark() -> None:
    assert documents.write_attachments([]) == ""
    assert documents.write_attachments(["결과표 1부"]) == "붙임  결과표 1부.  끝."
    assert documents.write_attachments(["가 1부.", "나 1부"]) == "붙임  1. 가 1부.\n      2. 나 1부.  끝."


@given(st.text(min_size=1).filter(str.strip))
def test_the_end_stands_two_blanks_behind_the_text(text: str) -> None:
    assert documents.end(text) == text.rstrip() + "  끝."
