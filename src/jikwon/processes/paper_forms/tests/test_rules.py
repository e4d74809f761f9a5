"""Readings are accepted by their field's own rule and by each other, and by nothing else."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jikwon.processes.paper_forms import rules, thresholds
from jikwon.processes.paper_forms.model import (
    ADDRESS,
    MEASURED,
    Basis,
    Cell,
    Doubt,
    Field,
    Kind,
    Read,
    Thresholds,
    Value,
)  # fmt: skip

LIMITS = Thresholds(of=dict.fromkeys(MEASURED, 90.0), data="")
MEMO = Field(name="비고", label="비고", kind=Kind.TEXT)
NAME = Field(name="성명", label="성명", kind=Kind.TEXT, required=True, pattern="[가-힣]{2,5}")
DAY = Field(name="신청일", label="신청일", kind=Kind.DATE, latest=date(2021, 10, 6))
PHONE = Field(name="연락처", label="연락처", kind=Kind.PHONE)
COUNT = Field(name="인원", label="인원", kind=Kind.NUMBER, least=1, most=20)
HOME = Field(name="주소", label="주소", kind=Kind.TEXT, check=ADDRESS)
GOODS = Field(name="물품", label="물품", kind=Kind.CHOICE, values=("쌀", "라면 한 상자"))


def judged(field: Field, *texts: str, sure: float = 95.0) -> Value | Doubt:
    """Judge a cell that was read so; one text means that every way read the same."""
    ways = texts if len(texts) > 1 else texts * 4
    return rules.judge(
        field, Cell(field=field.name, readings=tuple(Read(text=t, confidence=sure) for t in ways)), LIMITS
    )


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        (NAME, "김하나", "김하나"), (DAY, "2021. 9. 6.", "2021-09-06"), (DAY, "2021년 9월 6일", "2021-09-06"),
        (DAY, "2021-09-06", "2021-09-06"), (PHONE, "010 0123 4567", "010-0123-4567"), (COUNT, "3명", "3"),
        (GOODS, "라면한 상자", "라면 한 상자"), (HOME, "송파구 올림픽로 326", "송파구 올림픽로 326"),
        (HOME, "서울특별시 송파구 올림픽로 326 101동 1203호", "서울특별시 송파구 올림픽로 326 101동 1203호"),
    ],
)  # fmt: skip
def test_what_its_rule_confirms_and_all_readings_say_is_accepted(field: Field, text: str, value: str) -> None:
    found = judged(field, text)

    assert isinstance(found, Value)
    assert (found.value, found.basis, found.confidence) == (value, Basis.RULE, 95.0)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (MEMO, "휠체어 囗용"), (MEMO, "ㅁ오후 참석"),
        (NAME, "김하L"), (NAME, "김"), (DAY, "2021. 2. 30."), (DAY, "2021. 10. 7."), (DAY, "20219. 6."),
        (DAY, "21. 9. 6."), (DAY, "2021. 9"), (PHONE, "010-012-4567"), (PHONE, "010-0423-/090"), (PHONE, "01001234567"),
        (COUNT, "21"),
        (COUNT, "0"), (COUNT, "03"), (COUNT, "l2"), (GOODS, "쌀국수"), (GOODS, "살"),
        (HOME, "송파구 올림믹로 326"), (HOME, "송파구 올림픽로 326101동 1203호"), (HOME, "송파구 올림픽로 99999"),
        (HOME, "올림픽로 326"), (HOME, "송파구 올림픽로 326 101동 1203오"), (HOME, "송파구 올림픽로326"),
        (HOME, "강남구 올림픽로 326"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_value_of_its_field_is_asked(field: Field, text: str) -> None:
    found = judged(field, text)

    assert isinstance(found, Doubt)
    assert found.reason == "rule"


def test_readings_that_differ_are_asked_with_each_of_them() -> None:
    found = judged(DAY, "2021. 9. 6.", "2021. 9. 5.", "2021. 9. 6.", "2021. 9. 6.")

    assert isinstance(found, Doubt)
    assert found.reason == "readings-differ"
    assert set(found.candidates) == {"2021-09-06", "2021-09-05"}


def test_a_digit_that_is_none_by_itself_is_asked() -> None:
    found = judged(PHONE, "010-0125-4567", "010-0125-4567", "010-0125-4567", "010-012?-4567")

    assert isinstance(found, Doubt)


def test_a_reading_below_the_threshold_is_asked_and_one_at_it_is_not() -> None:
    assert isinstance(judged(NAME, "김하나", sure=89.9), Doubt)
    assert isinstance(judged(NAME, "김하나", sure=90.0), Value)


def test_a_kind_that_nobody_has_measured_is_asked() -> None:
    cell = Cell(field="연락처", readings=(Read(text="010-0123-4567", confidence=99.0),) * 4)

    found = rules.judge(PHONE, cell, Thresholds(of={"date": 50.0}, data=""))

    assert isinstance(found, Doubt)
    assert found.reason == "unmeasured"


@pytest.mark.parametrize(("field", "text"), [(NAME, "김재희"), (MEMO, "재식")])
def test_a_text_that_no_table_confirms_is_asked_however_sure_its_readings_are(field: Field, text: str) -> None:
    """채식 on a blurred scan was 재식 in every way of reading, one of them 96 % sure; no rule could object."""
    shipped = thresholds.read(thresholds.SHIPPED.read_bytes(), file="thresholds.toml")
    cell = Cell(field=field.name, readings=(Read(text=text, confidence=100.0),) * 4)

    found = rules.judge(field, cell, shipped)

    assert isinstance(found, Doubt)
    assert (found.code, found.reason, set(found.candidates)) == ("text-unclear", "unconfirmed", {text})


def test_an_address_that_the_building_table_has_is_accepted_as_shipped() -> None:
    shipped = thresholds.read(thresholds.SHIPPED.read_bytes(), file="thresholds.toml")
    cell = Cell(field=HOME.name, readings=(Read(text="송파구 올림픽로 326", confidence=96.0),) * 4)

    assert isinstance(rules.judge(HOME, cell, shipped), Value)


def test_a_blank_cell_is_a_value_only_where_it_may_be_blank() -> None:
    blank = tuple(Read(text="", confidence=100.0) for _ in range(4))

    optional = rules.judge(DAY, Cell(field="신청일", readings=blank), LIMITS)
    needed = rules.judge(NAME, Cell(field="성명", readings=blank), LIMITS)

    assert isinstance(optional, Value)
    assert optional.value == ""
    assert isinstance(needed, Doubt)
    assert needed.code == "blank-required"


def test_ink_that_nobody_can_read_is_no_blank() -> None:
    found = judged(DAY, "", sure=0.0)

    assert isinstance(found, Doubt)
    assert found.reason == "unread"


@settings(deadline=None)
@given(day=st.dates(date(1900, 1, 1), date(2021, 10, 6)), off=st.integers(1, 400))
def test_two_different_days_are_never_one_value(day: date, off: int) -> None:
    other = day - timedelta(days=off) if day.year > 1901 else day + timedelta(days=off)

    found = judged(DAY, f"{day}", f"{other}", f"{day}", f"{day}")

    assert isinstance(found, Doubt)


@settings(deadline=None)
@given(text=st.text(max_size=30))
def test_whatever_is_read_an_accepted_value_is_one_its_rule_gives_again(text: str) -> None:
    for field in (NAME, DAY, PHONE, COUNT, GOODS):
        found = judged(field, text)
        if isinstance(found, Value) and found.value:
            assert rules.value_of(field, found.value) == found.value
