"""An answer is held against what the question takes before anything is stored; what cannot be undone is confirmed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.acting.receiving import PROCESSES
from tests.engine.desk import Desk, desk_in

from jikwon.console.inbox import deciding
from jikwon.console.inbox.deciding import Unusable
from jikwon.engine.active import Active
from jikwon.engine.questions import asking
from jikwon.model import Act, Ask, Choice, Stage, Subject
from jikwon.model.answering import QuestionUnknown, about_act
from jikwon.model.errors import ActInDoubt
from jikwon.model.strings import speaking
from jikwon.records import questions
from jikwon.records.questions import QuestionRow


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("JIKWON_PROCESSES", str(PROCESSES))
    with desk_in(tmp_path) as made, speaking("ko"):
        yield made


def asked(desk: Desk, ask: Ask) -> QuestionRow:
    active = Active.of(desk.office, desk.run(("L1", "김하나")).id, "test")
    row = asking.row_for(active, Stage.DELIVER, ask, position=0)
    questions.ask([row])
    return row


CHOSEN = Ask(code="letter-unclear", about=Subject.item("L1"), choices=(Choice(code="yes", label="예"),), free=False)
TYPED = Ask(code="letter-unclear", about=Subject.item("L1"))


@pytest.mark.parametrize(
    ("ask", "given", "field", "why"),
    [
        (CHOSEN, {}, "choice", "답이 없습니다"),
        (TYPED, {"value": "   "}, "value", "답이 없습니다"),
        (CHOSEN, {"choice": "yes", "value": "예"}, "value", "하나만 남기십시오"),
        (CHOSEN, {"choice": "no"}, "choice", "쓸 수 없는 답"),
        (CHOSEN, {"value": "아마"}, "value", "쓸 수 없는 답"),
    ],
)
def test_what_the_question_does_not_take_is_said_at_its_field_and_stored_nowhere(
    desk: Desk, ask: Ask, given: dict[str, str], field: str, why: str
) -> None:
    row = asked(desk, ask)

    with pytest.raises(Unusable) as refused:
        deciding.answer(desk.office, row, ask, given, 0.0)

    assert refused.value.field == field
    assert why in refused.value.sentence
    assert [each.id for each in questions.in_state(row.run_id, "open")] == [row.id]


def test_an_answer_that_makes_something_happen_outside_is_confirmed_first(desk: Desk) -> None:
    ask = about_act(Act(key="test-letters/send/L1/1", kind="send", item="L1", lane="창구"), ActInDoubt(key="L1"))
    row = asked(desk, ask)

    assert deciding.is_irreversible(ask)
    assert not deciding.is_irreversible(CHOSEN)
    with pytest.raises(Unusable) as refused:
        deciding.answer(desk.office, row, ask, {"choice": "not-done"}, 0.0)
    assert refused.value.field == "sure"


def test_a_second_answer_is_refused_as_such(desk: Desk) -> None:
    row = asked(desk, CHOSEN)
    assert deciding.answer(desk.office, row, CHOSEN, {"choice": "yes"}, 1.0) == 1

    with pytest.raises(QuestionUnknown):
        deciding.answer(desk.office, row, CHOSEN, {"choice": "yes"}, 1.0)
    with pytest.raises(QuestionUnknown):
        deciding.exclude(desk.office, row, "늦음", 1.0)
