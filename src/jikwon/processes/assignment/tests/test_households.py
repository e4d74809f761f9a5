"""Households: placed whole, waiting together, never with family; and what waits keeps its place."""

import pytest

from jikwon.processes.assignment.tests.rosters import (
    asked,
    assigned,
    lines,
    loads,
    office,
    official,
    optimum,
    person,
    run,
    unassigned,
)
from jikwon.testing import RunResult

HOME = {"상세주소": "101동 1203호"}


def household(size: int, **said: str) -> list[dict[str, str]]:
    """Give the rows of people who live together."""
    return [person(number, **HOME, **said) for number in range(1, size + 1)]


@pytest.mark.parametrize(
    "home",
    [
        {"주소": "올림픽로435", "상세주소": "101-1203"},
        {"주소": "서울시 송파구 올림픽로 435, 101동 1203호", "상세주소": ""},
        {"주소": "", "상세주소": "", "세대키": "올림픽로 435/101-1203"},
    ],
)
def test_a_household_has_one_official_however_its_address_is_written(home: dict[str, str]) -> None:
    result = run([*household(2), person(3, **home)], [official(1), official(2)])

    assert result.verdict == "proved"
    assert len(set(assigned(result).values())) == 1
    assert str(lines(result)["Q003"]["적용규칙"]).startswith("세대 함께")


def test_a_household_without_room_stays_unassigned_whole() -> None:
    result = run([*household(3), person(9)], [official(1)], settings={"soft_cap": "3"})

    assert result.verdict == "proved"
    assert assigned(result).keys() == {"Q001", "Q002", "Q003"}
    assert unassigned(result) == {"Q009": "한도 안에 자리가 없음"}


def test_each_of_a_household_of_seven_is_placed_alone() -> None:
    result = run(household(7), [official(1), official(2)])

    assert result.verdict == "proved"
    assert loads(result) in ({"A1": 4, "A2": 3}, {"A1": 3, "A2": 4})
    assert not any("세대" in str(line["적용규칙"]) for line in lines(result).values())


def test_members_with_different_valid_officials_keep_theirs() -> None:
    people = [person(1, **HOME, 담당공무원ID="A1"), person(2, **HOME, 담당공무원ID="A2"), person(3, **HOME)]
    result = run(people, [official(1), official(2), official(3)])

    assert result.verdict == "proved"
    assert assigned(result) == {"Q001": "A1", "Q002": "A2", "Q003": "A3"}


def test_a_household_goes_to_the_one_valid_official_whom_a_member_has() -> None:
    people = [person(1, **HOME), person(2, **HOME, 담당공무원ID="A2"), person(3, **HOME, 담당공무원ID="A9")]
    result = run(people, [official(1), official(2)])

    assert set(assigned(result).values()) == {"A2"}
    assert [lines(result)[key]["배정구분"] for key in ("Q001", "Q002", "Q003")] == ["신규", "유지", "변경"]


@pytest.mark.parametrize("family", ["올림픽로 435/101-1203", " 올림픽로 435 / 101-1203"])
def test_nobody_is_given_to_their_own_family(family: str) -> None:
    result = run(household(2, 담당공무원ID="A1"), [official(1, 가족세대키=family), official(2, 행정동="마천1동")])

    assert result.verdict == "proved"
    assert set(assigned(result).values()) == {"A2"}
    assert [each["사유"] for each in result.sheet("assignments", "변경이력")] == ["현 담당이 가족임"] * 2


UNREAD = {"상세주소": "1-2"}
"""A detail with two readings in a building that is no block of flats."""


@pytest.mark.parametrize(
    ("home", "family", "is_family"),
    [
        ({**UNREAD, "세대키": "가"}, "올림픽로 435/1-2", True),
        ({**UNREAD, "세대키": "가"}, "올림픽로 435/12", False),
        ({**UNREAD, "세대키": "가"}, "가", True),
        ({"상세주소": "안채"}, "올림픽로 435/안채", True),
        ({"상세주소": "안채"}, "올림픽로 435/안 채", False),
        ({"상세주소": "101-2호"}, "올림픽로 435/101-2호", True),
        ({"상세주소": "101-2호"}, "올림픽로 435/101-2", False),
        ({"상세주소": "2동 지하 1호"}, "올림픽로 435/2-B1", True),
        ({"주소": "올림픽로 435 101동 102호", "상세주소": ""}, "올림픽로 435/101-102", True),
    ],
)
@pytest.mark.parametrize("others", [0, 1])
def test_process_and_proof_know_the_same_family(
    home: dict[str, str], family: str, is_family: bool, others: int
) -> None:
    people = [person(1, **home, 담당공무원ID="A1"), person(9)]
    result = run(people, [official(1, 가족세대키=family), *(official(number + 2) for number in range(others))])

    assert result.verdict == "proved"
    assert (assigned(result).get("Q001") == "A1") != is_family


@pytest.mark.parametrize(("family", "kept"), [("올림픽로 435/1-2", 0), ("올림픽로 435/12", 1), ("올림픽로 435/2", 1)])
def test_an_address_that_is_asked_about_is_family_as_it_is_written(family: str, kept: int) -> None:
    people = [person(1, **UNREAD, 담당공무원ID="A1"), person(9)]
    result = run(people, [official(1, 가족세대키=family), official(2)])

    assert result.verdict == "proved"
    assert asked(result) == {("Q001", "detail-unclear")}
    assert loads(result) == ({"A1": 1, "A2": 0} if not kept else {"A1": 1, "A2": 1})


def test_who_is_family_to_one_of_a_household_is_family_to_all() -> None:
    people = [person(1, 세대키="가", 담당공무원ID="A1"), person(2, 세대키="가", 상세주소="1동 2호", 담당공무원ID="A1")]
    for officials in (
        [official(1, 가족세대키="올림픽로 435/1-2")],
        [official(1, 가족세대키="올림픽로 435/1-2"), official(2)],
    ):
        result = run([*people, person(9)], officials)

        assert result.verdict == "proved"
        assert "A1" not in {assigned(result).get("Q001"), assigned(result).get("Q002")}


def test_only_family_available_leaves_people_unassigned_with_the_reason() -> None:
    result = run(household(1), [official(1, 가족세대키="올림픽로 435/101-1203")])

    assert result.verdict == "proved"
    assert "가족" in str(unassigned(result)["Q001"])


def _waiting() -> RunResult:
    people = [
        person(1, **HOME, 담당공무원ID="A1", 성명="?"),
        person(2, **HOME, 담당공무원ID="A1"),
        person(3),
        person(4),
    ]
    return run(people, [official(1), official(2)], settings={"soft_cap": "3"}, by=office())


def test_a_waiting_person_keeps_the_place_and_the_household_waits_too() -> None:
    result = _waiting()

    assert result.verdict == "proved"
    assert result.items == {"total": 4, "done": 2, "excluded": 0, "waiting": 2, "failed": 0}
    assert asked(result) == {("Q001", "name-unclear")}
    codes = [each["질문코드"] for each in result.sheet("assignments", "확인필요")]
    assert codes == ["name-unclear", "household-waits"]
    assert loads(result) == {"A1": 2, "A2": 2}


def test_an_answer_brings_a_supplement_that_moves_nobody() -> None:
    by = office()
    people = [person(1, **HOME, 담당공무원ID="A1", 성명="?"), person(2, **HOME, 담당공무원ID="A1"), person(3)]
    first = run(people, [official(1), official(2)], by=by)
    second = by.answer(first, {("Q001", "name-unclear"): "강하늘"}, approve=True)

    assert (second.state.value, second.verdict) == ("released", "proved")
    assert assigned(first) == {"Q003": "A2"}
    assert assigned(second) == {"Q001": "A1", "Q002": "A1"}
    assert loads(second) == {"A1": 2, "A2": 1}
    assert {file.part for file in second.course.files if file.name == "notices"} == {"A1"}


def test_parts_of_a_run_count_what_was_placed_before() -> None:
    by = office()
    people = [person(1, 성명="?"), person(2, 휴대전화="1"), person(3), person(4)]
    first = run(people, [official(1), official(2)], by=by, settings={"cap": "1", "soft_cap": "2"})
    second = by.answer(first, {("Q001", "name-unclear"): "강하늘"}, approve=True)
    third = by.answer(second, {("Q002", "phone-unclear"): "010-0123-1002"}, approve=True)

    assert [each.verdict for each in (first, second, third)] == ["proved"] * 3
    assert loads(third) == {"A1": 2, "A2": 2}
    assert third.state.value == "released"


def test_an_answer_that_joins_a_placed_household_counts_a_valid_official_as_lost() -> None:
    by = office()
    people = [
        person(1, 상세주소="1-2", 담당공무원ID="A1"),
        person(2, 상세주소="1동 2호", 담당공무원ID="A2"),
    ]
    first = run(people, [official(1), official(2)], by=by)
    second = by.answer(first, {("Q001", "detail-unclear"): "1동 2호"}, approve=True)

    assert (first.verdict, second.verdict) == ("proved", "proved")
    assert (assigned(first), assigned(second)) == ({"Q002": "A2"}, {"Q001": "A2"})
    assert optimum(second)[2] == (1, 1)
