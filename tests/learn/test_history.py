"""A history is cut by time: nothing of the future teaches, and one text told twice counts once."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.learn.made import BEGIN

from jikwon.learn import history
from jikwon.learn.errors import HistoryEmpty
from jikwon.learn.history import Example


def _case(day: int, text: str = "", label: str = "") -> Example:
    return Example(text=text or f"글 {day}", label=label or ("가", "나")[day % 2], at=BEGIN + timedelta(days=day))


@given(st.lists(st.integers(0, 30), min_size=20, max_size=60))
def test_every_case_of_a_part_is_older_than_every_case_of_the_next(days: list[int]) -> None:
    cases = [_case(day, text=f"{number}", label=("가", "나")[number % 2]) for number, day in enumerate(days)]
    try:
        parts = history.cut(history.in_time(cases))
    except HistoryEmpty:
        return

    for earlier, later in pairwise(parts):
        assert not earlier or not later or earlier[-1].at < later[0].at
    assert sum(map(len, parts)) == len(cases)


def test_the_order_of_files_and_rows_changes_nothing() -> None:
    cases = [_case(day // 3, text=f"글 {day}") for day in range(40)]
    mixed = Random(1).sample(cases, len(cases))

    assert history.digest(history.in_time(mixed)) == history.digest(history.in_time(cases))


def test_many_filings_of_one_text_are_one_piece_of_evidence() -> None:
    cases = [_case(day, text="같은 글", label="가") for day in range(300)]

    assert len(history.in_time(cases)) == 1


def test_the_same_text_with_another_class_is_kept_because_it_shows_that_nobody_can_be_sure() -> None:
    assert len(history.in_time([_case(0, text="글", label="가"), _case(1, text="글", label="나")])) == 2


def test_one_class_teaches_nothing() -> None:
    with pytest.raises(HistoryEmpty):
        history.cut([_case(day, label="가") for day in range(40)])


def test_another_label_or_moment_is_another_history() -> None:
    case = _case(1)
    others = [replace(case, label="다"), replace(case, at=case.at + timedelta(minutes=1)), replace(case, text="글")]

    assert len({history.digest([each]) for each in (case, *others)}) == 4
