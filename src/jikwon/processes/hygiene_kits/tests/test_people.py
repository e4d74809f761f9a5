"""Which rows are one person, and what becomes of rows that differ."""

from jikwon.processes.hygiene_kits.tests.registers import asked, left_out, office, row, run, served
from jikwon.testing import Excluded, RunResult


def test_rows_with_the_same_id_are_one_person_and_blanks_are_filled() -> None:
    result = run(
        [
            row(비고="두 번째"),
            row(상세주소="", 우편번호="05507", 행정동="잠실4동", 비고="꽉 참", 격리시작일="2021-10-02"),
        ]
    )

    assert result.verdict == "proved"
    assert result.rows == {"read": 2, "used": 1, "merged": 1, "skipped": 0}
    assert result.sheet("delivery-list", "배송명단")[0]["상세주소"] == "101동 1203호"
    assert left_out(result) == [("Q1", "중복")]
    assert result.sheet("delivery-register", "제외")[0]["원본행"] == 2


def test_a_merged_row_is_no_excluded_item() -> None:
    assert run([row(), row(비고="더")]).items["excluded"] == 0


def test_people_without_ids_are_told_by_name_birth_date_and_phone() -> None:
    result = run([row("", 휴대전화="01001231001"), row("", 생년월일="1985.3.2."), row("", 생년월일="1985-03-03")])

    assert result.items["total"] == 2
    assert result.verdict == "proved"


def test_the_same_name_alone_is_never_the_same_person() -> None:
    assert run([row("", 휴대전화="010-0123-1001"), row("", 휴대전화="010-0123-1002")]).items["total"] == 2


def test_a_row_without_an_id_belongs_to_the_id_with_its_name_birth_date_and_phone() -> None:
    result = run([row(), row("")])

    assert (result.items["total"], result.rows["merged"]) == (1, 1)
    assert result.verdict == "proved"


def test_rows_of_one_person_that_differ_are_one_question_with_both_values_and_their_places() -> None:
    result = run([row(비고="꽉 참"), row(휴대전화="010-0123-9999")])

    question = result.question("Q1", "rows-contradict")
    assert question.choices == {"1": "010-0123-1001 (register.csv 2행)", "2": "010-0123-9999 (register.csv 3행)"}


def test_the_chosen_row_decides_and_the_proof_rests_on_the_person() -> None:
    at_work = office()
    result = run([row(비고="꽉 참"), row(휴대전화="010-0123-9999")], by=at_work, partial=False)

    result = at_work.answer(result, {("Q1", "rows-contradict"): "2"}, approve=True)

    assert (result.state, result.verdict) == ("released", "proved")
    assert result.sheet("delivery-list", "배송명단")[0]["전화번호"] == "010-0123-9999"


def test_an_own_value_decides_where_rows_differ_in_one_field() -> None:
    at_work = office()
    result = run([row(비고="꽉 참"), row(휴대전화="010-0123-9999")], by=at_work, partial=False)

    result = at_work.answer(result, {("Q1", "rows-contradict"): "010-0123-7777"}, approve=True)

    assert result.sheet("delivery-list", "배송명단")[0]["전화번호"] == "010-0123-7777"
    assert result.verdict == "proved"


def test_different_writings_of_the_same_value_are_no_contradiction() -> None:
    result = run(
        [
            row(비고="꽉 참", 상태="격리중"),
            row(
                휴대전화="+82 10-0123-1001",
                주소="송파구 올림픽로435, 101-1203",
                상세주소="",
                상태="자가격리중",
                해제예정일시="2021-10-16",
            ),
        ]
    )

    assert asked(result) == set()
    assert result.verdict == "proved"


def test_a_six_digit_birth_date_is_decided_by_another_row_of_the_person() -> None:
    result = run([row(생년월일="850302", 비고="꽉 참"), row()])

    assert result.sheet("delivery-register", "대상자")[0]["생년월일"] == "1985-03-02"
    assert result.verdict == "proved"


def test_a_six_digit_birth_date_that_nothing_decides_is_a_question() -> None:
    result = run([row(생년월일="850302")])

    assert list(result.question("Q1", "birth-unclear").choices) == ["1985-03-02"]


def test_an_exclusion_that_holds_in_every_row_comes_before_the_contradiction() -> None:
    result = run([row(상태="확진", 비고="꽉 참"), row(상태="확진전환", 휴대전화="010-0123-9999")])

    assert asked(result) == set()
    assert result.excluded == {"Q1": "확진"}


def test_two_ids_with_the_same_name_birth_date_and_phone_are_both_asked_about() -> None:
    assert asked(run([row("Q1"), row("Q2")])) == {("Q1", "identity-unclear"), ("Q2", "identity-unclear")}


def test_different_people_are_both_served() -> None:
    result = _answered({"Q1": "different", "Q2": "different"})

    assert served(result) == {"Q1": 1, "Q2": 1}


def test_an_id_called_the_same_is_left_out_and_the_other_served() -> None:
    result = _answered({"Q1": "same", "Q2": "different"})

    assert served(result) == {"Q2": 1}
    assert left_out(result) == [("Q1", "중복")]


def test_ids_all_called_the_same_are_served_once_under_the_first() -> None:
    result = _answered({"Q1": "same", "Q2": "same"})

    assert served(result) == {"Q1": 1}
    assert result.excluded == {"Q2": "중복"}


def _answered(choices: dict[str, str]) -> RunResult:
    at_work = office()
    result = run([row("Q1"), row("Q2")], by=at_work, partial=False)
    result = at_work.answer(
        result, {(key, "identity-unclear"): choice for key, choice in choices.items()}, approve=True
    )
    assert (result.state, result.verdict) == ("released", "proved")
    return result


def test_a_resident_number_becomes_a_birth_date_and_stands_nowhere() -> None:
    header = ["성명", "주민등록번호", "휴대전화", "주소", "상세주소"]
    result = run([row(주민등록번호="850302-1234567")], header=header)

    assert result.sheet("delivery-register", "대상자")[0]["생년월일"] == "1985-03-02"
    assert result.verdict == "proved"
    assert all(b"850302" not in path.read_bytes() for path in result.outputs.values())


def test_a_person_may_be_left_out_with_a_reason() -> None:
    at_work = office()
    result = run([row(휴대전화=""), row("Q2", 성명="권미르", 상세주소="102동 101호")], by=at_work)

    result = at_work.answer(result, {("Q1", "phone-unclear"): Excluded(reason="전화 없음")}, approve=True)

    assert result.sheet("delivery-register", "제외")[0]["사유"] == "담당자가 제외함: 전화 없음"
    assert result.verdict == "proved"
