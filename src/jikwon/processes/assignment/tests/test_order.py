"""The same inputs give the same data in any order; its own output changes nothing; every break is refuted."""

from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from jikwon import testing
from jikwon.processes.assignment.tests import messy
from jikwon.processes.assignment.tests.rosters import (
    OFFICIALS,
    REGISTER,
    assigned,
    lines,
    loads,
    office,
    official,
    optimum,
    person,
    process,
    run,
    table,
    unassigned,
    with_officials,
)

SHEETS = ("배정", "공무원별", "미배정", "변경이력", "제외", "확인필요", "최적성")
LOST = "미배정·상한 초과를 줄이려고 옮김"
PLACES = {"원본파일", "원본행"}
RANDOM = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _data(result: testing.RunResult) -> list[list[dict[str, Any]]]:
    rows = (result.sheet("assignments", name) for name in SHEETS)
    return [[{name: each[name] for name in each if name not in PLACES} for each in sheet] for sheet in rows]


@RANDOM
@given(st.randoms(use_true_random=False), st.sampled_from("345"), st.integers(1, 4))
def test_the_order_of_rows_and_files_changes_no_record(random: Random, soft_cap: str, seats: int) -> None:
    people, officials = messy.register(random, 4), messy.roster(random, seats)
    plain = run(people, officials, adjacent=messy.ADJACENT, settings={"soft_cap": soft_cap})
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
    other = office().run(inputs=inputs, settings={"soft_cap": soft_cap}, partial=True, approve=True)

    assert other.verdict == plain.verdict
    if plain.verdict:
        assert plain.verdict == "proved"
        assert _data(other) == _data(plain)


@RANDOM
@given(st.permutations(range(1, 9)), st.sampled_from([1, 2]))
def test_who_stays_without_a_place_is_no_matter_of_the_order_of_rows(order: list[int], officials: int) -> None:
    home = {"상세주소": "2동 2호"}
    alike = {number: person(number, 담당공무원ID="A1") for number in range(1, 7)}
    people = {**alike, 7: person(7, **home), 8: person(8, **home)}
    result = run([people[number] for number in order], [official(number + 1) for number in range(officials)])

    assert result.verdict == "proved"
    due = {"Q006", "Q007", "Q008"} if officials == 1 else set()
    assert unassigned(result).keys() == due
    stay = {key for key, seat in assigned(result).items() if seat == "A1"}
    assert stay == {f"Q{number:03}" for number in range(1, 6)}


def _losses(result: testing.RunResult) -> dict[object, object]:
    """Map those who lost an official and have none now to the reason."""
    changes = result.sheet("assignments", "변경이력")
    return {each["격리자관리번호"]: each["사유"] for each in changes if not each["공무원ID"]}


@RANDOM
@given(st.randoms(use_true_random=False), st.sampled_from("3455"), st.integers(1, 5))
@example(Random(152), "5", 5)
@example(Random(1273), "5", 5)
def test_its_own_output_fed_back_changes_nothing(random: Random, soft_cap: str, officials: int) -> None:
    people, roster = messy.register(random, 5), messy.roster(random, officials)
    first = run(people, roster, adjacent=messy.ADJACENT, settings={"soft_cap": soft_cap})
    if not first.verdict:
        return
    again = run(with_officials(people, first), roster, adjacent=messy.ADJACENT, settings={"soft_cap": soft_cap})

    assert (first.verdict, again.verdict) == ("proved", "proved")
    assert assigned(again) == assigned(first)
    assert unassigned(again).keys() == unassigned(first).keys()
    assert {line["배정구분"] for line in lines(again).values()} <= {"유지"}
    assert again.sheet("assignments", "변경이력") == []
    assert loads(again) == loads(first)


def _short_of_places() -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Give a household whose officials differ, in a district that has one place too few.

    A2 has six people, of whom one must go to A1, where there is one place, and the third of the household
    has none: of the six the second of the household lives nearest to A1.
    """
    home = {"상세주소": "1동 1호"}
    people = [
        person(1, **home, 담당공무원ID="A1"),
        person(2, **home, 담당공무원ID="A2"),
        person(3, **home),
        *(person(number, 담당공무원ID="A1") for number in (4, 5, 6)),
        *(person(number, 행정동="마천1동", 담당공무원ID="A2") for number in range(7, 12)),
    ]
    return people, [official(1), official(2, 행정동="마천1동")]


def test_a_household_that_was_divided_for_want_of_places_pushes_nobody_out_when_fed_back() -> None:
    people, officials = _short_of_places()
    first = run(people, officials)
    again = run(with_officials(people, first), officials)

    assert (first.verdict, again.verdict) == ("proved", "proved")
    assert [assigned(first).get(key) for key in ("Q001", "Q002", "Q003")] == ["A1", "A1", None]
    assert assigned(again) == assigned(first)
    assert unassigned(again).keys() == {"Q003"}


def test_a_divided_household_is_placed_whole_as_soon_as_somebody_could_be_given_a_place() -> None:
    people, officials = _short_of_places()
    fed_back = with_officials(people, run(people, officials))
    result = run(fed_back, [*officials, official(3)])

    assert result.verdict == "proved"
    assert {assigned(result)[key] for key in ("Q001", "Q002", "Q003")} == {"A3"}


def test_who_lost_a_valid_official_and_has_none_counts_as_changed_again_while_the_register_names_that_one() -> None:
    home = {"상세주소": "2동 2호"}
    people = [person(1, 담당공무원ID="A1"), *(person(number, **home) for number in range(2, 7))]
    first = run(people, [official(1)])
    blank_again = with_officials(people, first)
    again = run([people[0], *blank_again[1:]], [official(1)])
    blank = run(blank_again, [official(1)])

    for each in (first, again, blank):
        assert each.verdict == "proved"
        assert loads(each) == {"A1": 5}
        assert unassigned(each).keys() == {"Q001"}
    assert _losses(first) == _losses(again) == {"Q001": LOST}
    assert optimum(first)[2] == optimum(again)[2] == (1, 1)
    assert optimum(blank)[2] == (0, 0)


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
