"""The stages before the proof, on a run in memory: collect, handle, deliver.

Each stage tells whether the run goes on; if not, it has set the state that the run waits or ends in.
"""

from typing import Any, TypeVar, cast

import msgspec

from jikwon.model import Act, Ask, Done, Handling, Item, JikwonError, Result, Stage, State
from jikwon.model.collecting import in_order, notes_in_order
from jikwon.model.failures import failure
from jikwon.model.parallel import through
from jikwon.model.planning import plan
from jikwon.model.settling import (
    ItemState,
    Settled,
    is_about_item,
    is_worth_trying_again,
    result_of,
    settle,
    settle_late,
)
from jikwon.testing.course import ActState, Course
from jikwon.testing.memory import no_rows

T = TypeVar("T")


def collect(course: Course) -> bool:
    """Sources to work items, in the order of their keys."""
    run = course.run
    run.notes, run.rows = [], no_rows()
    run.kept = {kind: {} for kind in run.kept}
    run.fetched.clear()
    course.withdraw(stage=Stage.COLLECT)
    items, asks = in_order(run.process_.function("collect")(run), process=run.process, hash=run.hash)
    if asks:
        course.ask(Stage.COLLECT, asks)
        course.state = State.NEEDS_PEOPLE
        return False
    kind = run.process_.item_type
    course.items = {item.key: _stored(item, kind) for item in items}
    course.notes[Stage.COLLECT] = notes_in_order(run.notes)
    course.stage = Stage.HANDLE
    return True


def _stored(value: T, kind: Any) -> T:  # noqa: ANN401 - a type made at run time
    """Give a fact as it comes back from the records: what cannot be stored must not pass a unit test."""
    return cast("T", msgspec.json.decode(msgspec.json.encode(value), type=kind))


def handle(course: Course) -> bool:
    """Items one by one: those that have no outcome."""
    asked = {about.key for _, about in course.open}
    todo = [key for key in course.items if key not in course.settled]
    for key in todo:
        if key in asked:
            course.withdraw(key=key)
    threads = course.run.process_.manifest.parallel
    judged = through(
        [course.item(key) for key in todo], lambda item: _handled(course, item), threads=threads, halts=_stops_the_run
    )  # fmt: skip
    for item, (settled, error) in judged:
        course.error = course.error or error
        if _stops_the_run((settled, error)):
            course.state = State.FAILED
            return False
        course.settled[item.key] = settled
        course.ask(Stage.HANDLE, settled.waiting)
    if course.has(ItemState.FAILED):
        course.state = State.FAILED
        return False
    course.stage = Stage.DELIVER
    return True


def _stops_the_run(judged: tuple[Settled, JikwonError | None]) -> bool:
    error = judged[1]
    return error is not None and error.run_wide and error.handling is Handling.STOP


def _handled(course: Course, item: Item[Any]) -> tuple[Settled, JikwonError | None]:
    judge = course.run.process_.function("handle")
    for attempt in range(1, course.run.process_.manifest.retry.attempts + 1):
        try:
            outcome = judge(course.run, item)
            if isinstance(outcome, Done):
                outcome = _stored(outcome, course.run.process_.fact_type)
            return settle(outcome, item), None
        except Exception as error:  # noqa: BLE001 - a robot's failure is an outcome of the item
            known = failure(error)
            known.__cause__ = error if known is not error else None
            if not is_worth_trying_again(known) or attempt == course.run.process_.manifest.retry.attempts:
                return settle(known, item), known if known.handling is not Handling.ASK else None
    raise AssertionError


def deliver(course: Course) -> bool:
    """All items together: files into the private folder, late outcomes, and the plan of acts."""
    run = course.run
    run.notes = []
    run.publishing.clear()
    course.late = {key: late for key, late in course.late.items() if key in course.in_part}
    course.withdraw(stage=Stage.DELIVER)
    course.fresh_staging()
    given = list(run.process_.function("deliver")(run, results(course)))
    about_run = [each for each in given if isinstance(each, Ask) and not is_about_item(each)]
    if about_run:
        course.ask(Stage.DELIVER, about_run)
        return _hold(course)
    late = [each for each in given if not isinstance(each, Act)]
    decided = settle_late(late, course.items.keys(), process=run.process, hash=run.hash)
    course.late.update(decided)
    course.ask(Stage.DELIVER, [ask for settled in decided.values() for ask in settled.waiting])
    if _is_held(course):
        return _hold(course)
    course.plans[course.part] = [ActState(each) for each in plan([each for each in given if isinstance(each, Act)])]
    course.notes[Stage.DELIVER] = notes_in_order(run.notes)
    course.stage = Stage.VERIFY
    return True


def results(course: Course) -> list[Result[Any, Any]]:
    """Give all items with what `handle` said of them, as `deliver` sees them."""
    return [
        result_of(course.item(key), course.settled[key], released=key in course.in_part) for key in course.items
    ]  # fmt: skip


def _is_held(course: Course) -> bool:
    if not course.has(ItemState.WAITING):
        return False
    if not course.partial or course.takes_pending():
        return True
    return not any(
        course.fate(key).state in (ItemState.DONE, ItemState.EXCLUDED) and key not in course.in_part
        for key in course.items
    )


def _hold(course: Course) -> bool:
    course.drop_staging()
    course.state = State.NEEDS_PEOPLE
    return False
