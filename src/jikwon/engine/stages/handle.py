"""Items one by one: a batch reads its open items, judges them, and writes what became of each."""

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from jikwon.engine import asking
from jikwon.engine.active import Active, Stopped
from jikwon.engine.retrying import failure, waits
from jikwon.model import Handling, Item, JikwonError, Stage, State
from jikwon.model.parallel import through
from jikwon.model.settling import ItemState, is_worth_trying_again, settle
from jikwon.records import database, items, questions, runs
from jikwon.records.questions import QuestionRow

BATCH = 500
"""Items whose outcomes are written in one transaction; a crash repeats at most so many readings."""

AT_ONCE = 32
"""The same where handling reads the outside, which takes seconds and not microseconds."""

SettledRow = tuple[str, str, bytes | None, str, int]


def perform(active: Active, start: int) -> None:
    """Handle the open items of one range; items that already have an outcome are not touched."""
    todo = items.open_in(active.id, start, start + BATCH)
    answers = asking.answers_of(active, start, start + BATCH) if todo else {}
    opened = [_open(active, position, body, answers) for position, body in todo]
    size = AT_ONCE if active.manifest.sites or active.manifest.parallel > 1 else BATCH
    for first in range(0, len(opened), size):
        _until_settled(active, opened[first : first + size])


def _until_settled(active: Active, opened: list[tuple[int, Item[Any]]]) -> None:
    waiting = waits(active.manifest.retry)
    while opened:
        opened = _one_pass(active, opened, last=not waiting)
        if opened:
            time.sleep(waiting.pop(0))


def finish(active: Active) -> None:
    """Go on when no item is open: to `deliver`, or to `failed` if a system failure outlived its retries."""
    with active.writing():
        if items.open_ranges(active.id, BATCH):
            return
        if items.counts(active.id).get("failed"):
            active.end(State.FAILED, error=items.first_error(active.id))
            return
        runs.move(active.id, active.now(), stage=Stage.HANDLE, to=Stage.DELIVER, state=State.RUNNING)


def _open(active: Active, position: int, body: bytes, answers: Any) -> tuple[int, Item[Any]]:  # noqa: ANN401
    item: Item[Any] = active.seal.unpack(body, active.process_.item_type, "items", position)
    return position, replace(item, answers=answers[position]) if position in answers else item


def _one_pass(active: Active, opened: Sequence[tuple[int, Item[Any]]], *, last: bool) -> list[tuple[int, Item[Any]]]:
    """Handle each item once; give back those whose system failure is to be tried again."""
    settled: list[SettledRow] = []
    asked: list[QuestionRow] = []
    again: list[tuple[int, Item[Any]]] = []
    refused: JikwonError | None = None
    for (position, item), (outcome, raised) in _judged(active, opened):
        if raised is not None and is_worth_trying_again(raised) and not last:
            again.append((position, item))
        elif _is_run_wide(raised):
            refused = raised
        else:
            _settle(active, position, item, raised or outcome, settled, asked)
    with active.writing():
        items.settle(active.id, settled)
        if asked:
            questions.ask(asked)
        if refused is not None:
            active.end(State.FAILED, error=refused.dumps())
    if refused is not None:
        raise Stopped(run=active.id)
    return again


def _judged(
    active: Active, opened: Sequence[tuple[int, Item[Any]]]
) -> list[tuple[tuple[int, Item[Any]], tuple[object, JikwonError | None]]]:
    """Let the process judge each item, in as many threads as it says; give (outcome, error) of each."""
    judge = active.process_.function("handle")

    def judged(each: tuple[int, Item[Any]]) -> tuple[object, JikwonError | None]:
        try:
            return judge(active, each[1]), None
        except Exception as error:  # noqa: BLE001 - a robot's failure is an outcome of the item
            return None, failure(error)

    return through(
        opened, judged, threads=active.manifest.parallel, halts=lambda each: _is_run_wide(each[1]), leave=database.close
    )


def _is_run_wide(error: JikwonError | None) -> bool:
    """Tell whether an error stops the whole run: nothing is gained by meeting it again for the next item."""
    return error is not None and error.run_wide and error.handling is Handling.STOP


def _settle(
    active: Active,
    position: int,
    item: Item[Any],
    outcome: object,
    settled: list[SettledRow],
    asked: list[QuestionRow],
) -> None:
    fate = settle(outcome, item)
    kept: object = fate.done or fate.excluded or (fate.waiting if fate.state is ItemState.WAITING else None)
    sealed = active.seal.pack(kept, "outcomes", position) if kept is not None else None
    settled.append((fate.state.value, fate.code, sealed, fate.error, position))
    asked += [asking.row_for(active, Stage.HANDLE, ask, position=position) for ask in fate.waiting]
