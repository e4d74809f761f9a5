"""The words that a `verify.py` is written in. Each gives one `Check`."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from re import Pattern
from typing import Any, Protocol, TypeAlias, TypeVar

from jikwon.model import Check, Personal, Place, fact
from jikwon.proof.proof import Proof
from jikwon.proof.rows import Row, Table

MOST_PLACES = 100
"""A check lists at most so many places; it counts all."""

Comparator: TypeAlias = Callable[[Any, Any], bool]
"""Tells whether an output's cell (first) is what the source says (second)."""
T = TypeVar("T")
Key: TypeAlias = "str | Sequence[str] | Callable[[Any], Hashable]"
"""A column, several columns, or a function of the row."""


class Located(Protocol):
    """A row, a fate, a table, or anything else that knows where it is."""

    @property
    def at(self) -> "Place | Sequence[Place]":
        """Where it is."""


@fact
class Told:
    """An expected value that was worked out from what a person answered."""

    value: Personal[object]


def same_keys(name: str, left: Mapping[Any, Located | Place], right: Mapping[Any, Located | Place]) -> Check:
    """Check that two sets of keys are equal; places are of the keys that only one side has."""
    raise NotImplementedError


def no_repeat(name: str, rows: Iterable[Located], key: Key) -> Check:
    """Check that no two rows have the same key; places are of the second and later ones."""
    raise NotImplementedError


def same_cells(
    name: str,
    rows: Iterable[Row],
    *,
    expected: Callable[[Row], Mapping[str, object] | None],
    columns: Mapping[str, Comparator],
) -> Check:
    """Check every named cell of `rows` against what `expected(row)` says of the same columns.

    An expected `Answer` or `Told` counts in `rests_on_people`. A row for which `expected` gives None,
    or a column it leaves out, is a mismatch: an output may hold nothing that has no source.
    """
    raise NotImplementedError


def adds_up(name: str, parts: Iterable[object], whole: object, *, at: Located | Place | None = None) -> Check:
    """Check that numbers add up exactly; `at` is the place of the whole."""
    raise NotImplementedError


def same_order(name: str, left: Iterable[T], right: Iterable[T], *, key: Key) -> Check:
    """Check that two sequences hold the same keys in the same order, position by position."""
    raise NotImplementedError


def in_order(name: str, rows: Iterable[Row], *, key: Callable[[Row], Any]) -> Check:
    """Check that rows ascend by `key`."""
    raise NotImplementedError


def no_formulas(name: str, proof: Proof) -> Check:
    """Check that no output holds a formula; in a CSV no cell that a spreadsheet would run."""
    raise NotImplementedError


def without(name: str, texts: Iterable[Table | Row | tuple[Place, str]], patterns: Iterable[Pattern[str]]) -> Check:
    """Check that no text, after NFKC, holds one of the patterns (see `RESIDENT_NUMBER`)."""
    raise NotImplementedError


def columns_are(name: str, table: Table, columns: Sequence[str]) -> Check:
    """Check that a sheet's header is exactly `columns`, in that order."""
    raise NotImplementedError


def each(name: str, items: Iterable[T], holds: Callable[[T], bool]) -> Check:
    """Check that `holds` is true of every item; items know their place."""
    raise NotImplementedError
