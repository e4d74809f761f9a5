"""Questions that show a picture: it opens under the question's id, for as long as the question is open."""

from pathlib import Path

from tests.engine.desk import Desk

from jikwon.engine.active import Active
from jikwon.engine.questions import asking, attachments
from jikwon.model import Ask, Stage, Subject
from jikwon.records import questions
from jikwon.records.questions import QuestionRow

CASE = "L1"
PICTURE = b"\x89PNG what stands in the cell"


def asked(active: Active) -> QuestionRow:
    """Ask two questions, one of which shows a kept picture; give that one."""
    active.doing = Stage.HANDLE
    active.assert_open = lambda: None  # type: ignore[method-assign]
    place = active.keep("address-card", CASE, PICTURE, suffix=".png")
    shown, plain = (
        asking.row_for(active, Stage.HANDLE, Ask(code=code, about=Subject.item(CASE), at=at), position=0)
        for code, at in (("letter-unclear/받는분", (place,)), ("letter-unclear/창구", ()))
    )
    questions.ask([shown, plain])
    return shown


def test_the_picture_of_a_question_opens_under_the_questions_id(desk: Desk, tmp_path: Path) -> None:
    active = Active.of(desk.office, desk.run((CASE, "김하나")).id, "test")
    row = asked(active)

    (opened,) = attachments.open_to(active, tmp_path / "seen")

    assert opened.name == f"{row.id}.png"
    assert opened.read_bytes() == PICTURE


def test_an_answered_question_shows_nothing_any_more(desk: Desk, tmp_path: Path) -> None:
    active = Active.of(desk.office, desk.run((CASE, "김하나")).id, "test")
    row = asked(active)
    questions.answer(row.id, sealed=b"", by="tester", at=active.now(), people_s=0.0)

    assert list(attachments.open_to(active, tmp_path / "seen")) == []


def test_two_fields_of_one_item_are_two_questions_with_one_sentence(desk: Desk) -> None:
    active = Active.of(desk.office, desk.run((CASE, "김하나")).id, "test")
    one, other = (Ask(code=f"letter-unclear/{field}") for field in ("받는분", "창구"))

    assert active.question_id(one.code, "item", CASE) != active.question_id(other.code, "item", CASE)
    assert one.kind == other.kind == "letter-unclear"
    assert asking.sentence(active, one) == asking.sentence(active, other)
