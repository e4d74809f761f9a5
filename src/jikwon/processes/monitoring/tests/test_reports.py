"""Which report stands, whom it is about, and why another does not count."""

from collections.abc import Mapping

import pytest

from jikwon.model import InputError
from jikwon.processes.monitoring.tests.days import (
    REPORT,
    WELL,
    asked,
    dropped,
    inputs,
    office,
    outcomes,
    person,
    run,
    said,
)

BLANK = dict.fromkeys(WELL, "")


def test_a_visit_outranks_a_call_a_call_the_app_and_the_app_the_calling_service() -> None:
    result = run([person()], app=[said()], phone=[said(기침="O")], aicall=[said()], visit=[said(temperature="38.0")])

    row = result.sheet(REPORT, "결과")[0]
    assert (row["입력경로"], row["체온"], row["결과구분"]) == ("VISIT", 38.0, "유증상")
    assert sorted(file for file, _, _ in dropped(result)) == ["aicall.csv", "app.csv", "phone.csv"]
    assert result.verdict == "proved"


def test_what_the_app_said_otherwise_is_shown_beside_the_call_that_won() -> None:
    result = run([person()], app=[said()], phone=[said(기침="O")])

    row = result.sheet(REPORT, "탈락")[0]
    assert (row["결과구분"], row["이긴파일"], row["이긴행"]) == ("정상", "phone.csv", 2)


def test_within_a_channel_the_newest_stands() -> None:
    early, late = said(응답일시="2021-10-06 09:50"), said(응답일시="2021-10-06 09:58", temperature="36.9")
    result = run([person()], app=[late, early])

    assert result.sheet(REPORT, "결과")[0]["체온"] == 36.9
    assert dropped(result) == [("app.csv", 3, "같은 경로의 더 새로운 결과가 있음")]
    assert result.verdict == "proved"


def test_equal_content_is_a_duplicate() -> None:
    result = run([person()], app=[said(), said()])

    assert dropped(result) == [("app.csv", 3, "중복: 같은 내용")]
    assert result.verdict == "proved"


def test_different_content_at_the_same_time_is_one_question_and_both_rows_wait() -> None:
    at = {"응답일시": "2021-10-06 09:50"}
    result = run([person(), person("Q2", "박두리")], app=[said(**at), said(temperature="36.9", **at), said("Q2")])

    assert asked(result) == [("Q1/10:00", "reports-contradict")]
    assert [row["원본행"] for row in result.sheet(REPORT, "확인필요")] == [2, 3]
    ledger = {row["파일"]: row for row in result.sheet(REPORT, "파일원장")}
    assert (ledger["app.csv"]["행수"], ledger["app.csv"]["채택"], ledger["app.csv"]["질문"]) == (3, 1, 2)
    assert result.verdict == "proved"


def test_the_row_that_a_person_chose_stands() -> None:
    rows = [said(), said(temperature="36.9")]
    result = run([person()], app=rows, answers={("Q1/10:00", "reports-contradict"): "app.csv:3"})

    assert result.sheet(REPORT, "결과")[0]["체온"] == 36.9
    assert dropped(result) == [("app.csv", 2, "담당자가 다른 결과를 고름")]
    assert result.verdict == "proved"


def test_a_record_of_silence_never_outranks_an_answer() -> None:
    result = run([person()], app=[said()], visit=[said(temperature="", 결과="미응답", **BLANK)])

    assert outcomes(result) == {("Q1", "10:00"): "정상"}
    assert dropped(result) == [("visit.csv", 2, "미응답 기록이나 다른 응답이 있음")]
    assert result.verdict == "proved"


def test_without_a_slot_a_report_belongs_to_the_latest_one_that_its_time_reaches() -> None:
    rows = [
        said(slot="", temperature="36.1", 응답일시="2021-10-06 08:10"),
        said("Q2", slot="", 응답일시="2021-10-06 13:59"),
        said("Q3", slot="", 응답일시="2021-10-06 14:00"),
    ]
    people = [person(), person("Q2", "박두리"), person("Q3", "최세라")]
    result = run(people, by=office("2021-10-06T16:00"), app=rows)

    answered = {key for key, outcome in outcomes(result).items() if outcome == "정상"}
    assert answered == {("Q1", "10:00"), ("Q2", "10:00"), ("Q3", "15:00")}
    assert result.verdict == "proved"


@pytest.mark.parametrize("slot", ["2", "2차", "2회차", "15:00", "15시", "오후 3시", "제2회"])
def test_a_slot_is_named_by_its_number_or_its_time(slot: str) -> None:
    result = run([person()], by=office("2021-10-06T16:00"), app=[said(slot=slot)])

    assert outcomes(result)["Q1", "15:00"] == "정상"
    assert result.verdict == "proved"


def test_another_days_report_does_not_count() -> None:
    result = run([person()], app=[said(), said(점검일="2021-10-05")])

    assert dropped(result) == [("app.csv", 3, "다른 날의 결과")]
    assert result.verdict == "proved"


def test_yesterdays_file_is_dropped_by_name() -> None:
    result = run(
        [person()],
        app=[("app-1.csv", [said()]), ("app-2.csv", [said(점검일="2021-10-05"), said("Q9", 점검일="2021-10-05")])],
    )

    ledger = {row["파일"]: row for row in result.sheet(REPORT, "파일원장")}
    assert (ledger["app-2.csv"]["행수"], ledger["app-2.csv"]["탈락"]) == (2, 2)
    assert {reason for _, _, reason in dropped(result)} == {"다른 날의 파일을 다시 보냄"}
    assert result.verdict == "proved"


def test_of_two_files_with_the_same_content_the_larger_name_is_dropped() -> None:
    result = run([person()], app=[("b.csv", [said()]), ("a.csv", [said()])])

    assert dropped(result) == [("b.csv", 2, "같은 내용의 파일이 이미 있음")]
    assert result.verdict == "proved"


def test_a_report_is_matched_by_name_and_birth_date_and_a_phone_decides_between_two() -> None:
    people = [person(), person("Q2", 휴대전화="010-0123-1002"), person("Q3", "박두리", 생년월일="1980-02-03")]
    rows = [
        said("", 성명="박두리", 생년월일="1980.2.3."),
        said("", 성명="김하나", 생년월일="1990-01-31", 휴대전화="01001231002"),
    ]
    result = run(people, phone=rows)

    assert outcomes(result) == {("Q1", "10:00"): "미응답", ("Q2", "10:00"): "정상", ("Q3", "10:00"): "정상"}
    assert result.verdict == "proved"


def test_a_name_that_two_people_bear_is_asked_and_their_slots_stay() -> None:
    people = [person(), person("Q2", 휴대전화="010-0123-1002")]
    by = office()
    result = run(people, by=by, phone=[said("", 성명="김하나", 생년월일="1990-01-31")])

    assert asked(result) == [("row", "report-of-two")]
    assert outcomes(result) == {("Q1", "10:00"): "미응답", ("Q2", "10:00"): "미응답"}
    settled = by.answer(result, {(result.questions[0].key, "report-of-two"): "Q2"})
    assert outcomes(settled) == {("Q2", "10:00"): "정상"}  # a supplement: only what changed
    assert settled.verdict == "proved"


def test_a_report_of_nobody_is_asked_and_an_id_brings_it_home() -> None:
    by = office()
    result = run([person()], by=by, phone=[said("Q7", 성명="아무개", 생년월일="1990-05-05")], partial=False)

    assert asked(result) == [("row", "report-of-nobody")]
    settled = by.answer(result, {(result.questions[0].key, "report-of-nobody"): "Q1"})
    assert outcomes(settled) == {("Q1", "10:00"): "정상"}
    assert settled.verdict == "proved"


def test_an_id_that_a_person_wrote_wrongly_is_asked_again() -> None:
    by = office()
    result = run([person()], by=by, phone=[said("Q7")], partial=False)

    again = by.answer(result, {(result.questions[0].key, "report-of-nobody"): "Q8"})
    assert asked(again) == [("row", "person-unknown")]


def test_an_id_beside_another_persons_name_is_asked() -> None:
    people = [person(), person("Q2", "박두리")]

    assert asked(run(people, phone=[said("Q1", 성명="박두리", 생년월일="1990-01-31")])) == [
        ("row", "report-name-differs")
    ]


def test_a_slot_that_nobody_knows_is_asked() -> None:
    assert asked(run([person()], app=[said(slot="7차")])) == [("row", "slot-unknown")]


def test_a_report_without_a_day_is_asked() -> None:
    assert asked(run([person()], app=[said(점검일="10.6.")])) == [("row", "day-unclear")]


def test_without_any_report_file_nothing_begins() -> None:
    with pytest.raises(InputError):
        run([person()])


def test_the_order_of_rows_and_files_changes_nothing() -> None:
    people = [person(), person("Q2", "박두리"), person("Q3", "최세라", 상태="확진")]
    rows = [said(응답일시="2021-10-06 09:50"), said("Q2", temperature="365"), said("Q9"), said(점검일="2021-10-05")]
    one = run(people, app=[("a.csv", rows[:2]), ("b.csv", rows[2:])], phone=[said(기침="O")])
    other = run(people[::-1], app=[("a.csv", rows[2:][::-1]), ("b.csv", rows[:2][::-1])], phone=[said(기침="O")])

    for name in ("결과", "행정동별집계", "부서별집계", "전화목록", "탈락", "확인필요"):
        first, second = ([_without_origin(row) for row in each.sheet(REPORT, name)] for each in (one, other))
        assert first == second


def _without_origin(row: Mapping[str, object]) -> dict[str, object]:
    return {name: cell for name, cell in row.items() if name not in ("원본파일", "원본행", "이긴파일", "이긴행")}


def test_two_rows_of_the_register_for_one_person_are_one_person() -> None:
    result = run([person(), person(담당부서="")], app=[said()])

    assert result.rows == {"read": 2, "used": 1, "merged": 1, "skipped": 0}
    assert outcomes(result) == {("Q1", "10:00"): "정상"}
    assert result.verdict == "proved"


def test_rows_of_the_register_that_differ_are_asked_once_for_the_day() -> None:
    by = office("2021-10-06T16:00")
    result = run([person(), person(담당공무원="정담당")], by=by, app=[said()])

    assert asked(result) == [("Q1/10:00", "rows-contradict")]
    settled = by.answer(result, {("Q1/10:00", "rows-contradict"): "2"})
    assert len(outcomes(settled)) == 2
    assert settled.verdict == "proved"


def test_a_person_without_an_id_is_matched_by_name_birth_date_and_phone() -> None:
    reported = said("", 성명="김하나", 생년월일="1990-01-31", 휴대전화="010-0123-1001")
    result = run([person("")], phone=[reported])

    assert [row["결과구분"] for row in result.sheet(REPORT, "결과")] == ["정상"]
    assert result.verdict == "proved"


def test_the_same_inputs_make_the_same_bytes() -> None:
    given = inputs([person(), person("Q2", "박두리")], app=[said()])
    first, second = (office().run(inputs=given).outputs[REPORT].read_bytes() for _ in range(2))

    assert first == second


def test_who_is_back_in_quarantine_under_a_new_number_is_matched_by_name_to_that_one() -> None:
    people = [person(해제예정일시="2021-09-20"), person("Q2")]
    result = run(people, phone=[said("", 성명="김하나", 생년월일="1990-01-31", 휴대전화="010-0123-1001")])

    assert outcomes(result) == {("Q2", "10:00"): "정상"}
    assert dropped(result) == []
    assert result.verdict == "proved"


def test_a_person_without_an_id_whose_name_has_blanks_may_wait() -> None:
    people = [person("", "O'Neil Mary-Jane Lan", 해제예정일시=""), person("Q2", "박두리")]
    result = run(people, app=[said("Q2")])

    assert [row["성명"] for row in result.sheet(REPORT, "확인필요")] == ["O'Neil Mary-Jane Lan"]
    assert result.verdict == "proved"
