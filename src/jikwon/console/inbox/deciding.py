"""What somebody says of a question: an answer or an exclusion, stored, or held against what is wrong with it."""

from collections.abc import Mapping

from jikwon.console.shell import words
from jikwon.engine.office import Office
from jikwon.engine.questions import answering, claiming
from jikwon.engine.questions.answering import NotNow
from jikwon.model import Ask
from jikwon.model.answering import AnswerInvalid
from jikwon.model.errors import ActInDoubt
from jikwon.records import questions
from jikwon.records.questions import QuestionRow


class Unusable(Exception):
    """What was given cannot be taken: `field` is the one to blame, `why` a sentence of the inbox's `wrong`."""

    def __init__(self, field: str, why: str, said: str = "") -> None:
        super().__init__(why)
        self.field = field
        self.sentence = words.say("wrong", f"inbox.{why}", said=said)


def is_irreversible(ask: Ask) -> bool:
    """Tell whether an answer decides that something happens outside, or never does."""
    return ask.code == ActInDoubt.code


def answer(office: Office, row: QuestionRow, ask: Ask, given: Mapping[str, str], people_s: float) -> int:
    """Store an answer; give how many questions it has settled. Raises `Unusable`, `QuestionUnknown`."""
    choice, value = given.get("choice", ""), given.get("value", "").strip()
    if choice and value:
        raise Unusable("value", "both")
    if not (choice or value):
        raise Unusable("choice" if ask.choices else "value", "nothing")
    if is_irreversible(ask) and not given.get("sure"):
        raise Unusable("sure", "unsure")
    alike = questions.same_remembered(row.run_id, row.code, row.remember_hash) if ask.remember else []
    try:
        answering.store(office, row.run_id, row.id, value=value, choice=choice, people_s=people_s)
    except AnswerInvalid as error:
        raise _unusable(row, error, is_value=bool(value)) from error
    others = [each for each in alike if each.id != row.id]
    for each in (row, *others):
        claiming.settled(office, each)
    return 1 + len(others)


def _unusable(row: QuestionRow, error: AnswerInvalid, *, is_value: bool) -> Unusable:
    """Say it in the question's own words where the answer would lead to the same question again."""
    why = "asked-again" if error.fields["question"] == row.id else "not-taken"
    return Unusable("value" if is_value else "choice", why, str(error.fields["expected"]))


def exclude(office: Office, row: QuestionRow, reason: str, people_s: float) -> None:
    """Exclude the item. Raises `Unusable`, `QuestionUnknown`."""
    if not reason.strip():
        raise Unusable("reason", "no-reason")
    try:
        answering.store(office, row.run_id, row.id, exclude=reason, people_s=people_s)
    except NotNow as error:
        raise Unusable("reason", "not-now") from error
    claiming.settled(office, row)
