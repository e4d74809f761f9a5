"""Driving a run in memory through its stages until it ends or waits, and telling how it stands."""

from collections.abc import Callable, Mapping

from jikwon.model import InputError, Note, Stage, State
from jikwon.model.answering import sentence
from jikwon.model.collecting import notes_in_order
from jikwon.model.failures import failure
from jikwon.model.outputs import many, singles
from jikwon.model.settling import ItemState, count
from jikwon.testing import acting, releasing, stages
from jikwon.testing.course import Course, Given
from jikwon.testing.effects import Crash
from jikwon.testing.results import Question, RunResult

STAGES: dict[Stage, Callable[[Course], bool]] = {
    Stage.COLLECT: stages.collect,
    Stage.HANDLE: stages.handle,
    Stage.DELIVER: stages.deliver,
    Stage.VERIFY: releasing.verify,
    Stage.APPROVE: releasing.approve,
    Stage.RELEASE: releasing.release,
    Stage.ACT: acting.act,
    Stage.ACCOUNT: acting.account,
}


def go_on(course: Course, answers: Mapping[tuple[str, str], Given], *, approve: bool) -> RunResult:
    """Give answers, go through the stages as far as possible, and tell how the run stands."""
    course.pending = dict(answers)
    course.approved = approve  # an approval is for what this command releases, and lapses
    _retry_what_failed(course)
    course.give_pending()
    while True:
        _advance(course)
        if course.state is not State.NEEDS_PEOPLE or not course.give_pending():
            break
    course.refuse_pending()
    return result_of(course)


def _advance(course: Course) -> None:
    """Go on until a stage stops; a crash leaves the run as the records of a killed robot would be."""
    if course.stage is Stage.END or course.state is State.REFUTED:
        return
    course.state = State.RUNNING
    course.error = None
    try:
        while _stage(course):
            pass
    except Crash:
        return
    except Exception as error:
        if isinstance(error, InputError) and course.stage is Stage.COLLECT:
            raise
        course.error = failure(error)
        course.error.__cause__ = error if course.error is not error else None
        course.state = State.FAILED
    finally:
        course.run.close()


def _stage(course: Course) -> bool:
    course.run.doing = course.stage
    acts = course.stage in (Stage.ACT, Stage.ACCOUNT)
    course.run.released_folder = course.released_folder if acts else None
    return STAGES[course.stage](course)


def _retry_what_failed(course: Course) -> None:
    for key, settled in list(course.settled.items()):
        if settled.state is ItemState.FAILED:
            course.reopen(key)
    for each in course.plan:
        if each.state == "failed":
            each.state = "planned"


def result_of(course: Course) -> RunResult:
    """Tell how a run stands."""
    fates = {key: course.fate(key) for key in course.items}
    settled = not any(fate.state in (ItemState.OPEN, ItemState.FAILED) for fate in fates.values())
    return RunResult(
        state=course.state,
        partial=bool(course.parts) and course.has(ItemState.WAITING),
        items=count(course.states()),
        rows=dict(course.run.rows),
        acts=_acts(course),
        questions=tuple(_questions(course)),
        excluded={key: fate.code for key, fate in fates.items() if fate.state is ItemState.EXCLUDED},
        waiting={key: fate.code for key, fate in fates.items() if fate.state is ItemState.WAITING},
        outputs=course.outputs,
        files=many(course.run.process_.manifest, course.files),
        parts=tuple(singles(part) for part in course.parts),
        kept={kind: dict(by_key) for kind, by_key in course.run.kept.items()},
        waiting_for=" ".join(dict.fromkeys(str(each.waits) for each in course.plan if each.waits)),
        checks=tuple(course.checks),
        verdict=course.verdict,
        planned=tuple(each.planned.act for each in course.all_acts()),
        receipts=tuple(course.receipts),
        notes=tuple(_notes(course)),
        fates=tuple(course.fates()) if settled else (),
        error=course.error,
        course=course,
    )


def _acts(course: Course) -> dict[str, int]:
    states = [each.state for each in course.all_acts()]
    return {"planned": len(states), "done": states.count("done"), "waiting": states.count("in-doubt")}


def _questions(course: Course) -> list[Question]:
    strings = course.run.process_.strings
    return [
        Question(
            code=code, about=about.kind.value, key=about.key, text=sentence(strings, ask, language="ko"),
            choices={choice.code: choice.label for choice in ask.choices}, ask=ask,
        )
        for (code, about), (_, ask) in sorted(course.open.items(), key=lambda each: (each[0][1].key, each[0][0]))
    ]  # fmt: skip


def _notes(course: Course) -> list[Note]:
    of_items = [
        note
        for settled in course.settled.values()
        for outcome in (settled.done, settled.excluded)
        if outcome is not None
        for note in outcome.notes
    ]
    return notes_in_order([*course.notes.get(Stage.COLLECT, []), *course.notes.get(Stage.DELIVER, []), *of_items])
