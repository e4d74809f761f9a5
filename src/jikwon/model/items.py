"""Work items and what can become of them."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import datetime
from typing import Generic, TypeAlias, TypeVar

from jikwon.model.facts import Personal, fact
from jikwon.model.places import Place, Subject

T = TypeVar("T")
F = TypeVar("F")


@fact
class Answer:
    """What a person decided: a value in place of an unclear one, or one of the choices.

    Exactly one of `value` and `choice` is filled. `by` is the account, `at` an aware moment.
    """

    value: Personal[str] = ""
    choice: str = ""
    by: str = ""
    at: datetime | None = None


@fact
class Note:
    """Something the proof lists without asking: a lossless normalisation, or a thing told.

    `code` is a sentence in the process's strings; `at` says where. Values never stand here.
    """

    code: str
    at: Place
    count: int = 1


@fact
class Item(Generic[T]):
    """What is counted: one key, one fate.

    `key` is the office's own (never a row number); for a subject without one it is `run.hash(...)`.
    `answers` maps a question's code to the answer a person gave about this item.
    """

    key: Personal[str]
    at: tuple[Place, ...]
    body: Personal[T]
    answers: Mapping[str, Answer] = field(default_factory=dict)

    def answer(self, code: str, default: str = "") -> str:
        """Give the value a person answered to question `code`, or `default` while nobody has."""
        given = self.answers.get(code)
        return given.value or given.choice if given else default


@fact
class Done(Generic[F]):
    """The item is decided; `fact` is all that `deliver` needs."""

    fact: Personal[F]
    notes: tuple[Note, ...] = ()


@fact
class Exclude:
    """The item is left out for a reason that has a code in the manifest; `why` is a person's own words."""

    code: str
    about: Subject | None = None
    why: Personal[str] = ""
    at: tuple[Place, ...] = ()
    notes: tuple[Note, ...] = ()


@fact
class Choice:
    """One answer a person may pick; `label` is what they read."""

    code: str
    label: Personal[str]


@fact
class Ask:
    """A question for a person.

    `about` None means the item at hand. `reason` names a sentence in the strings that says why;
    `details` fill the sentences of question and reason (they may be personal and are sealed).
    `remember` is a key under which the office keeps the answer for later runs ("" keeps nothing).
    With `choices` the answer is one of them; with `free` also a value of the person's own. A code may name
    the field that it asks for behind a slash (`date-unclear/생년월일`), where several fields of one item are asked
    for under one code: what stands before the slash is declared, has the sentence, and is shown.
    """

    code: str
    about: Subject | None = None
    at: tuple[Place, ...] = ()
    choices: tuple[Choice, ...] = ()
    free: bool = True
    reason: str = ""
    details: Personal[Mapping[str, str]] = field(default_factory=dict)
    remember: Personal[str] = ""

    @property
    def kind(self) -> str:
        """The code without the field: what the manifest declares."""
        return kind_of(self.code)


def kind_of(code: str) -> str:
    """Give a question's code without the field that it names."""
    return code.partition("/")[0]


@fact
class Wait:
    """The item waits because another one does; it has no question of its own."""

    code: str
    about: Subject | None = None


Outcome: TypeAlias = "Done[F] | Exclude | Ask | Sequence[Ask]"
"""What `handle` may return: one fate, or one or more questions."""


@fact
class Result(Generic[T, F]):
    """An item with its fate, as `deliver` sees it.

    Exactly one of `done`, `excluded` and `waiting` is filled. `released` tells that an earlier part
    of this run has delivered the item already.
    """

    item: Item[T]
    done: Done[F] | None = None
    excluded: Exclude | None = None
    waiting: tuple[Ask, ...] = ()
    released: bool = False
