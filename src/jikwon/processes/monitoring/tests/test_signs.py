"""Cells: temperature, yes or no, and what a note says."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikwon.korea import Reading, Unclear
from jikwon.processes.monitoring import signs
from jikwon.processes.monitoring.tests.days import REPORT, asked, outcomes, person, run, said


@pytest.mark.parametrize("written", ["365", "63.5", "3.65", "33.9", "42.1", "?", "높음", "36.5~36.7"])
def test_an_impossible_or_unreadable_temperature_is_asked(written: str) -> None:
    result = run([person()], app=[said(temperature=written)])

    assert asked(result) == [("Q1/10:00", "temperature-unclear")]
    assert result.verdict in ("", "proved")


@pytest.mark.parametrize("written", ["37,5", "37.5℃", "３７．５", "37.5도", " 37.5 "])
def test_a_temperature_written_otherwise_is_read_and_fever_begins_at_37_5(written: str) -> None:
    result = run([person()], app=[said(temperature=written)])

    assert result.sheet(REPORT, "결과")[0]["체온"] == 37.5
    assert outcomes(result) == {("Q1", "10:00"): "유증상"}
    assert result.verdict == "proved"


def test_a_decimal_comma_is_listed_in_the_proof() -> None:
    result = run([person()], app=[said(temperature="36,5")])

    assert [note.code for note in result.notes if note.code == "temperature-form"] == ["temperature-form"]


@given(st.decimals(min_value=0, max_value=500, places=1))
def test_a_temperature_is_taken_only_between_34_and_42(value: Decimal) -> None:
    reading = signs.read_temperature(str(value))

    assert isinstance(reading, Reading) == (Decimal("34.0") <= value <= Decimal("42.0"))


@pytest.mark.parametrize("written", ["예", "네", "Y", "O", "유", "있음", "1"])
def test_yes_is_written_many_ways(written: str) -> None:
    result = run([person()], app=[said(기침=written)])

    assert result.sheet(REPORT, "결과")[0]["기침"] == "예"
    assert outcomes(result)["Q1", "10:00"] == "유증상"
    assert result.verdict == "proved"


@pytest.mark.parametrize("written", ["아니오", "N", "X", "무", "없음", "0", "-"])
def test_no_is_written_many_ways(written: str) -> None:
    result = run([person()], app=[said(기침=written)])

    assert result.sheet(REPORT, "결과")[0]["기침"] == "아니오"
    assert outcomes(result)["Q1", "10:00"] == "정상"


def test_a_blank_symptom_stays_blank() -> None:
    result = run([person()], app=[said(기침="")])

    assert result.sheet(REPORT, "결과")[0]["기침"] is None
    assert result.verdict == "proved"


@pytest.mark.parametrize(
    ("column", "code"),
    [
        ("발열", "fever-unclear"),
        ("기침", "cough-unclear"),
        ("인후통", "throat-unclear"),
        ("호흡곤란", "breath-unclear"),
    ],
)
def test_an_unreadable_symptom_is_asked(column: str, code: str) -> None:
    assert asked(run([person()], app=[said(**{column: "?"})])) == [("Q1/10:00", code)]


@pytest.mark.parametrize("note", ["기침이 조금 있음", "어젯밤부터 오한", "목아픔", "기침 없음, 두통 있음"])
def test_a_symptom_only_in_the_note_is_asked(note: str) -> None:
    assert asked(run([person()], app=[said(비고=note)])) == [("Q1/10:00", "symptom-in-note")]


@pytest.mark.parametrize(
    "note", ["증상 없음", "기침 없음", "기침, 인후통 없음", "발열·기침 전혀 없음", "특이사항 없음", "마스크 배송 요청"]
)
def test_a_note_that_denies_symptoms_is_no_question(note: str) -> None:
    assert outcomes(run([person()], app=[said(비고=note)])) == {("Q1", "10:00"): "정상"}


def test_a_word_that_is_neither_yes_nor_no_has_no_reading() -> None:
    assert signs.read_sign("약간") == Unclear(reason="sign-unreadable")
