"""Answers of people: held against the question, tried out, stored, and audited."""

import time
from dataclasses import replace
from typing import Any

from jikwon.engine.active import Active
from jikwon.engine.office import Office
from jikwon.engine.questions import asking
from jikwon.model import ActInDoubt, Answer, Ask, Handling, InputError, Item, JikwonError, Receipt, Stage, State
from jikwon.model.answering import ACT_DONE, EXCLUDED_BY_PERSON, AnswerInvalid, QuestionUnknown, from_text, hold
from jikwon.model.dates import moment
from jikwon.model.settling import exclude_by_person
from jikwon.model.states import ENDED, OPEN
from jikwon.records import acts, items, questions, runs
from jikwon.records.database import together
from jikwon.records.questions import QuestionRow

NOBODY = "answers"
"""The executor of a command that only stores answers; it holds no run."""


class NotNow(InputError):
    """The run is releasing something at this moment, in which the item stands as waiting."""

    code = "not-now"


class NotExcludable(InputError):
    """Only a work item can be excluded."""

    code = "not-excludable"


def store(
    office: Office,
    run: str,
    question: str,
    *,
    value: str = "",
    choice: str = "",
    exclude: str = "",
    people_s: float = 0.0,
) -> None:
    """Store one answer: a value, one of the choices, or the exclusion of the item with a reason.

    Raises `QuestionUnknown`, `AnswerInvalid` or `NotExcludable`; then nothing was stored.
    """
    active = Active.of(office, run, NOBODY)
    row = questions.get(question)
    if row is None or row.run_id != run or row.state != "open" or active.row.state in ENDED:
        raise QuestionUnknown(question=question)
    ask = asking.opened(active, row)
    if exclude.strip():
        _exclude(active, row, exclude, people_s)
        return
    at = moment(round(time.time()))
    if choice:
        answer = hold(ask, Answer(choice=choice, by=office.account, at=at))
    else:
        answer = from_text(ask, value, by=office.account, at=at)
    _try_out(active, row, ask, answer)
    with together():
        _write(active, row, ask, answer, people_s)
        for other in questions.same_remembered(run, row.code, row.remember_hash) if ask.remember else ():
            _write(active, other, asking.opened(active, other), answer, 0.0)


def _try_out(active: Active, row: QuestionRow, ask: Ask, answer: Answer) -> None:
    """Judge the item once with the answer; one that leads to the same question is refused."""
    if row.position is None or row.stage != Stage.HANDLE.value:
        return
    item: Item[Any] = active.seal.unpack(
        items.body(active.id, row.position), active.process_.item_type, "items", row.position
    )
    answers = asking.answers_of(active, row.position, row.position + 1).get(row.position, {})
    active.is_trial = True  # where the judgement needs the outside, the trial ends there and says nothing
    try:
        outcome = active.process_.function("handle")(active, replace(item, answers={**answers, row.code: answer}))
    except JikwonError as error:
        outcome = Ask(code=error.code, about=ask.about) if error.handling is Handling.ASK else None
    except Exception:  # noqa: BLE001 - a robot's failure says nothing about the answer; the run will meet it
        outcome = None
    active.is_trial = False
    asked = (outcome,) if isinstance(outcome, Ask) else outcome if isinstance(outcome, list | tuple) else ()
    for again in asked:
        if again.code == row.code and (again.about or ask.about) == ask.about:
            raise AnswerInvalid(question=row.id, expected=asking.sentence(active, again))


def _write(active: Active, row: QuestionRow, ask: Ask, answer: Answer, people_s: float) -> None:
    sealed = active.seal.pack(answer, "questions", row.id, "answer")
    if not questions.answer(row.id, sealed=sealed, by=answer.by, at=active.now(), people_s=people_s):
        raise QuestionUnknown(question=row.id)
    if row.position is not None and not _is_on_its_way(active):
        items.reopen(active.id, [row.position])
        _begin_anew(active)
    if row.code == ActInDoubt.code:
        _settle_act(active, ask, answer)
    if ask.remember:
        office, key_hash = active.office, active.office.hash("remember", ask.remember)
        kept = office.seal.pack(answer, "remembered", active.process, row.code, key_hash)
        questions.keep(active.process, row.code, key_hash, sealed=kept, by=answer.by, at=active.now())
    runs.add_time(active.id, people_s=people_s)
    active.office.note("question answered", run=active.id, subject=row.subject_hash, why=row.code)


def _is_on_its_way(active: Active) -> bool:
    """Tell whether outputs are being made or released: an answer then counts from the next part on."""
    row = active.refresh()
    if row.stage in (Stage.RELEASE, Stage.ACT, Stage.ACCOUNT):
        return True
    return row.state in OPEN and row.stage in (Stage.DELIVER, Stage.VERIFY, Stage.APPROVE)


def _begin_anew(active: Active) -> None:
    """Take back outputs that wait for approval: they are not what the answer makes of them."""
    if active.row.stage in (Stage.VERIFY, Stage.APPROVE):
        state = State.NEEDS_PEOPLE if active.row.state is State.AWAITING_APPROVAL else active.row.state
        runs.change(active.id, active.now(), stage=Stage.HANDLE, state=state, approved_by="")


def _settle_act(active: Active, ask: Ask, answer: Answer) -> None:
    key = ask.details["act"]
    key_hash = active.office.hasher.full("act", key)
    if answer.choice == ACT_DONE:
        receipt = Receipt(key=key, data={"confirmed_by": answer.by})
        acts.receive(key_hash, active.office.seal.pack(receipt, "effects", key_hash))
        acts.mark(active.id, acts.position_of(active.id, key_hash), "done")
    else:
        acts.withdraw(key_hash)
        acts.mark(active.id, acts.position_of(active.id, key_hash), "planned")


def _exclude(active: Active, row: QuestionRow, reason: str, people_s: float) -> None:
    if row.position is None:
        raise NotExcludable(question=row.id)
    item: Item[Any] = active.seal.unpack(
        items.body(active.id, row.position), active.process_.item_type, "items", row.position
    )
    outcome = exclude_by_person(item, reason.strip()).excluded
    with together():
        if (now := questions.get(row.id)) is None or now.state != "open":
            raise QuestionUnknown(question=row.id)
        if _is_on_its_way(active):
            raise NotNow(run=active.id)
        _begin_anew(active)
        items.exclude(active.id, row.position, EXCLUDED_BY_PERSON, active.seal.pack(outcome, "outcomes", row.position))
        questions.leave_out(active.id, row.position, by=active.office.account, at=active.now())
        runs.add_time(active.id, people_s=people_s)
        active.office.note("item excluded", run=active.id, subject=row.subject_hash, why=EXCLUDED_BY_PERSON)
