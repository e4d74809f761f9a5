"""Answers of people: read from what they typed, and held against the question."""

from datetime import datetime

from jikwon.model.acts import Act
from jikwon.model.errors import ActInDoubt, InputError, JikwonError
from jikwon.model.items import Answer, Ask, Choice
from jikwon.model.places import Subject
from jikwon.model.strings import Strings
from jikwon.model.strings import of as strings_of

EXCLUDED_BY_PERSON = "담당자제외"
"""The exclusion code of an item that a person leaves out; every process has it without declaring it."""

ACT_DONE, ACT_NOT_DONE = "done", "not-done"
"""The choices of a question about an act in doubt."""


class AnswerInvalid(InputError):
    """An answer is not one that the question takes."""

    code = "answer-invalid"


class QuestionUnknown(InputError):
    """Nobody has asked this question, or it is answered already."""

    code = "question-unknown"


def from_text(ask: Ask, text: str, *, by: str = "", at: datetime | None = None) -> Answer:
    """Read what a person typed: a choice by its code or label, else a value if the question takes one.

    Raises `AnswerInvalid`.
    """
    typed = text.strip()
    for choice in ask.choices:
        if typed in (choice.code, choice.label):
            return Answer(choice=choice.code, by=by, at=at)
    return hold(ask, Answer(value=typed, by=by, at=at))


def hold(ask: Ask, answer: Answer) -> Answer:
    """Give `answer` back if the question takes it; raise `AnswerInvalid` that says what it takes."""
    codes = [choice.code for choice in ask.choices]
    takes_value = ask.free or not ask.choices
    if bool(answer.value) != bool(answer.choice):
        if answer.choice and answer.choice in codes:
            return answer
        if answer.value and takes_value:
            return answer
    raise AnswerInvalid(question=ask.code, expected=" | ".join([*codes, *(["…"] if takes_value else [])]))


def about_act(act: Act, error: JikwonError) -> Ask:
    """Ask whether an act was done that its receiver cannot tell of.

    The subject is the act's key, which is permanent and names nobody: two acts of one item may be
    in doubt at the same time.
    """
    return Ask(
        code=ActInDoubt.code,
        about=Subject.item(act.key),
        choices=tuple(Choice(code=code, label=_say("choices", code)) for code in (ACT_DONE, ACT_NOT_DONE)),
        free=False,
        details={"act": act.key, "kind": act.kind, "item": act.item, "why": error.text("ko")},
    )


def _say(table: str, code: str) -> str:
    return strings_of(__name__).text(table, code, language="ko")


def sentence(strings: Strings, ask: Ask, *, language: str | None = None) -> str:
    """Say a question as a person reads it, with its reason; questions that every process has are ours."""
    own = ask.kind in strings.codes("questions", language or "ko")
    words = (strings if own else strings_of(__name__)).text("questions", ask.kind, language=language, **ask.details)
    if not ask.reason:
        return words
    return f"{words} ({strings.text('reasons', ask.reason, language=language, **ask.details)})"
