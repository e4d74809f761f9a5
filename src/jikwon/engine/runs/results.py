"""All items of a run with what became of them, as `deliver` and the proof see them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from jikwon.engine.active import Active
from jikwon.engine.questions import asking
from jikwon.model import Answer, Ask, Exclude, Item, Note, Result
from jikwon.proof.fates import Fate, FateState
from jikwon.records import items

ALL = 1 << 60


def results(active: Active) -> list[Result[Any, Any]]:
    """Open all items in the order of their keys, with what `handle` said of them and people answered."""
    answers = asking.answers_of(active, 0, ALL)
    kind = active.process_.item_type
    made: list[Result[Any, Any]] = []
    for position, body, state, outcome, part in items.all_of(active.id):
        item: Item[Any] = active.seal.unpack(body, kind, "items", position)
        if position in answers:
            item = replace(item, answers=answers[position])
        made.append(_result(active, item, position, state, outcome, released=0 < part < active.row.part))
    active.seal.forget()
    return made


def fates(active: Active, found: list[Result[Any, Any]]) -> list[Fate]:
    """Say what the records hold of each item after `deliver`."""
    made = []
    for result, (position, state, code, part, late) in zip(found, items.fates(active.id), strict=True):
        answers: dict[str, Answer] = dict(result.item.answers)
        made.append(
            Fate(
                key=result.item.key, state=FateState(state), code=code, at=result.item.at, answers=answers,
                codes=_codes(active, result, state, code, late, position),
                why=result.excluded.why if result.excluded else "", delivered=0 < part < active.row.part,
            )
        )  # fmt: skip
    return made


def _codes(
    active: Active, result: Result[Any, Any], state: str, code: str, late: bytes | None, position: int
) -> tuple[str, ...]:
    """Give the codes of all open questions of an item, or of what it waits for."""
    if state != FateState.WAITING:
        return ()
    asks = active.seal.unpack(late, tuple[Ask, ...], "late", position) if late else result.waiting
    return tuple(ask.code for ask in asks) or (code,)


def notes(found: list[Result[Any, Any]]) -> Iterator[Note]:
    """Walk the notes of all outcomes."""
    for result in found:
        if result.done:
            yield from result.done.notes
        elif result.excluded:
            yield from result.excluded.notes


def _result(
    active: Active, item: Item[Any], position: int, state: str, outcome: bytes | None, *, released: bool
) -> Result[Any, Any]:
    place = ("outcomes", position)
    if outcome is None:
        return Result(item=item)
    if state == "done":
        return Result(item=item, done=active.seal.unpack(outcome, active.process_.fact_type, *place), released=released)
    if state == "excluded":
        return Result(item=item, excluded=active.seal.unpack(outcome, Exclude, *place), released=released)
    return Result(item=item, waiting=active.seal.unpack(outcome, tuple[Ask, ...], *place))
