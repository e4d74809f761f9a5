"""What an outcome makes of an item: done, excluded, waiting or failed."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from jikwon.model.answering import EXCLUDED_BY_PERSON
from jikwon.model.errors import Handling, JikwonError
from jikwon.model.facts import Personal, fact
from jikwon.model.items import Ask, Done, Exclude, Item, Result, Wait
from jikwon.model.places import Place, Subject, SubjectKind


class ItemState(StrEnum):
    """Where an item stands. Every item of a provable run is done, excluded or waiting."""

    OPEN = "open"
    DONE = "done"
    EXCLUDED = "excluded"
    WAITING = "waiting"
    FAILED = "failed"


class OutcomeInvalid(JikwonError):
    """`handle` or `deliver` gave something that is no outcome."""

    code = "outcome-invalid"


class SubjectUnknown(JikwonError):
    """`deliver` decided about an item that the run does not have."""

    code = "subject-unknown"


@fact
class Settled:
    """What became of an item: `code` is the exclusion's or the first question's, `error` a stored error.

    Of `done`, `excluded` and `waiting` the one that `state` names is filled; an item that waits for
    another one (`Wait`) has no question of its own.
    """

    state: ItemState
    code: str = ""
    error: str = ""
    done: Personal[Done[Any] | None] = None
    excluded: Exclude | None = None
    waiting: tuple[Ask, ...] = ()


def is_worth_trying_again(error: JikwonError) -> bool:
    """Tell whether an error is a system exception; outside the act stage nothing else waits."""
    return error.handling in (Handling.RETRY, Handling.WAIT)


def settle(outcome: object, item: Item[Any]) -> Settled:
    """Settle what `handle` returned about `item`, or the error that it ended with.

    A business exception (`Handling.ASK`) becomes a question with the error's code and fields; every
    other error is a failure, and so is something that is no outcome.
    """
    match outcome:
        case Done():
            return Settled(state=ItemState.DONE, done=outcome)
        case Exclude():
            return Settled(state=ItemState.EXCLUDED, code=outcome.code, excluded=outcome)
        case Ask():
            return _waiting((outcome,), item.key)
        case JikwonError(handling=Handling.ASK):
            return _waiting((question_of(outcome, at=item.at),), item.key)
        case JikwonError():
            return Settled(state=ItemState.FAILED, code=outcome.code, error=outcome.dumps())
        case list() | tuple() if outcome and all(isinstance(each, Ask) for each in outcome):
            return _waiting(outcome, item.key)
    return settle(OutcomeInvalid(kind=type(outcome).__name__), item)


def question_of(error: JikwonError, *, at: tuple[Place, ...] = ()) -> Ask:
    """Make a question of a business exception."""
    return Ask(code=error.code, at=at, details={name: str(value) for name, value in error.fields.items()})


def _waiting(asks: Sequence[Ask], key: str) -> Settled:
    asked = tuple(ask if ask.about else replace(ask, about=Subject.item(key)) for ask in asks)
    return Settled(state=ItemState.WAITING, code=asked[0].code, waiting=asked)


def is_about_item(ask: Ask) -> bool:
    """Tell whether only the item waits for the answer, and not the whole run."""
    return ask.about is None or ask.about.kind is SubjectKind.ITEM


def settle_late(
    late: Iterable[Exclude | Ask | Wait],
    keys: Collection[str],
    *,
    process: str,
    hash: Callable[..., str],  # noqa: A002 - the name it has in Run
) -> dict[str, Settled]:
    """Settle what `deliver` decided about items, by key; every one must say what it is about.

    Of several decisions about one item an exclusion holds, then questions (all of them), then a wait.
    Raises `SubjectUnknown` for a key that is not one of `keys`.
    """
    by_key: dict[str, list[Exclude | Ask | Wait]] = {}
    for each in late:
        key = each.about.key if each.about else ""
        if each.about is None or key not in keys:
            raise SubjectUnknown(process=process, item=hash("item", key))
        by_key.setdefault(key, []).append(each)
    return {key: _settled_late(found, key) for key, found in by_key.items()}


def _settled_late(found: Sequence[Exclude | Ask | Wait], key: str) -> Settled:
    if excluded := next((each for each in found if isinstance(each, Exclude)), None):
        return Settled(state=ItemState.EXCLUDED, code=excluded.code, excluded=excluded)
    if asks := [each for each in found if isinstance(each, Ask)]:
        return _waiting(asks, key)
    return Settled(state=ItemState.WAITING, code=found[0].code)


def exclude_by_person(item: Item[Any], reason: str) -> Settled:
    """Exclude an item because a person says so; `deliver` finds the reason in `Exclude.why`."""
    made = Exclude(code=EXCLUDED_BY_PERSON, about=Subject.item(item.key), at=item.at, why=reason)
    return Settled(state=ItemState.EXCLUDED, code=EXCLUDED_BY_PERSON, excluded=made)


def result_of(item: Item[Any], settled: Settled, *, released: bool = False) -> Result[Any, Any]:
    """Give the item with its fate as `deliver` sees it."""
    return Result(
        item=item, done=settled.done, excluded=settled.excluded, waiting=settled.waiting, released=released
    )  # fmt: skip


def count(states: Iterable[ItemState]) -> dict[str, int]:
    """Count items: total = done + excluded + waiting + failed (an open one counts in the total alone)."""
    counts = {"total": 0, **{state.value: 0 for state in ItemState if state is not ItemState.OPEN}}
    for state in states:
        counts["total"] += 1
        if state is not ItemState.OPEN:
            counts[state.value] += 1
    return counts


def rows_add_up(rows: Mapping[str, int]) -> bool:
    """Tell whether read = used + merged + skipped."""
    return rows["read"] == rows["used"] + rows["merged"] + rows["skipped"]
