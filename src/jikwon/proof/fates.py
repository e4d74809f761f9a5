"""What the records say became of each item, as a proof sees it."""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from jikwon.model import Answer, Personal, Place, fact


class FateState(StrEnum):
    """The three ends an item of a provable run can have."""

    DONE = "done"
    EXCLUDED = "excluded"
    WAITING = "waiting"


@fact
class Fate:
    """One item's fate: `code` is the exclusion's, or the first open question's, "" when done.

    `codes` are those of all its open questions in order, or the one of what it waits for.
    `at` lists every place the item came from; `answers` maps a question's code to what a person
    answered about this item. `why` is the reason of a person who left it out;
    `delivered` tells that an earlier part of this run released it.
    """

    key: Personal[str]
    state: FateState
    code: str = ""
    codes: tuple[str, ...] = ()
    at: tuple[Place, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    why: Personal[str] = ""
    delivered: bool = False
