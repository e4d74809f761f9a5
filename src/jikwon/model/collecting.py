"""What `collect` gave, in the order that every run has: items by key, notes by code and place."""

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

from jikwon.model.errors import JikwonError
from jikwon.model.items import Ask, Item, Note


class KeyTwice(JikwonError):
    """A process gave two work items the same key."""

    code = "key-twice"


def in_order(
    found: Iterable[Item[Any] | Ask],
    *,
    process: str,
    hash: Callable[..., str],  # noqa: A002 - the name it has in Run
) -> tuple[list[Item[Any]], list[Ask]]:
    """Part items from questions and sort the items by key, whatever order they came in.

    Raises `KeyTwice`, which names the item by its hash.
    """
    items: list[Item[Any]] = []
    asks: list[Ask] = []
    for each in found:
        (asks if isinstance(each, Ask) else items).append(each)  # type: ignore[arg-type]
    items.sort(key=lambda item: item.key)
    for one, next_one in pairwise(items):
        if one.key == next_one.key:
            raise KeyTwice(process=process, item=hash("item", one.key))
    return items, asks


def notes_in_order(notes: Iterable[Note]) -> list[Note]:
    """Sort notes by code and place, so that a proof does not depend on the order of reading."""
    return sorted(notes, key=lambda note: (note.code, note.at.file, note.at.sheet, note.at.row, note.at.column))
