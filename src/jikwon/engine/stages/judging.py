"""Judging a batch: its open items are read and handled; nothing is written, so any process may do it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from jikwon.engine import asking
from jikwon.engine.active import Active
from jikwon.engine.retrying import failure
from jikwon.model import Handling, Item, Stage, fact
from jikwon.model.settling import ItemState, Settled, settle
from jikwon.records import items
from jikwon.records.questions import QuestionRow

BATCH = 500
"""Items whose outcomes are written in one transaction; a crash repeats at most so many readings."""

SettledRow = tuple[str, str, bytes | None, str, int]


@fact
class Judged:
    """What is to be written of a batch; `again` tells that a system failure of some item is to be tried again."""

    settled: Sequence[SettledRow]
    asked: Sequence[QuestionRow]
    again: bool


def judge(active: Active, start: int, *, last: bool) -> Judged:
    """Handle the open items of one range, each once; items that have an outcome are not touched.

    Unless it is the `last` time, a system failure leaves its item open.
    """
    handle = active.process_.function("handle")
    settled: list[SettledRow] = []
    asked: list[QuestionRow] = []
    again = False
    for position, item in _opened(active, start):
        try:
            outcome = handle(active, item)
        except Exception as error:  # noqa: BLE001 - a robot's failure is an outcome of the item
            known = failure(error)
            if known.handling is Handling.RETRY and not last:
                again = True
                continue
            outcome = known
        _settle(active, position, settle(outcome, item), settled, asked)
    return Judged(settled=settled, asked=asked, again=again)


def _opened(active: Active, start: int) -> Iterator[tuple[int, Item[Any]]]:
    todo = items.open_in(active.id, start, start + BATCH)
    answers = asking.answers_of(active, start, start + BATCH) if todo else {}
    for position, body in todo:
        item: Item[Any] = active.seal.unpack(body, active.process_.item_type, "items", position)
        yield position, replace(item, answers=answers[position]) if position in answers else item


def _settle(active: Active, position: int, fate: Settled, settled: list[SettledRow], asked: list[QuestionRow]) -> None:
    kept: object = fate.done or fate.excluded or (fate.waiting if fate.state is ItemState.WAITING else None)
    sealed = active.seal.pack(kept, "outcomes", position) if kept is not None else None
    settled.append((fate.state.value, fate.code, sealed, fate.error, position))
    asked += [asking.row_for(active, Stage.HANDLE, ask, position=position) for ask in fate.waiting]
