"""The same inputs give the same data in any order; its own output changes nothing; every break is refuted."""

from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jikwon import testing
from jikwon.processes.assignment.tests import messy
from jikwon.processes.assignment.tests.rosters import (
    OFFICIALS,
    REGISTER,
    assigned,
    lines,
    office,
    optimum,
    process,
    run,
    table,
    with_officials,
)

SHEETS = ("배정", "공무원별", "미배정", "변경이력", "제외", "확인필요", "최적성")
PLACES = {"원본파일", "원본행"}
RANDOM = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _data(result: testing.RunResult) -> list[list[dict[str, Any]]]:
    rows = (result.sheet("assignments", name) for name in SHEETS)
    return [[{name: each[name] for name in each if name not in PLACES} for each in sheet] for sheet in rows]


@RANDOM
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_and_files_changes_no_record(random: Random) -> None:
    people, officials = messy.register(random, 4), messy.roster(random, 4)
    plain = run(people, officials, adjacent=messy.ADJACENT)
    cut = random.randint(0, len(people))
    random.shuffle(people)
    random.shuffle(officials)
    files = [("나.csv", table(people[:cut], REGISTER)), ("가.csv", table(people[cut:], REGISTER))]
    pairs = [dict(zip(("행정동", "인접행정동"), pair[::-1], strict=True)) for pair in messy.ADJACENT[::-1]]
    inputs: dict[str, Any] = {
        "register": [each for each in files if "\r\n" in each[1].strip()] or files[1:],
        "officials": [("o.csv", table(officials, OFFICIALS))],
        "adjacent": [("b.csv", table(pairs, ("행정동", "인접행정동")))],
    }
    other = office().run(inputs=inputs, partial=True, approve=True)

    assert other.verdict == plain.verdict
    if plain.verdict:
        assert plain.verdict == "proved"
        assert _data(other) == _data(plain)


@RANDOM
@given(st.randoms(use_true_random=False))
def test_its_own_output_fed_back_changes_nothing(random: Random) -> None:
    people, officials = messy.register(random, 5), messy.roster(random, 5)
    first = run(people, officials, adjacent=messy.ADJACENT)
    if not first.verdict:
        return
    again = run(with_officials(people, first), officials, adjacent=messy.ADJACENT)

    assert again.verdict == "proved"
    assert assigned(again) == assigned(first)
    assert {line["배정구분"] for line in lines(again).values()} <= {"유지"}
    assert optimum(again)[2] == (0, 0)


@pytest.mark.slow
def test_every_break_of_the_sample_is_refuted() -> None:
    missed = [str(each) for each in testing.prove(process()) if not each.refuted]

    assert missed == []


def test_the_process_has_the_shape_that_every_process_has() -> None:
    assert testing.check(process()) == []


def test_a_time_limit_leaves_the_gap_in_the_proof() -> None:
    random = Random(7)
    people, officials = messy.register(random, 6), messy.roster(random, 6)
    result = run(people, officials, settings={"time_limit": "0"})

    assert result.verdict == "proved"
    gaps = {f"gap-{aim}" for aim in ("unassigned", "over", "changed", "distance", "load-squares")}
    told = {note.code for note in result.notes} & gaps
    assert len(told) == sum(value != bound for value, bound in optimum(result))
