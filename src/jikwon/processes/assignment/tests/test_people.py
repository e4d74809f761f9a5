"""People: who needs no official, who is asked about, releases by the rule table, and rows of one person."""

import pytest

from jikwon.processes.assignment.tests.rosters import asked, assigned, left_out, office, official, person, run


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"상태": "확진"}, "확진"),
        ({"상태": "타지역이관"}, "이관"),
        ({"주소": "서울특별시 강남구 테헤란로 521"}, "이관"),
        ({"상태": "격리해제", "해제예정일시": "", "격리시작일": ""}, "해제"),
        ({"격리시작일": "2021-09-21", "해제예정일시": "2021-10-05 12:00"}, "해제"),
        ({"격리시작일": "2021-09-20", "해제예정일시": "2021-10-05"}, "해제"),
    ],
)
def test_who_is_not_in_quarantine_here_is_left_out(said: dict[str, str], code: str) -> None:
    result = run([person(1, **said), person(2)], [official(1)])

    assert result.verdict == "proved"
    assert left_out(result) == [("Q001", code)]
    assert assigned(result) == {"Q002": "A1"}


@pytest.mark.parametrize(
    ("start", "release", "more", "agrees"),
    [
        ("2021-10-02", "2021-10-16 12:00", {}, True),
        ("2021-10-02", "2021-10-16", {}, True),
        ("2021-10-02", "2021-10-15 12:00", {}, False),
        ("2021-10-02", "2021-10-17 00:00", {}, False),
        ("2021-10-02", "2021-10-12 12:00", {}, False),
        ("2021-10-25", "2021-11-04 12:00", {}, True),
        ("2021-10-25", "2021-11-08 12:00", {}, True),
        ("2021-10-25", "2021-11-08 12:00", {"9일차검사결과": "음성"}, False),
        ("2021-10-25", "2021-11-04 12:00", {"9일차검사결과": "음성"}, True),
        ("2021-10-25", "2021-11-04 12:00", {"9일차검사결과": "양성"}, False),
        ("2022-02-10", "2022-02-18 00:00", {"검체채취일": "2022-02-11"}, True),
        ("2022-02-10", "2022-02-17", {"검체채취일": "2022-02-11"}, True),
        ("2022-02-10", "2022-02-18 12:00", {"검체채취일": "2022-02-11"}, False),
        ("", "2021-10-13 15:00", {}, True),
    ],
)
def test_a_release_that_the_rule_table_does_not_give_is_a_question(
    start: str, release: str, more: dict[str, str], *, agrees: bool
) -> None:
    result = run([person(1, 격리시작일=start, 해제예정일시=release, **more), person(2)], [official(1)])

    assert asked(result) == (set() if agrees else {("Q001", "release-date-differs")})
    assert result.verdict == "proved"


@pytest.mark.parametrize("answer", ["2021-10-15 12:00", "2021-10-16 12:00", "2021-10-20 12:00"])
def test_the_release_that_a_person_chose_stands_in_the_outputs(answer: str) -> None:
    answers = {("Q001", "release-date-differs"): answer}
    result = run([person(1, 해제예정일시="2021-10-15 12:00")], [official(1)], answers=answers)

    assert (result.state.value, result.verdict) == ("released", "proved")
    assert result.sheet("assignments", "배정")[0]["해제예정일시"] == answer


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"성명": ""}, "name-unclear"),
        ({"휴대전화": "010-123"}, "phone-unclear"),
        ({"생년월일": "910102"}, "birth-unclear"),
        ({"주소": "송파구 없는로 1"}, "road-unknown"),
        ({"상태": "무슨말"}, "status-unknown"),
        ({"상태": "해제"}, "status-unclear"),
        ({"해제예정일시": ""}, "release-unclear"),
        ({"격리시작일": "언젠가"}, "start-unclear"),
        ({"격리자관리번호": ""}, "id-missing"),
    ],
)
def test_what_cannot_be_read_is_asked(said: dict[str, str], code: str) -> None:
    result = run([person(1, **said), person(2)], [official(1)])

    assert [each for _, each in asked(result)] == [code]
    assert result.verdict == "proved"


def test_a_household_key_makes_an_address_that_cannot_be_read_no_question() -> None:
    result = run([person(1, 세대키="가족 1", 주소="송파구 없는로 1", 상세주소="뒤채")], [official(1)])

    assert (result.state.value, result.verdict) == ("released", "proved")


def test_a_row_without_an_id_is_its_person_by_name_birth_date_and_phone() -> None:
    result = run([person(1), person(1, 격리자관리번호="", 휴대전화="01001231001")], [official(1)])

    assert result.verdict == "proved"
    assert (assigned(result), left_out(result)) == ({"Q001": "A1"}, [("Q001", "중복")])


def test_an_id_that_was_answered_and_is_taken_is_asked_again() -> None:
    by = office()
    first = run([person(1), person(2, 격리자관리번호=""), person(3, 성명="?")], [official(1)], by=by)
    key = next(each.key for each in first.questions if each.code == "id-missing")
    second = by.answer(first, {(key, "id-missing"): "Q001"}, approve=True)

    assert {each.code for each in second.questions} == {"id-twice", "name-unclear"}

    third = by.answer(second, {(key, "id-twice"): "Q777", ("Q003", "name-unclear"): "강하늘"}, approve=True)

    assert (third.state.value, third.verdict) == ("released", "proved")
    assert assigned(third) == {"Q777": "A1", "Q003": "A1"}


def test_of_two_with_one_answered_id_the_second_stands_among_the_questions() -> None:
    people = [person(1, 격리자관리번호=""), person(2, 격리자관리번호=""), person(3)]
    by = office()
    first = run(people, [official(1)], by=by, partial=False)
    answers = {(each.key, each.code): "Q777" for each in first.questions}
    second = by.answer(first, answers, approve=True)

    assert [each.code for each in second.questions] == ["id-twice"]


def test_two_officials_for_one_person_are_a_question() -> None:
    result = run([person(1, 담당공무원ID="A1"), person(1, 담당공무원ID="A2"), person(2)], [official(1), official(2)])

    assert asked(result) == {("Q001", "rows-contradict")}
    assert result.verdict == "proved"

    people = [person(1, 담당공무원ID="A1"), person(1, 담당공무원ID="A2")]
    decided = run(people, [official(1), official(2)], answers={("Q001", "rows-contradict"): "A2"})

    assert (decided.verdict, assigned(decided)) == ("proved", {"Q001": "A2"})
