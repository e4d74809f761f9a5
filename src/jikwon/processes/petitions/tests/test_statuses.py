"""Statuses, departments and the form's columns."""

import pytest

from jikwon.processes.petitions.tests.exports import asked, cells, number, office, only, results, row, run, table

DEPARTMENTS = (
    "3230101,공원녹지과,2019-01-01,\n3230102,주택과,2015-01-01,2021-10-15\n3230202,주택과,2021-10-16,\n"
    "3230103,교통행정과,2015-01-01,2020-12-31\n"
)


VARIANTS = (
    ("처리완료", "완료"), ("답변완료", "완료"), (" 완료", "완료"), ("답 변 완 료", "완료"), ("접수완료", "접수"),
    ("타기관이송", "이송"), ("이첩", "이송"), ("민원취하", "취하"), ("병합처리", "병합"), ("기간연장", "연장"),
    ("종결처리", "종결"), ("처리중", "처리중"), ("보완요청", "보완요청"),
)  # fmt: skip


def test_variants_of_a_status_map_to_one() -> None:
    stated = {"연장": {"법정/내부처리기한": "2021-10-25"}}
    rows = [row(n, 처리유형=word, **stated.get(status, {})) for n, (word, status) in enumerate(VARIANTS, start=1)]

    result = run(*rows)

    found = [(each["진행상태"], each["처리상태"]) for each in results(result).values()]
    assert found == [(word.strip(), status) for word, status in VARIANTS]
    assert result.verdict == "proved"


def test_the_status_column_comes_before_the_kind_of_handling() -> None:
    header = [*row(), "처리상태"]

    result = run(files=[("a.csv", table([row(처리상태="민원취하"), row(2, 처리상태="")], header))])

    assert [each["처리상태"] for each in results(result).values()] == ["취하", "완료"]


def test_an_unknown_status_is_asked_and_remembered() -> None:
    by = office()
    waiting = run(row(처리유형="심사중"), row(2, 처리유형="심사 중"), by=by, partial=False)

    result = by.answer(waiting, {(number(1), "status-unknown"): "처리중"}, approve=True)
    later = run(row(처리유형="심사중"), by=by)

    assert asked(waiting) == {(number(1), "status-unknown"), (number(2), "status-unknown")}
    assert result.state == "released"
    assert only(later)["처리상태"] == "처리중"


def test_a_petition_without_any_status_is_asked() -> None:
    assert asked(run(row(처리유형=""))) == {(number(1), "status-missing")}


def test_a_department_has_the_code_of_the_day_of_the_receipt() -> None:
    later = {"접수일자": "2021-10-18 09:00", "처리일": "2021-10-20 09:00"}

    result = run(row(담당부서2="주택과"), row(2, 담당부서2="주택과", **later), departments=DEPARTMENTS)

    assert [each["부서코드"] for each in results(result).values()] == ["3230102", "3230202"]


@pytest.mark.parametrize("name", ["교통행정과", "없는과"])
def test_a_department_that_had_closed_or_never_was_is_a_question(name: str) -> None:
    by = office()
    waiting = run(row(담당부서2=name), departments=DEPARTMENTS, by=by, partial=False)

    result = by.answer(waiting, {(number(1), "department-unclear"): "3230101"}, approve=True)

    assert asked(waiting) == {(number(1), "department-unclear")}
    assert only(result)["부서코드"] == "3230101"


def test_two_departments_of_one_name_are_a_question() -> None:
    result = run(row(), departments=DEPARTMENTS + "3230999,공원녹지과,2021-01-01,\n")

    assert asked(result) == {(number(1), "department-unclear")}


def test_without_the_table_the_code_stays_blank_and_nothing_is_invented() -> None:
    found = only(run(row(담당부서3="공원팀", 담당부서4="가로수반")))

    assert (found["부서코드"], found["처리부서"]) == (None, "가로수반")
    blank = ("담당자지정일시", "만족도평가", "만족도내용", "민원인주소", "연장처리일수", "연장처리기한")
    assert [found[name] for name in blank] == [None] * len(blank)


def test_the_columns_are_the_forms_in_their_order() -> None:
    assert " ".join(only(run(row()))) == (
        "민원접수번호 민원등록일자 민원등록일시 민원제목 민원내용 처리기한일시 담당자지정일시 답변일자 부서코드 "
        "처리부서 처리담당자 처리상태 진행상태 답변내용 답변일시 만족도평가 만족도내용 민원인주소 연장처리일수 "
        "연장처리횟수 연장처리기한 실처리일수"
    )


def test_a_day_without_a_time_is_no_moment() -> None:
    found = only(run(row(신청일자="2021-10-05", 처리일="2021-10-12")))

    assert (found["민원등록일자"], found["민원등록일시"]) == ("2021-10-05", None)
    assert (found["답변일자"], found["답변일시"]) == ("2021-10-12", None)


def test_the_tables_add_up() -> None:
    words = ("처리완료", "종결처리", "처리중", "접수완료", "타기관이송", "민원취하", "병합처리")
    rows = [row(n, 처리유형=word, 민원신청경로="" if n == 3 else "국민신문고") for n, word in enumerate(words, start=1)]

    result = run(*rows)

    assert cells(result, "부서별")[-1][:7] == ("합계", 7, 2, 2, 1, 1, 1)
    assert [each[:2] for each in cells(result, "경로별")] == [("국민신문고", 6), ("미기재", 1), ("합계", 7)]
    assert result.verdict == "proved"
