"""What stands for a person in a slot."""

import pytest

from jikwon.processes.monitoring.tests.days import REPORT, WELL, asked, dropped, office, outcomes, person, run, said

BLANK = dict.fromkeys(WELL, "")


def test_nobody_is_missing() -> None:
    result = run([person(), person("Q2", "박두리")], app=[said()])

    assert outcomes(result) == {("Q1", "10:00"): "정상", ("Q2", "10:00"): "미응답"}
    assert [row["격리자관리번호"] for row in result.sheet(REPORT, "미응답")] == ["Q2"]
    assert [row["격리자관리번호"] for row in result.sheet(REPORT, "전화목록")] == ["Q2"]
    assert result.verdict == "proved"


def test_slots_after_the_clock_are_left_out() -> None:
    result = run([person()], by=office("2021-10-06T15:00"), app=[said()])

    assert sorted(outcomes(result)) == [("Q1", "10:00"), ("Q1", "15:00")]


def test_a_symptom_counts_whatever_was_reported() -> None:
    result = run([person()], app=[said(기침="O", 결과="정상")])

    assert outcomes(result)["Q1", "10:00"] == "유증상"
    assert len(result.sheet(REPORT, "유증상")) == 1


@pytest.mark.parametrize("word", ["이탈", "이탈의심", "확진전환", "이관"])
def test_leaving_confirmation_and_transfer_are_taken_as_reported(word: str) -> None:
    result = run([person()], phone=[said(결과=word, 기침="O")])

    assert outcomes(result)["Q1", "10:00"] == word
    assert result.verdict == "proved"


def test_a_report_that_says_too_little_is_asked() -> None:
    assert asked(run([person()], app=[said(temperature="", **{**BLANK, "기침": "X"})])) == [
        ("Q1/10:00", "answer-incomplete")
    ]


def test_four_answered_symptoms_are_enough_without_a_temperature() -> None:
    assert outcomes(run([person()], app=[said(temperature="")])) == {("Q1", "10:00"): "정상"}


def test_a_reported_symptom_without_a_sign_is_asked() -> None:
    result = run([person()], app=[said(결과="유증상")], answers={("Q1/10:00", "sign-missing"): "유증상"})

    assert outcomes(result)["Q1", "10:00"] == "유증상"
    assert result.verdict == "proved"


def test_a_released_person_has_no_row_and_a_slot_after_the_release_is_released() -> None:
    people = [person(해제예정일시="2021-10-05"), person("Q2", "박두리", 해제예정일시="2021-10-06 12:00")]
    result = run(people, by=office("2021-10-06T21:00"), app=[said("Q2"), said("Q2", "2")])

    assert outcomes(result) == {("Q2", "10:00"): "정상", ("Q2", "15:00"): "해제", ("Q2", "20:00"): "해제"}
    assert dropped(result) == [("app.csv", 3, "해제된 뒤의 회차")]
    assert result.verdict == "proved"


@pytest.mark.parametrize(("status", "shown"), [("확진", "확진전환"), ("이관", "이관")])
def test_the_registers_status_excuses_a_slot_without_an_answer(status: str, shown: str) -> None:
    people = [person(상태=status), person("Q2", "박두리", 상태=status)]
    result = run(people, app=[said()], phone=[said("Q2", temperature="", 결과="미응답", **BLANK)])

    assert outcomes(result) == {("Q1", "10:00"): "정상", ("Q2", "10:00"): shown}
    assert dropped(result) == [("phone.csv", 2, "확진·이관된 사람의 미응답 기록")]
    assert result.verdict == "proved"


def test_excused_slots_count_as_done() -> None:
    result = run([person(상태="확진"), person("Q2", "박두리")], app=[said("Q2")])

    total = result.sheet(REPORT, "행정동별집계")[-1]
    assert (total["대상"], total["응답"], total["제외"], total["미응답"]) == (2, 1, 1, 0)


def test_a_blank_release_is_asked_once_and_answers_every_slot() -> None:
    by = office("2021-10-06T21:00")
    result = run([person(해제예정일시="")], by=by, app=[said()])

    assert asked(result) == [("Q1/10:00", "release-unclear")]
    settled = by.answer(result, {("Q1/10:00", "release-unclear"): "2021-10-16"})
    assert outcomes(settled) == {("Q1", "10:00"): "정상", ("Q1", "15:00"): "미응답", ("Q1", "20:00"): "미응답"}
    assert settled.verdict == "proved"


def test_an_unknown_status_is_asked_and_remembered() -> None:
    by = office()
    result = run([person(상태="시설격리")], by=by, app=[said()], answers={("Q1/10:00", "status-unknown"): "active"})
    again = run([person(상태="시설격리")], by=by, app=[said()])

    assert outcomes(result) == outcomes(again) == {("Q1", "10:00"): "정상"}


def test_released_with_a_release_ahead_is_asked() -> None:
    assert asked(run([person(상태="해제")], app=[said()])) == [("Q1/10:00", "status-unclear")]


def test_an_unknown_result_is_asked_and_remembered() -> None:
    by = office()
    first = run([person()], by=by, app=[said(결과="외출확인")], answers={("Q1/10:00", "result-unknown"): "이탈의심"})
    second = run([person()], by=by, app=[said(결과="외출확인")])

    assert outcomes(first) == outcomes(second) == {("Q1", "10:00"): "이탈의심"}
    assert first.verdict == second.verdict == "proved"


def test_who_is_left_out_by_a_person_is_on_no_sheet_but_the_dropped_ones() -> None:
    from jikwon.testing import Excluded

    answers = {("Q1/10:00", "temperature-unclear"): Excluded(reason="두 번 입력")}
    result = run([person(), person("Q2", "박두리")], app=[said(temperature="365"), said("Q2")], answers=answers)

    assert outcomes(result) == {("Q2", "10:00"): "정상"}
    assert dropped(result) == [("app.csv", 2, "담당자제외: 두 번 입력")]
    assert result.verdict == "proved"
