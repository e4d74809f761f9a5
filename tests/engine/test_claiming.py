"""Who has a question in hand: advice to colleagues, told on the trail, and what is written beside it sealed."""

import pytest
from tests import looking
from tests.engine.desk import Desk

from jikwon.engine.active import Active
from jikwon.engine.office import Office
from jikwon.engine.questions import answering, asking, claiming
from jikwon.model import Ask, Choice, Stage, Subject
from jikwon.model.answering import QuestionUnknown
from jikwon.records import cases, claims, questions
from jikwon.records.questions import QuestionRow

NOTE = "신청인 김하나에게 전화함"


@pytest.fixture
def row(desk: Desk) -> QuestionRow:
    """Ask one question about the run."""
    active = Active.of(desk.office, desk.run(("L1", "김하나")).id, "test")
    ask = Ask(code="letter-unclear", about=Subject.item("L1"), choices=(Choice(code="yes", label="예"),), free=False)
    made = asking.row_for(active, Stage.DELIVER, ask, position=0)
    questions.ask([made])
    return made


@pytest.fixture
def kim(desk: Desk) -> Office:
    return desk.office.acting_for("kim", "10.0.0.1")


@pytest.fixture
def choi(desk: Desk) -> Office:
    return desk.office.acting_for("choi", "10.0.0.2")


def holder(row: QuestionRow) -> str:
    found = claims.get(row.id)
    return found.account if found else ""


def test_the_first_who_takes_a_question_has_it(row: QuestionRow, kim: Office, choi: Office) -> None:
    assert claiming.take(kim, row)
    assert not claiming.take(choi, row)
    assert holder(row) == "kim"


def test_a_colleague_takes_over_from_whom_they_have_seen_and_from_nobody_else(
    row: QuestionRow, kim: Office, choi: Office
) -> None:
    claiming.take(kim, row)

    assert not claiming.take(choi, row, instead_of="lee")
    assert claiming.take(choi, row, instead_of="kim")
    assert holder(row) == "choi"


def test_only_whoever_has_it_gives_it_back(row: QuestionRow, kim: Office, choi: Office) -> None:
    claiming.take(kim, row)

    assert not claiming.give_back(choi, row)
    assert claiming.give_back(kim, row)
    assert holder(row) == ""
    assert claiming.take(choi, row)


def test_what_is_forwarded_says_by_whom_and_why_and_counts_the_time(desk: Desk, row: QuestionRow, kim: Office) -> None:
    assert claiming.forward(kim, row, to="choi", note=f"  {NOTE} ", people_s=36.0)

    claim = claims.get(row.id)
    assert claim is not None
    assert (claim.account, claim.forwarded_by, claim.on_hold) == ("choi", "kim", False)
    assert claiming.kept(kim, row, claim).note == NOTE
    run = desk.fresh(Active.of(kim, row.run_id, "test").row)
    assert run.people_s == 36.0


def test_a_question_on_hold_stays_in_hand_until_it_is_taken_up(row: QuestionRow, kim: Office) -> None:
    claiming.hold(kim, row, note=NOTE)
    (held,) = cases.waiting()
    claiming.take(kim, row)
    (taken,) = cases.waiting()

    assert (held.account, held.on_hold) == ("kim", True)
    assert (taken.account, taken.on_hold) == ("kim", False)


def test_drafts_are_each_persons_own_and_make_a_free_question_theirs(
    row: QuestionRow, kim: Office, choi: Office
) -> None:
    claiming.draft(kim, row, {"value": "송파구 문정로 83"})
    claiming.draft(choi, row, {"value": "송파구 문정로 85", "reason": "모름"})
    claiming.draft(choi, row, {"reason": ""})

    kept = claiming.kept(kim, row, claims.get(row.id))
    assert holder(row) == "kim"
    assert kept.drafts == {"kim": {"value": "송파구 문정로 83"}, "choi": {"value": "송파구 문정로 85"}}


def test_an_empty_draft_takes_nothing(row: QuestionRow, kim: Office) -> None:
    claiming.draft(kim, row, {"value": " "})

    assert holder(row) == ""


def test_a_settled_question_is_claimed_no_more_and_keeps_only_what_others_were_typing(
    row: QuestionRow, kim: Office, choi: Office
) -> None:
    claiming.draft(kim, row, {"value": "내 글"})
    claiming.draft(choi, row, {"value": "남의 글"})
    answering.store(kim, row.run_id, row.id, choice="yes")
    claiming.settled(kim, row)

    assert not claiming.take(choi, row)
    assert not claiming.hold(choi, row, note=NOTE)
    assert not claiming.draft(choi, row, {"value": "늦은 글"})
    assert claiming.kept(choi, row, claims.get(row.id)).drafts == {"choi": {"value": "남의 글"}}
    claiming.settled(choi, row)
    assert claims.get(row.id) is None


def test_nothing_that_is_written_beside_a_question_lies_open_or_on_the_trail(
    desk: Desk, row: QuestionRow, kim: Office
) -> None:
    claiming.draft(kim, row, {"value": "송파구 문정로 83"})
    claiming.hold(kim, row, note=NOTE)
    claiming.forward(kim, row, to="choi", note=NOTE)

    dump = looking.everything(desk.home)
    assert NOTE not in dump
    assert "문정로" not in dump
    assert NOTE.encode().hex() not in dump.lower()
    assert [each for each in desk.audited() if each.startswith("question ")] == ["question held", "question forwarded"]


def test_excluding_an_item_tells_of_all_its_questions_who_and_when(desk: Desk, row: QuestionRow, kim: Office) -> None:
    answering.store(kim, row.run_id, row.id, exclude="두 번 접수됨")

    (settled,) = cases.settled()
    assert (settled.id, settled.state, settled.settled_by) == (row.id, "withdrawn", "kim")
    assert settled.settled_at > row.asked_at - 1


def test_what_was_settled_meanwhile_is_not_excluded_as_well(desk: Desk, row: QuestionRow, kim: Office) -> None:
    answering.store(kim, row.run_id, row.id, choice="yes")

    with pytest.raises(QuestionUnknown):
        answering._exclude(Active.of(kim, row.run_id, "test"), row, "늦음", 0.0)
