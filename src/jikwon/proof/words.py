"""The words that a `verify.py` is written in. Each gives one `Check`."""

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from re import Pattern
from typing import Any, Protocol, TypeAlias, TypeVar

from jikwon.model import Answer, Check, Personal, Place, fact
from jikwon.proof.compare import number_of
from jikwon.proof.proof import Proof
from jikwon.proof.rows import Row, Table

MOST_PLACES = 100
"""A check lists at most so many places; it counts all."""
RESIDENT_NUMBER = re.compile(
    r"(?<!\d)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ \t]?[-\u2010-\u2015\u2212~]?[ \t]?\d{7}(?!\d)"
)
"""A resident or foreigner registration number: six digits that can be a birth date, seven more."""

Comparator: TypeAlias = Callable[[Any, Any], bool]
"""Tells whether an output's cell (first) is what the source says (second)."""
T = TypeVar("T")
Key: TypeAlias = "str | Sequence[str] | Callable[[Any], Hashable]"
"""A column, several columns, or a function of the row."""


class Located(Protocol):
    """A row, a fate, a table, or anything else that knows where it is."""

    @property
    def at(self) -> Place | Sequence[Place]:
        """Where it is."""


@fact
class Told:
    """An expected value that was worked out from what a person answered."""

    value: Personal[object]


@dataclass(slots=True)
class _Tally:
    """Counts while a word looks."""

    name: str
    compared: int = 0
    mismatches: int = 0
    people: int = 0
    at: list[Place] = field(default_factory=list)

    def miss(self, where: object, times: int = 1) -> None:
        """Count `times` mismatches at a place, or at something that knows its place."""
        self.mismatches += times
        if len(self.at) < MOST_PLACES:
            self.at.extend(_places(where)[: MOST_PLACES - len(self.at)])

    def check(self) -> Check:
        """Give the check."""
        return Check(
            name=self.name,
            compared=self.compared,
            mismatches=self.mismatches,
            at=tuple(self.at),
            rests_on_people=self.people,
        )


def _places(where: object) -> Sequence[Place]:
    at = where if isinstance(where, Place) else getattr(where, "at", ())
    return (at,) if isinstance(at, Place) else tuple(at)


def _reader(key: Key) -> Callable[[Any], Hashable]:
    """Make the function that gives a row's key."""
    if isinstance(key, str):
        return lambda row: row[key]
    if callable(key):
        return key
    columns = tuple(key)
    return lambda row: tuple(row[column] for column in columns)


def same_keys(
    name: str, left: Mapping[Any, Located | Place | None], right: Mapping[Any, Located | Place | None]
) -> Check:
    """Check that two sets of keys are equal; places are of the keys that only one side has."""
    tally = _Tally(name, compared=len(left.keys() | right.keys()))
    for one, other in ((left, right), (right, left)):
        for key, where in one.items():
            if key not in other:
                tally.miss(where)
    return tally.check()


def no_repeat(name: str, rows: Iterable[Located], key: Key) -> Check:
    """Check that no two rows have the same key; places are of the second and later ones."""
    tally, read, seen = _Tally(name), _reader(key), set[Hashable]()
    for row in rows:
        tally.compared += 1
        if (found := read(row)) in seen:
            tally.miss(row)
        seen.add(found)
    return tally.check()


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
    tally, compare = _Tally(name), tuple(columns.items())
    for row in rows:
        tally.compared += len(compare)
        wanted = expected(row)
        if wanted is None:
            tally.miss(row, len(compare))
            continue
        for column, same in compare:
            said = wanted.get(column, _LEFT_OUT)
            if isinstance(said, _BY_PEOPLE):
                holds = _holds(row[column], said, same, tally)
            else:
                holds = said is not _LEFT_OUT and same(row[column], said)
            if not holds:
                tally.miss(row.place(column))
    return tally.check()


_LEFT_OUT = object()
_BY_PEOPLE = (Answer, Told)


def _holds(cell: object, wanted: Answer | Told, same: Comparator, tally: _Tally) -> bool:
    tally.people += 1
    return same(cell, wanted.value or wanted.choice if isinstance(wanted, Answer) else wanted.value)


def adds_up(name: str, parts: Iterable[object], whole: object, *, at: Located | Place | None = None) -> Check:
    """Check that numbers add up exactly; `at` is the place of the whole. Blank parts are no numbers: refuted."""
    tally = _Tally(name, compared=1)
    numbers = [number_of(part) for part in parts]
    known = [number for number in numbers if number is not None]
    total = number_of(whole)
    if total is None or len(known) < len(numbers) or sum(known) != total:
        tally.miss(at)
    return tally.check()


def same_order(name: str, left: Iterable[Any], right: Iterable[Any], *, key: Key) -> Check:
    """Check that two sequences hold the same keys in the same order, position by position."""
    tally, read, none = _Tally(name), _reader(key), object()
    for one, other in zip_longest(left, right, fillvalue=none):
        tally.compared += 1
        if one is none or other is none or read(one) != read(other):
            tally.miss(other if one is none else one)
    return tally.check()


def in_order(name: str, rows: Iterable[Row], *, key: Callable[[Row], Any]) -> Check:
    """Check that rows ascend by `key`; equal neighbours are in order."""
    tally, before = _Tally(name), None
    for row in rows:
        now = (key(row),)
        if before is not None and now < before:
            tally.miss(row)
        before = now
        tally.compared += 1
    return tally.check()


def no_formulas(name: str, proof: Proof) -> Check:
    """Check that no table among the outputs holds a formula; in a CSV no cell that a spreadsheet would run."""
    tally = _Tally(name)
    every = [(output, "", path) for output, path in proof.outputs.items()]
    every += [(output, part, path) for output, files in proof.many.items() for part, path in files.items()]
    for output, part, path in every:
        if (ending := path.suffix.lower()) not in (".xlsx", ".xlsm", ".csv", ".ods"):
            continue
        for sheet in proof.sheets(output, part=part):
            tally.compared += sum(len(row) for row in sheet.rows)
            found = _runnable(sheet.rows) if ending == ".csv" else sheet.formulas
            for row, column in found:
                header = str(sheet.cell(1, column) or "")
                tally.miss(Place(source=output, file=path.name, sheet=sheet.name, row=row, column=header))
    return tally.check()


def _runnable(rows: Sequence[Sequence[object]]) -> list[tuple[int, int]]:
    """List the cells of a CSV that a spreadsheet takes for a formula (OWASP, CSV injection)."""
    return [
        (number, column)
        for number, cells in enumerate(rows, start=1)
        for column, value in enumerate(cells, start=1)
        if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) and number_of(value) is None
    ]


def without(name: str, texts: Iterable[Table | Row | tuple[Place, str]], patterns: Iterable[Pattern[str]]) -> Check:
    """Check that no text, after NFKC, holds one of the patterns (see `RESIDENT_NUMBER`).

    Of a table every row above, in and below the header is searched, each cell alone.
    """
    tally, wanted = _Tally(name), tuple(patterns)
    for cells, place in _searched(texts):
        tally.compared += len(cells)
        joined = unicodedata.normalize("NFKC", "\n".join(cells))
        if any(pattern.search(joined) for pattern in wanted):
            for index, cell in enumerate(cells):
                plain = unicodedata.normalize("NFKC", cell)
                if any(pattern.search(plain) for pattern in wanted):
                    tally.miss(place(index))
    return tally.check()


def _searched(
    texts: Iterable[Table | Row | tuple[Place, str]],
) -> Iterable[tuple[list[str], Callable[[int], Place]]]:
    """Give groups of texts, each with the function that gives the place of one of them."""
    for each in texts:
        if isinstance(each, Table):
            for number, cells in enumerate(each.sheet.rows, start=1):
                yield _texts(cells), _place_in(each, number)
        elif isinstance(each, Row):
            names = list(each)
            yield _texts(list(each.values())), lambda index, row=each, names=names: row.place(names[index])  # type: ignore[misc]
        else:
            yield [each[1]], lambda _, place=each[0]: place  # type: ignore[misc]


def _texts(cells: Sequence[object]) -> list[str]:
    return ["" if cell is None else cell if isinstance(cell, str) else str(cell) for cell in cells]


def _place_in(table: Table, number: int) -> Callable[[int], Place]:
    return lambda index: table.place(number, table.header[index] if index < len(table.header) else "")


def columns_are(name: str, table: Table, columns: Sequence[str]) -> Check:
    """Check that a sheet's first row is exactly `columns`, in that order, and no cell stands beside them."""
    tally = _Tally(name)
    for found, wanted in zip_longest(table.header, columns):
        tally.compared += 1
        if found != wanted or table.header_row != 1:
            tally.miss(table.place(table.header_row, wanted if found is None else found))
    for number, cells in enumerate(table.sheet.rows, start=1):
        if len(cells) > len(columns) and any(value is not None for value in cells[len(columns) :]):
            tally.miss(table.place(number, ""))
    return tally.check()


def sheets_are(name: str, proof: Proof, output: str, sheets: Sequence[str]) -> Check:
    """Check that an output's sheets are exactly `sheets`, in that order, and none is hidden."""
    tally, file = _Tally(name), proof.outputs[output].name
    for found, wanted in zip_longest(proof.sheets(output), sheets):
        tally.compared += 1
        if found is None or found.name != wanted or not found.visible:
            tally.miss(Place(source=output, file=file, sheet=wanted if found is None else found.name))
    return tally.check()


def each(name: str, items: Iterable[T], holds: Callable[[T], bool]) -> Check:
    """Check that `holds` is true of every item; items know their place."""
    tally = _Tally(name)
    for item in items:
        tally.compared += 1
        if not holds(item):
            tally.miss(item)
    return tally.check()
