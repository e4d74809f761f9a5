"""Questions about an item, a file, a column and the run; answers, refused, remembered, and too early ones."""

import pytest
from tests.engine.desk import Desk

from jikwon.engine.active import Active
from jikwon.engine.questions import answering
from jikwon.engine.runs import lifecycle
from jikwon.model import Exclude, State
from jikwon.model.answering import AnswerInvalid, QuestionUnknown
from jikwon.records import items, questions


def test_a_question_about_an_item_holds_back_the_whole_release(desk: Desk) -> None:
    row = desk.run(("L1", "김하나"), ("L2", "이두리", "질문"), approve=True)

    assert row.state is State.NEEDS_PEOPLE
    asked = desk.told(row)["questions"]
    assert [(each["code"], each["about"], each["key"]) for each in asked] == [("letter-unclear", "item", "L2")]
    assert desk.told(row)["items"] == {"total": 2, "done": 1, "excluded": 0, "waiting": 1, "failed": 0}
    assert desk.released(row) == {}
    assert not (desk.out / f".{row.id}").exists()


def test_an_answer_settles_the_item(desk: Desk) -> None:
    row = desk.run(("L1", "김하나"), ("L2", "이두리", "질문"), approve=True)
    desk.answer(row, "letter-unclear", "보낸다")

    row = desk.resume(row, approve=True)

    assert row.state is State.RELEASED
    assert sorted(desk.sent_to) == ["L1", "L2"]


def test_of_two_questions_about_one_item_both_are_needed(desk: Desk) -> None:
    row = desk.run(("L1", "김하나", "질문둘"), approve=True)
    assert desk.codes(row) == ["letter-address", "letter-unclear"]
    desk.answer(row, "letter-unclear", "보낸다")

    row = desk.resume(row, approve=True)

    assert row.state is State.NEEDS_PEOPLE
    assert desk.codes(row) == ["letter-address"]
    desk.answer(row, "letter-address", "home")
    assert desk.resume(row, approve=True).state is State.RELEASED


def test_only_a_choice_answers_a_question_of_choices(desk: Desk) -> None:
    row = desk.run(("L1", "김하나", "질문둘"))

    with pytest.raises(AnswerInvalid):
        desk.answer(row, "letter-address", "우체통")

    assert desk.codes(row) == ["letter-address", "letter-unclear"]


@pytest.mark.parametrize("nothing", ["", " ", "\t"])
def test_an_empty_answer_is_refused(desk: Desk, nothing: str) -> None:
    row = desk.run(("L1", "김하나", "질문"))

    with pytest.raises(AnswerInvalid):
        desk.answer(row, "letter-unclear", nothing)


def test_an_answer_that_settles_nothing_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    row = desk.run(("L1", "김하나", "질문"))
    from jikwon.model.catalog import find

    rules = find("test-letters").code.rules
    monkeypatch.setattr(rules, "judge", lambda item: rules._questions(item))

    with pytest.raises(AnswerInvalid):
        desk.answer(row, "letter-unclear", "보낸다")

    assert desk.codes(row) == ["letter-unclear"]


def test_an_answer_is_stored_although_the_receiver_is_off(desk: Desk) -> None:
    row = desk.run(("L1", "김하나", "질문"))
    from jikwon.model.catalog import find

    rules = find("test-letters").code.rules
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rules, "busy_times", lambda _: 1)
        desk.stop_receiver()
        desk.answer(row, "letter-unclear", "보낸다")
    desk.start_receiver()

    assert desk.resume(row, approve=True).state is State.RELEASED


def test_a_question_cannot_be_answered_twice_or_for_another_run(desk: Desk) -> None:
    row, other = desk.run(("L1", "김하나", "질문")), desk.run(("L1", "김하나", "질문"))
    question = desk.told(row)["questions"][0]["id"]
    with pytest.raises(QuestionUnknown):
        answering.store(desk.office, other.id, question, value="보낸다")
    answering.store(desk.office, row.id, question, value="보낸다")

    with pytest.raises(QuestionUnknown):
        answering.store(desk.office, row.id, question, value="보낸다")


def test_a_business_exception_is_a_question(desk: Desk) -> None:
    row = desk.run(("L1", "김하나", "업무오류"), approve=True)

    assert desk.codes(row) == ["letters-unsure"]
    desk.answer(row, "letters-unsure", "보낸다")
    assert desk.resume(row, approve=True).state is State.RELEASED


def test_a_question_of_deliver_is_about_its_item(desk: Desk) -> None:
    row = desk.run(("L1", "김하나", "늦은질문"), ("L2", "이두리", "", "", "L1"), approve=True)
    assert row.state is State.NEEDS_PEOPLE
    assert desk.codes(row) == ["letter-late"]
    assert desk.told(row)["items"]["waiting"] == 2
    desk.answer(row, "letter-late", "보낸다")

    row = desk.resume(row, approve=True)

    assert row.state is State.RELEASED
    assert sorted(desk.sent_to) == ["L1", "L2"]


def test_a_question_about_the_run_is_asked_before_any_item(desk: Desk) -> None:
    row = desk.run(("L1", "김하나"), settings={"paper": "ask"}, approve=True)
    assert row.state is State.NEEDS_PEOPLE
    assert desk.codes(row) == ["paper-missing"]
    assert desk.told(row)["items"]["total"] == 0
    desk.answer(row, "paper-missing", "colour")

    assert desk.resume(row, approve=True).state is State.RELEASED


def test_a_question_about_a_file_may_skip_it(desk: Desk) -> None:
    path = desk.file(("L1", "김하나"), name="확인 편지.csv")
    row = desk.run(path=path, approve=True)
    assert [each["about"] for each in desk.told(row)["questions"]] == ["file"]
    desk.answer(row, "file-doubted", "skip")

    row = desk.resume(row, approve=True)

    assert row.state is State.RELEASED
    assert desk.sent_to == []
    assert desk.told(row)["rows"] == {"read": 1, "used": 0, "merged": 0, "skipped": 1}


def test_a_remembered_answer_is_used_by_later_runs(desk: Desk) -> None:
    path = desk.file(("L1", "김하나"), extra={"추신": "건강하세요"})
    row = desk.run(path=path, approve=True)
    assert [(each["code"], each["about"]) for each in desk.told(row)["questions"]] == [("postscript-unknown", "column")]
    desk.answer(row, "postscript-unknown", "print")
    assert desk.resume(row, approve=True).state is State.RELEASED

    later = desk.run(path=desk.file(("L2", "이두리"), name="다음.csv", extra={"추신": "또 봐요"}), approve=True)

    assert later.state is State.RELEASED
    assert sorted(desk.sent_to) == ["L1", "L2"]


def test_a_remembered_answer_settles_the_other_open_ones(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from jikwon.model.catalog import find

    rules = find("test-letters").code.rules
    real = rules._questions
    monkeypatch.setattr(rules, "_questions", lambda item: [replace(ask, remember="보낼까") for ask in real(item)])
    row = desk.run(("L1", "김하나", "질문"), ("L2", "이두리", "질문"), approve=True)
    assert desk.codes(row) == ["letter-unclear", "letter-unclear"]

    desk.answer(row, "letter-unclear", "보낸다", key="L1")

    assert desk.codes(row) == []
    assert desk.resume(row, approve=True).state is State.RELEASED


def test_a_person_may_leave_an_item_out_with_a_reason(desk: Desk) -> None:
    row = desk.run(("L1", "김하나"), ("L2", "이두리", "질문"), approve=True)
    desk.answer(row, "letter-unclear", exclude="이두리 씨가 전화로 거절")

    row = desk.resume(row, approve=True)

    assert row.state is State.RELEASED
    assert desk.sent_to == ["L1"]
    assert items.codes(row.id, "excluded") == {"담당자제외": 1}
    active = Active(desk.office, desk.fresh(row), "test")
    outcome = next(each[3] for each in items.all_of(row.id) if each[2] == "excluded")
    assert active.seal.unpack(outcome, Exclude, "outcomes", 1).why == "이두리 씨가 전화로 거절"
    assert "item excluded" in desk.audited()


@pytest.mark.parametrize("reason", ["", "  "])
def test_leaving_out_without_a_reason_is_refused(desk: Desk, reason: str) -> None:
    row = desk.run(("L1", "김하나", "질문"))

    with pytest.raises(AnswerInvalid):
        desk.answer(row, "letter-unclear", exclude=reason)

    assert desk.codes(row) == ["letter-unclear"]


def test_a_file_cannot_be_left_out_as_an_item(desk: Desk) -> None:
    row = desk.run(path=desk.file(("L1", "김하나"), name="확인.csv"))

    with pytest.raises(answering.NotExcludable):
        desk.answer(row, "file-doubted", exclude="필요 없음")


def test_leaving_out_takes_back_outputs_that_wait_for_approval(desk: Desk) -> None:
    row = desk.run(("L1", "김하나"), ("L2", "이두리", "질문"), partial=True)
    assert row.state is State.AWAITING_APPROVAL
    desk.answer(row, "letter-unclear", exclude="거절")

    with pytest.raises(lifecycle.NothingToApprove):
        lifecycle.approve(desk.office, lambda *_: None, row.id)

    row = desk.resume(row, approve=True)
    assert row.state is State.RELEASED
    assert set(desk.released(row, part=2)) == set()


def test_while_acts_are_open_nobody_can_be_left_out(desk: Desk) -> None:
    row = desk.run(("L1", "김하나", "", "", "", "refuse"), ("L2", "이두리", "질문"), approve=True, partial=True)

    with pytest.raises(answering.NotNow):
        desk.answer(row, "letter-unclear", exclude="거절")


def test_a_cancelled_run_asks_nothing_more(desk: Desk) -> None:
    row = desk.run(("L1", "김하나", "질문"))
    question = desk.told(row)["questions"][0]["id"]

    lifecycle.cancel(desk.office, row.id)

    assert desk.codes(row) == []
    with pytest.raises(QuestionUnknown):
        answering.store(desk.office, row.id, question, value="보낸다")


def test_the_minutes_of_people_are_counted(desk: Desk) -> None:
    row = desk.run(("L1", "김하나", "질문"))
    question = desk.told(row)["questions"][0]["id"]

    answering.store(desk.office, row.id, question, value="보낸다", people_s=36.0)

    assert desk.told(row)["hours"]["people"] == 0.01
    stored = questions.get(question)
    assert stored is not None
    assert stored.answered_by == desk.office.account
