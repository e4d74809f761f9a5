"""What every reader of Korean data answers: one reading, or that it is unclear and why."""

from collections.abc import Mapping
from dataclasses import field
from typing import Generic, TypeVar

from jikwon.model import Personal, fact

T = TypeVar("T")


@fact
class Reading(Generic[T]):
    """The one reading of a value.

    `normalised` lists the lossless changes that led from what was written to `value`, as codes in
    the order they were made (`phone-hyphens`, `road-blanks`); the proof lists them.
    """

    value: Personal[T]
    normalised: tuple[str, ...] = ()


@fact
class Unclear:
    """No reading, or more than one: a person decides.

    `reason` is the code of a sentence in the process's strings (`phone-two`, `road-unknown`);
    `why`, where there is more to say, is a finer code. `details` fill the sentence; they may be personal.
    """

    reason: str
    why: str = ""
    details: Personal[Mapping[str, str]] = field(default_factory=dict)
