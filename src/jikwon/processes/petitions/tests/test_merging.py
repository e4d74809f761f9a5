"""The same number in several files: merged, the newer one where both say when, else a question."""

import random

import pytest

from jikwon.processes.petitions.schemas import SCHEMAS
from jikwon.processes.petitions.tests.exports import BOOK, asked, cells, number, office, only, results, row, run, table
from jikwon.testing import RunResult

OLD, NEW = "출력일시: 2021-10-20 09:00", "출력일시: 2021-11-01 09:00"
UNDER_WAY = {"처리유형": "처리중", "처리일": "", "처리결과": ""}


def test_equal_rows_of_two_files_are_one_petition() -> None:
    result = run(files=[("a.csv", table([row()])), ("b.csv", table([row(), row(2)]))])

    assert len(results(result)) == 2
    assert (result.rows["read"], result.rows["used"], result.rows["merged"]) == (3, 2, 1)


@pytest.mark.parametrize("order", [("a.csv", "b.csv"), ("b.csv", "a.csv")])
def test_the_newer_export_stands_where_both_say_when(order: tuple[str, str]) -> None:
    files = [(order[0], table([row(**UNDER_WAY)], titles=[OLD])), (order[1], table([row()], titles=[NEW]))]

    assert only(run(files=files))["처리상태"] == "완료"


def test_the_day_in_a_files_name_says_when_too() -> None:
    files = [("민원_20211101.csv", table([row()])), ("민원_20211020.csv", table([row(**UNDER_WAY)]))]

    assert only(run(files=files))["처리상태"] == "완료"


@pytest.mark.parametrize("titles", [([], []), ([NEW], []), ([NEW], [NEW])])
def test_different_contents_are_a_question_unless_both_say_when(titles: tuple[list[str], list[str]]) -> None:
    files = [("a.csv", table([row(**UNDER_WAY)], titles=titles[0])), ("b.csv", table([row()], titles=titles[1]))]
    by = office()

    waiting = run(files=files, by=by, partial=False)
    result = by.answer(waiting, {(number(1), "contents-differ"): "2"}, approve=True)

    assert asked(waiting) == {(number(1), "contents-differ")}
    assert only(result)["처리상태"] == "완료"


def test_a_date_written_otherwise_is_no_other_content() -> None:
    files = [("a.csv", table([row()])), ("b.csv", table([row(접수일자="2021.10.5. 09:30")]))]

    assert not run(files=files).questions


def test_a_column_that_one_export_lacks_contradicts_nothing() -> None:
    short = [name for name in SCHEMAS["국민신문고 2020년 2분기"] if name != "주소"]
    files = [("a.csv", table([row(주소="서울 송파구 올림픽로 326")])), ("b.csv", table([row()], short))]

    result = run(files=files)

    assert only(result)["민원인주소"] == "송파구 올림픽로"


@pytest.mark.parametrize("seed", range(3))
def test_shuffling_rows_and_files_changes_nothing(seed: int) -> None:
    rows = [
        row(n, 처리유형=("처리완료", "타기관이송", "심사중", "처리중")[n % 4], 담당부서2=("교통과", "주택과")[n % 2])
        for n in range(1, 12)
    ]
    rows += [row(1, 민원내용="다른 내용"), row(20, 민원제목="민원 2", 민원내용="내용 2", 민원인="김다람")]
    chance = random.Random(seed)
    moved = rows.copy()
    chance.shuffle(moved)

    straight = run(files=[("a.csv", table(rows[:7])), ("b.csv", table(rows[7:]))])
    shuffled = run(files=[("b.csv", table(moved[:4])), ("a.csv", table(moved[4:]))])

    assert straight.verdict == shuffled.verdict == "proved"
    assert _data(straight) == _data(shuffled)


def _data(result: RunResult) -> dict[str, list[tuple[object, ...]]]:
    sheets = ("처리결과", "지연", "기한차이", "부서별", "유형별", "경로별", "중복·재신청", "확인필요")
    return {
        name: sorted({each[:3] for each in cells(result, name)}) if name == "확인필요" else cells(result, name)
        for name in sheets
    }


def test_a_row_of_another_period_is_skipped() -> None:
    rows = [row(), row(2, 접수일자="2021-09-30 17:59"), row(3, 접수일자="2021-11-01 00:00")]

    result = run(*rows, settings={"period": "2021-10"})

    assert list(results(result)) == [number(1)]
    assert (result.rows["skipped"], result.items["total"]) == (2, 1)


def test_a_receipt_without_a_reading_is_asked_and_may_turn_out_to_be_of_another_period() -> None:
    by = office()
    waiting = run(row(), row(2, 접수일자="10월 5일"), settings={"period": "2021-10-01..2021-10-31"}, by=by)

    result = by.answer(waiting, {(number(2), "received-unclear"): "2021-09-30 10:00"}, approve=True)

    assert asked(waiting) == {(number(2), "received-unclear")}
    assert [each["사유코드"] for each in result.sheet(BOOK, "제외")] == ["기간외"]


def test_a_number_that_is_missing_is_asked_and_must_not_be_anothers() -> None:
    by = office()
    waiting = run(row(), row(2, 신청번호=""), by=by, partial=False)
    (question,) = waiting.questions

    again = by.answer(waiting, {(question.key, "number-missing"): number(1)})
    result = by.answer(again, {(question.key, "number-missing"): number(2)}, approve=True)

    assert again.state == "needs-people"
    assert set(results(result)) == {number(1), number(2)}
    assert result.verdict == "proved"
