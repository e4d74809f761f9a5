"""Officials: who can be given people, twice in the roster, none at all, on leave; caps and the fixed order."""

import pytest

from jikwon.model import InputError
from jikwon.processes.assignment.tests.rosters import (
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

OPEN = [{"가용상태": ""}, {"가용상태": " 가용 "}, {"가용시작": "2021-10-06"}, {"가용종료": "2021-10-06"},
        {"가용시작": "2021-10-06 09:00", "가용종료": "2021-10-06 09:00"}]  # fmt: skip
CLOSED = [{"가용상태": "휴가"}, {"가용상태": "교육"}, {"가용시작": "2021-10-07"}, {"가용종료": "2021-10-05"},
          {"가용종료": "2021-10-06 08:59"}, {"앱담당자ID": ""}]  # fmt: skip


@pytest.mark.parametrize("said", OPEN)
def test_an_official_who_is_available_is_given_people(said: dict[str, str]) -> None:
    assert assigned(run([person(1)], [official(1, **said)])) == {"Q001": "A1"}


@pytest.mark.parametrize("said", CLOSED)
def test_an_official_who_is_not_is_given_nobody(said: dict[str, str]) -> None:
    result = run([person(1, 담당공무원ID="A1")], [official(1, **said), official(2, 행정동="마천1동")])

    assert result.verdict == "proved"
    assert assigned(result) == {"Q001": "A2"}
    assert lines(result)["Q001"]["배정구분"] == "변경"


def test_leave_moves_an_officials_people_and_nobody_else() -> None:
    people = [person(1, 담당공무원ID="A1"), person(2, 담당공무원ID="A1"), person(3, 담당공무원ID="A2")]
    result = run(people, [official(1, 가용상태="휴가"), official(2), official(3)])

    assert result.verdict == "proved"
    assert {key: line["배정구분"] for key, line in lines(result).items()} == {
        "Q001": "변경", "Q002": "변경", "Q003": "유지",
    }  # fmt: skip
    changes = result.sheet("assignments", "변경이력")
    assert [(each["이전공무원ID"], each["사유"]) for each in changes] == [("A1", "현 담당이 가용 상태가 아님")] * 2


@pytest.mark.parametrize("officials", [[], [official(1, 가용상태="휴가")]])
def test_no_officials_at_all_leave_everybody_unassigned(officials: list[dict[str, str]]) -> None:
    result = run([person(1), person(2, 담당공무원ID="A7")], officials)

    assert (result.state.value, result.verdict) == ("released", "proved")
    assert set(unassigned(result).values()) == {"배정할 수 있는 공무원이 없음"}
    assert result.items["done"] == 2


def test_an_official_twice_with_the_same_content_counts_once() -> None:
    result = run([person(1)], [official(1), official(1)])

    assert result.verdict == "proved"
    assert loads(result) == {"A1": 1}
    assert "official-twice" in {note.code for note in result.notes}


def test_rows_of_one_official_that_contradict_each_other_are_asked_before_anything() -> None:
    by = office()
    result = run([person(1)], [official(1, 행정동="잠실4동"), official(1, 행정동="석촌동")], by=by)

    assert [(each.code, each.about) for each in result.questions] == [("official-contradicts", "file")]
    assert not result.outputs

    answered = by.answer(result, {("A1", "official-contradicts"): "officials.csv 3"}, approve=True)

    assert (answered.state.value, answered.verdict) == ("released", "proved")
    assert answered.sheet("assignments", "공무원별")[0]["행정동"] == "석촌동"


def test_an_official_whom_a_person_leaves_out_is_given_nobody() -> None:
    answers = {("A1", "official-contradicts"): "leave-out"}
    result = run([person(1)], [official(1), official(1, 상한="1"), official(2)], answers=answers)

    assert result.verdict == "proved"
    assert assigned(result) == {"Q001": "A2"}


@pytest.mark.parametrize(("field", "cell", "answer"), [("상한", "셋", "1"), ("최근배정일시", "그제", "2021-10-04")])
def test_a_cell_that_cannot_be_read_is_asked_about(field: str, cell: str, answer: str) -> None:
    by = office()
    result = run([person(1), person(2)], [official(1, **{field: cell}), official(2)], by=by)

    assert [each.code for each in result.questions] == ["official-unclear"]

    answered = by.answer(result, {(f"A1 {field}", "official-unclear"): answer}, approve=True)

    assert (answered.state.value, answered.verdict) == ("released", "proved")


def test_caps_come_first_and_the_limit_holds_where_a_cap_is_larger() -> None:
    people = [person(number) for number in range(1, 10)]
    result = run(people, [official(1, 상한="9"), official(2, 상한="1", 행정동="마천1동")], settings={"soft_cap": "6"})

    assert result.verdict == "proved"
    assert loads(result) == {"A1": 6, "A2": 3}
    assert [each["상한"] for each in result.sheet("assignments", "공무원별")] == [9, 1]
    assert optimum(result) == [(0, 0), (2, 2), (0, 0), (9, 9), (45, 45)]


@pytest.mark.parametrize(
    ("first", "second", "rule"),
    [
        ({"최근배정일시": ""}, {"최근배정일시": "2021-09-01"}, "최근배정일시"),
        ({"최근배정일시": "2021-09-01 09:00"}, {"최근배정일시": "2021-09-01 10:00"}, "최근배정일시"),
        ({}, {}, "공무원ID"),
    ],
)
def test_who_has_waited_longest_comes_first(first: dict[str, str], second: dict[str, str], rule: str) -> None:
    order = [official(2, **second), official(1, **first)]
    for officials in (order, order[::-1]):
        result = run([person(1)], officials)
        assert assigned(result) == {"Q001": "A1"}
        assert lines(result)["Q001"]["적용규칙"] == rule
        assert lines(result)["Q001"]["다음후보차이"] == "같음"


def test_distance_is_same_adjacent_far_and_a_blank_dong_is_far() -> None:
    people = [person(1, 행정동="석촌동"), person(2, 행정동="미확정"), person(3, 행정동="")]
    result = run(people, [official(1, 행정동="잠실 4동")], adjacent=[("잠실4동", "석촌동")])

    assert result.verdict == "proved"
    assert optimum(result)[3] == (7, 7)


def test_the_next_candidate_says_what_it_would_have_cost() -> None:
    result = run([person(1)], [official(1), official(2, 행정동="석촌동"), official(3, 행정동="마천1동")],
                 adjacent=[("석촌동", "잠실4동")])  # fmt: skip

    line = lines(result)["Q001"]
    assert (line["적용규칙"], line["다음후보ID"], line["다음후보차이"]) == ("행정동", "A2", "거리 +1")


@pytest.mark.parametrize("column", ["공무원ID", "앱담당자ID", "가족세대키", "담당공무원ID", "격리시작일", "성명"])
def test_a_required_column_that_is_missing_is_bad_usage(column: str) -> None:
    with pytest.raises(InputError, match=column):
        run([person(1)], [official(1)], without=[column])
