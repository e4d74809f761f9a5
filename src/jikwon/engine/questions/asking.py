"""Putting questions to people: writing them down, and giving items their answers."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from jikwon.engine.active import Active
from jikwon.model import Answer, Ask, Stage, State, Subject, SubjectKind, answering
from jikwon.records import questions
from jikwon.records.questions import QuestionRow


def row_for(active: Active, stage: Stage, ask: Ask, *, position: int | None = None) -> QuestionRow:
    """Make the row of a question that says what it is about; `position` is its item's, if it has one."""
    about = ask.about or Subject.run()
    question = active.question_id(ask.code, about.kind.value, about.key)
    return QuestionRow(
        id=question,
        run_id=active.id,
        stage=stage.value,
        position=position if about.kind is SubjectKind.ITEM else None,
        about=about.kind.value,
        subject_hash=active.hash(about.kind.value, about.key),
        code=ask.code,
        ask=active.seal.pack(replace(ask, about=about), "questions", question),
        remember_hash=active.hash("remember", ask.remember) if ask.remember else "",
        state="open",
        answer=None,
        answered_by="",
        answered_at=None,
        people_s=0.0,
        asked_at=active.now(),
    )


def wait_for_answers(active: Active, stage: Stage, asks: Iterable[Ask]) -> None:
    """Write questions about the run, a file or a column; the stage runs again with the answers."""
    with active.writing():
        questions.ask([row_for(active, stage, ask) for ask in asks])
        active.end(State.NEEDS_PEOPLE)


def answers_of(active: Active, start: int, stop: int) -> Mapping[int, Mapping[str, Answer]]:
    """Give the answers about the items of a range, by position and code."""
    found: dict[int, dict[str, Answer]] = {}
    for question, position, code, sealed in questions.answered_about_items(active.id, start, stop):
        found.setdefault(position, {})[code] = active.seal.unpack(sealed, Answer, "questions", question, "answer")
    return found


def answers_about_run(active: Active) -> Mapping[tuple[str, str], Answer]:
    """Give the answers about files, columns and the run, by the question's code and the subject's key."""
    found: dict[tuple[str, str], Answer] = {}
    for row in questions.in_state(active.id, "answered"):
        if row.about != SubjectKind.ITEM.value and row.answer is not None:
            about = opened(active, row).about or Subject.run()
            found[row.code, about.key] = active.seal.unpack(row.answer, Answer, "questions", row.id, "answer")
    return found


def opened(active: Active, row: QuestionRow) -> Ask:
    """Open a question's words."""
    return active.seal.unpack(row.ask, Ask, "questions", row.id)


def sentence(active: Active, ask: Ask, language: str | None = None) -> str:
    """Say a question as a person reads it, with its reason."""
    return answering.sentence(active.process_.strings, ask, language=language)
