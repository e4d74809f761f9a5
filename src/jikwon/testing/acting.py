"""The stages after the release, on a run in memory: act and account."""

from collections.abc import Callable

from jikwon.model import Act, Check, Handling, JikwonError, NoteDown, Receipt, Seen, Stage, State
from jikwon.model.answering import about_act
from jikwon.model.failures import failure
from jikwon.model.outputs import found_in
from jikwon.model.planning import ActUnplanned, ActWithoutReceipt
from jikwon.testing.course import Accounted, ActState, Course
from jikwon.testing.effects import MemoryEffects
from jikwon.testing.releasing import acts_of, checks_of, end_part, judge, own_check, proof_of


class OneAct:
    """The door to the outside for one act; any other act is refused. Implements `jikwon.model.Effects`."""

    def __init__(self, effects: MemoryEffects, act: Act) -> None:
        self._effects = effects
        self._act = act

    def once(self, act: Act, *, do: Callable[[NoteDown], Receipt], seen: Seen) -> Receipt:
        """Do the act unless it was done, and return its receipt."""
        if act.key != self._act.key:
            raise ActUnplanned(act=act.key)
        return self._effects.once(act, do=do, seen=seen)


def act(course: Course) -> bool:
    """Do the plan lane by lane; a lane stops at an act that is in doubt or has failed."""
    course.state = State.ACTING
    for lane in sorted({each.planned.lane for each in course.plan}):
        for each in course.plan:
            if each.planned.lane == lane and not _do(course, each):
                break
        if course.error is not None and course.error.run_wide:
            break
    return _next(course)


def _do(course: Course, each: ActState) -> bool:
    if each.state == "planned":
        error = _attempts(course, each.planned.act)
        each.waits = error if error is not None and error.handling is Handling.WAIT else None
        if each.waits is not None:
            return False
        if error is None:
            each.state = "done"
        elif error.handling is Handling.ASK:
            each.state = "in-doubt"
            course.ask(Stage.ACT, [about_act(each.planned.act, error)])
        else:
            each.state, course.error = "failed", error
    return each.state == "done"


def _attempts(course: Course, act: Act) -> JikwonError | None:
    error = None
    for _ in range(course.run.process_.manifest.retry.attempts):
        error = _attempt(course, act)
        if error is None or error.handling is not Handling.RETRY:
            return error
    return error


def _attempt(course: Course, act: Act) -> JikwonError | None:
    try:
        course.run.process_.function("act")(course.run, act, OneAct(course.effects, act))
    except Exception as error:  # noqa: BLE001 - whatever fails, what was done counts
        if course.effects.receipt(act.key) is None:
            known = failure(error)
            known.__cause__ = error if known is not error else None
            return known
    return None if course.effects.receipt(act.key) else ActWithoutReceipt(act=act.key)


def _next(course: Course) -> bool:
    states = {each.state for each in course.plan}
    if "in-doubt" in states and not _waits(course):
        course.state = State.NEEDS_PEOPLE
    elif "failed" in states and not _waits(course):
        course.state = State.FAILED
    elif states <= {"done"}:
        course.stage = Stage.ACCOUNT
    return course.stage is Stage.ACCOUNT


def _waits(course: Course) -> bool:
    """Tell whether a lane waits for the outside, and nothing has stopped the whole run."""
    return not (course.error and course.error.run_wide) and any(each.waits for each in course.plan)


def account(course: Course) -> bool:
    """Let the process write its ledger from the receipts, and prove it together with the files."""
    found = [course.effects.receipt(act.key) for act in acts_of(course)]
    receipts = [each for each in found if each is not None]
    course.receipts += receipts
    released = list(course.files)
    course.fresh_staging()
    course.run.process_.function("account")(course.run, receipts)
    manifest = course.run.process_.manifest
    found_in(manifest, course.staging, after=True)
    for path in sorted(each for each in course.staging.rglob("*") if each.is_file()):
        place = course.released_folder / path.relative_to(course.staging)
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)
    course.drop_staging()
    course.files = [*released, *found_in(manifest, course.released_folder, after=True)]
    course.parts[-1] = list(course.files)
    course.accounted = Accounted(part=course.part, files=course.files, receipts=receipts)
    proof = proof_of(course, course.files, receipts=receipts)
    every = Check(name="every-act-has-its-receipt", compared=len(found), mismatches=len(found) - len(receipts))
    own = [own_check(course), every]
    course.checks = [*own, *checks_of(course, "verify", proof), *checks_of(course, "verify_acts", proof)]
    return judge(course) and end_part(course)
