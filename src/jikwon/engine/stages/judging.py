"""Judging a batch: its open items are read and handled; nothing is written, so any process may do it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from jikwon.engine.active import Active
from jikwon.engine.questions import asking
from jikwon.engine.runs.retrying import failure
from jikwon.model import Handling, Item, JikwonError, Stage, fact
from jikwon.model.keeping import Untried
from jikwon.model.parallel import through
from jikwon.model.settling import ItemState, Settled, is_worth_trying_again, settle
from jikwon.records import database, items
from jikwon.records.database import RecordsBusy
from jikwon.records.questions import QuestionRow

BATCH = 500
"""Items whose outcomes are written in one transaction; a crash repeats at most so many readings."""

Opened: TypeAlias = tuple[int, Item[Any]]
"""An item with its position in the run."""
SettledRow = tuple[str, str, bytes | None, str, int]


@fact
class Judged:
    """What is to be written of a batch, and the items whose system failure is worth another try.

    `refused` is the stored error that stops the whole run: nothing is gained by meeting it for the next item.
    """

    settled: Sequence[SettledRow]
    asked: Sequence[QuestionRow]
    again: Sequence[Opened]
    refused: str = ""


def opened(active: Active, start: int) -> list[Opened]:
    """Open the items of the batch that begins at `start` which have no outcome yet."""
    todo = items.open_in(active.id, start, start + BATCH)
    answers = asking.answers_of(active, start, start + BATCH) if todo else {}
    made: list[Opened] = []
    for position, body in todo:
        item: Item[Any] = active.seal.unpack(body, active.process_.item_type, "items", position)
        made.append((position, replace(item, answers=answers[position]) if position in answers else item))
    return made


def judge(active: Active, todo: Sequence[Opened], *, last: bool) -> Judged:
    """Handle each item once; unless it is the `last` time, a system failure leaves its item open."""
    settled: list[SettledRow] = []
    asked: list[QuestionRow] = []
    again: list[Opened] = []
    refused = ""
    for (position, item), (outcome, raised) in _handled(active, todo):
        if raised is not None and is_worth_trying_again(raised) and not last:
            again.append((position, item))
        elif raised is not None and _is_run_wide(raised):
            refused = raised.dumps()
        else:
            _settle(active, position, settle(raised or outcome, item), settled, asked)
    return Judged(settled=settled, asked=asked, again=again, refused=refused)


def _handled(active: Active, todo: Sequence[Opened]) -> list[tuple[Opened, tuple[object, JikwonError | None]]]:
    """Let the process handle each item, in as many threads as it says; give (outcome, error) of each."""
    handle = active.process_.function("handle")

    def handled(each: Opened) -> tuple[object, JikwonError | None]:
        try:
            return handle(active, each[1]), None
        except (Untried, RecordsBusy):
            raise  # of a second process, which leaves the batch to the first; or the records are not there to be read
        except Exception as error:  # noqa: BLE001 - a robot's failure is an outcome of the item
            return None, failure(error)

    return through(
        todo, handled, threads=active.manifest.parallel, leave=database.close,
        halts=lambda each: each[1] is not None and _is_run_wide(each[1]),
    )  # fmt: skip


def _is_run_wide(error: JikwonError) -> bool:
    return error.run_wide and error.handling is Handling.STOP


def _settle(active: Active, position: int, fate: Settled, settled: list[SettledRow], asked: list[QuestionRow]) -> None:
    kept: object = fate.done or fate.excluded or (fate.waiting if fate.state is ItemState.WAITING else None)
    sealed = active.seal.pack(kept, "outcomes", position) if kept is not None else None
    settled.append((fate.state.value, fate.code, sealed, fate.error, position))
    asked += [asking.row_for(active, Stage.HANDLE, ask, position=position) for ask in fate.waiting]
