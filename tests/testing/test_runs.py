"""A run in memory takes every path that the engine takes."""

from collections.abc import Callable

import pytest

from jikwon import testing
from jikwon.model import InputError, JikwonError, SettingInvalid, State
from jikwon.model.answering import AnswerInvalid, QuestionUnknown
from jikwon.model.declared import InputMissing, InputUnknown, SettingUnknown

from ..acting.receiving import RunningReceiver

Run = Callable[..., testing.RunResult]


def test_approved_letters_are_proved_released_and_sent_once(run: Run, receiver: RunningReceiver) -> None:
    result = run("L2,이두리", "L1,김하나", "L3,박세나,제외", approve=True)

    assert result.state is State.RELEASED
    assert result.verdict == "proved"
    assert result.items == {"total": 3, "done": 2, "excluded": 1, "waiting": 0, "failed": 0}
    assert [row["번호"] for row in result.sheet("letters", "편지목록")] == ["L1", "L2"]
    assert result.excluded == {"L3": "수신거부"}
    assert receiver.sent_to() == ["L1", "L2"]
    assert len(result.sheet("ledger", "발송대장")) == 2


def test_nothing_leaves_before_approval(run: Run, receiver: RunningReceiver, office: testing.Office) -> None:
    result = run("L1,김하나")

    assert (result.state, result.parts, receiver.sent_to()) == (State.AWAITING_APPROVAL, (), [])
    assert office.approve(result).state is State.RELEASED
    assert receiver.sent_to() == ["L1"]


def test_a_plan_goes_no_further_than_the_proof(run: Run, receiver: RunningReceiver) -> None:
    result = run("L1,김하나", plan=True)

    assert (result.state, result.verdict, len(result.planned)) == (State.AWAITING_APPROVAL, "proved", 1)
    assert receiver.sent_to() == []


def test_rows_of_one_number_are_merged_and_counted(run: Run) -> None:
    result = run("L1,김하나", "L1,김하나", "L2,이두리", plan=True)

    assert result.rows == {"read": 3, "used": 2, "merged": 1, "skipped": 0}


def test_a_question_holds_everything_back_until_it_is_answered(run: Run, office: testing.Office) -> None:
    result = run("L1,김하나", "L2,이두리,질문")

    assert result.state is State.NEEDS_PEOPLE
    assert result.outputs == {}
    assert "두 가지로 읽힙니다" in result.question("L2", "letter-unclear").text

    answered = office.answer(result, {("L2", "letter-unclear"): "보낸다"}, approve=True)

    assert answered.state is State.RELEASED
    assert answered.questions == ()


def test_an_item_with_two_questions_waits_for_both(run: Run, office: testing.Office) -> None:
    result = run("L1,김하나,질문둘")

    after_one = office.answer(result, {("L1", "letter-unclear"): "보낸다"})

    assert [question.code for question in after_one.questions] == ["letter-address"]
    assert office.answer(after_one, {("L1", "letter-address"): "직장"}).state is State.AWAITING_APPROVAL


def test_answers_given_beforehand_are_taken_when_their_questions_come(run: Run) -> None:
    answers = {("L1", "letter-unclear"): "보낸다", ("L2", "letter-late"): "함께"}

    result = run("L1,김하나,질문", "L2,이두리,늦은질문", answers=answers, approve=True)

    assert result.state is State.RELEASED


def test_an_answer_to_a_question_that_nobody_asked_is_refused(run: Run) -> None:
    with pytest.raises(QuestionUnknown):
        run("L1,김하나", answers={("L1", "letter-unclear"): "보낸다"})


def test_an_answer_that_is_none_of_the_choices_is_refused(run: Run, office: testing.Office) -> None:
    result = run("L1,김하나,질문둘")

    with pytest.raises(AnswerInvalid):
        office.answer(result, {("L1", "letter-address"): "학교"})


def test_a_business_exception_becomes_a_question(run: Run) -> None:
    assert run("L1,김하나,업무오류").waiting == {"L1": "letters-unsure"}


def test_a_person_may_leave_an_item_out(run: Run, office: testing.Office) -> None:
    result = run("L1,김하나", "L2,이두리,질문", "L3,박세나,늦은질문")
    left_out = testing.Excluded(reason="전화로 취소")

    answers = {("L2", "letter-unclear"): left_out, ("L3", "letter-late"): left_out}
    ended = office.answer(result, answers, approve=True)

    assert ended.state is State.RELEASED
    assert ended.excluded == {"L2": "담당자제외", "L3": "담당자제외"}
    assert [row["번호"] for row in ended.sheet("letters", "제외")] == ["L2", "L3"]


def test_deliver_may_exclude_ask_and_let_wait(run: Run) -> None:
    result = run("L1,김하나,늦은제외", "L2,이두리,늦은질문", "L3,박세나,,,L2", "L4,최네리")

    assert result.excluded == {"L1": "같은주소"}
    assert result.waiting == {"L2": "letter-late", "L3": "companion-waits"}
    assert [question.key for question in result.questions] == ["L2"]


def test_a_partial_run_releases_what_is_certain_and_a_supplement_the_rest(
    run: Run, office: testing.Office, receiver: RunningReceiver
) -> None:
    first = run("L1,김하나", "L2,이두리,질문", "L3,박세나,제외", partial=True, approve=True)

    assert (first.state, first.partial, first.verdict) == (State.NEEDS_PEOPLE, True, "proved")
    assert [row["번호"] for row in first.sheet("letters", "확인필요")] == ["L2"]
    assert receiver.sent_to() == ["L1"]

    second = office.answer(first, {("L2", "letter-unclear"): "보낸다"}, approve=True)

    assert (second.state, second.partial, len(second.parts)) == (State.RELEASED, False, 2)
    assert [row["번호"] for row in second.sheet("letters", "편지목록")] == ["L2"]
    assert second.sheet("letters", "제외") == []
    assert second.acts == {"planned": 2, "done": 2, "waiting": 0}
    assert receiver.sent_to() == ["L1", "L2"]


def test_the_run_waits_for_an_answer_about_its_setting(run: Run, office: testing.Office) -> None:
    result = run("L1,김하나", settings={"paper": "ask"})

    assert (result.state, result.items["total"]) == (State.NEEDS_PEOPLE, 0)
    assert result.question("run", "paper-missing").about == "run"

    answered = office.answer(result, {("run", "paper-missing"): "colour"})

    assert answered.sheet("letters", "편지목록")[0]["종이"] == "colour"


def test_a_file_in_doubt_may_be_skipped(run: Run) -> None:
    result = run("L1,김하나", file="확인.csv", answers={("확인.csv", "file-doubted"): "skip"})

    assert result.rows == {"read": 1, "used": 0, "merged": 0, "skipped": 1}


def test_an_answer_about_a_column_is_remembered_by_the_office(run: Run) -> None:
    row = "L1,김하나,,,,,건강하세요"
    first = run(row, answers={("추신", "postscript-unknown"): "인쇄한다"})

    second = run(row)

    assert first.sheet("letters", "편지목록") == second.sheet("letters", "편지목록")
    assert second.sheet("letters", "편지목록")[0]["추신"] == "건강하세요"


def test_a_system_exception_is_tried_again(run: Run) -> None:
    assert run("L1,김하나,오류3번", plan=True).verdict == "proved"


def test_a_system_exception_that_outlives_its_retries_fails_the_run_and_a_resume_mends_it(
    run: Run, office: testing.Office
) -> None:
    result = run("L0,김하나,오류4번", "L2,이두리")

    assert result.state is State.FAILED
    assert result.items["failed"] == 1
    assert isinstance(result.error, JikwonError)
    assert office.resume(result).state is State.AWAITING_APPROVAL


def test_a_row_that_cannot_be_handled_fails_the_run(run: Run) -> None:
    result = run("L1,김하나,고장")

    assert result.state is State.FAILED
    assert result.error is not None
    assert result.error.code == "letters-broken"


def test_acts_of_a_lane_keep_their_order_and_a_refused_one_stops_only_its_lane(
    run: Run, receiver: RunningReceiver
) -> None:
    rows = ("L1,김하나,,가", "L2,이두리,,가,,refuse", "L3,박세나,,가", "L4,최네리,,나", "L5,정다온,,나,,busy-2")

    result = run(*rows, approve=True)

    assert result.state is State.FAILED
    assert result.acts == {"planned": 5, "done": 3, "waiting": 0}
    assert receiver.sent_to() == ["L1", "L4", "L5"]


def test_a_second_run_of_the_same_letters_sends_nothing_more(run: Run, receiver: RunningReceiver) -> None:
    run("L1,김하나", approve=True)

    again = run("L1,김하나", approve=True)

    assert again.state is State.RELEASED
    assert receiver.sent_to() == ["L1"]


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"settings": {"colour": "red"}}, SettingUnknown),
        ({"settings": {"paper": "red"}}, SettingInvalid),
        ({"inputs": {"letters": [], "more": [("b.csv", "")]}}, InputUnknown),
        ({"inputs": {"letters": []}}, InputMissing),
        ({"inputs": {"letters": [("b.csv", "이름\n김하나\n")]}}, InputError),
    ],
)
def test_bad_usage_is_an_error_and_no_run(
    office: testing.Office, options: dict[str, object], error: type[InputError]
) -> None:
    with pytest.raises(error):
        office.run(**{"inputs": {"letters": [("a.csv", "번호,받는분\nL1,김하나\n")]}, **options})  # type: ignore[arg-type]


def test_an_answer_that_leads_to_the_same_question_is_refused(run: Run, office: testing.Office) -> None:
    result = run("L1,김하나,질문")

    with pytest.raises(AnswerInvalid):
        office.answer(result, {("L1", "letter-unclear"): "  "})
