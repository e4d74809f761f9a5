"""One cell of a worksheet: from its type, format and text to its value."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from jikwon.proof.errors import Unreadable
from jikwon.proof.readers.serials import Shows, to_value
from jikwon.proof.readers.sheet import Sheet, Value

MOST_CELLS = 40_000_000
"""Blank cells of a stretched sheet count as well: one value in the last corner is sixteen thousand million."""
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Book:
    """What the cells of all sheets refer to."""

    shared: Sequence[str]
    formats: Sequence[Shows]
    from_1904: bool = False


def unescape(text: str) -> str:
    """Undo `_x000D_` (ST_Xstring, ECMA-376 part 1, 22.9.2.19)."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def value_of(book: Book, kind: str | None, style: str | None, text: str) -> Value:
    """Give a cell's value; `kind` is its `t`, `style` its `s`, `text` its `v` or joined `is`."""
    if not text:
        return None
    if kind is None or kind == "n":
        return number_of(book, style, text)
    if kind == "s":
        return book.shared[int(text)] or None
    if kind in ("inlineStr", "str"):
        return unescape(text)
    if kind == "b":
        return text.strip() in ("1", "true")
    if kind == "d":
        moment = datetime.fromisoformat(text.strip())
        return moment if "T" in text else moment.date()
    return text


def number_of(book: Book, style: str | None, text: str) -> Value:
    """Give a number, or the day or time that its format shows it as."""
    kind = book.formats[int(style)] if style and book.formats else Shows.NUMBER
    if kind is not Shows.NUMBER:
        return to_value(float(text), kind, from_1904=book.from_1904)
    return plain_number(text)


def plain_number(text: str) -> Value:
    """Give a number as a spreadsheet shows it: 1.0 is 1."""
    if text.isdecimal():
        return int(text)
    number = float(text)
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def column_of(letters: str) -> int:
    """Give the 0-based column of its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    if not 0 < number <= 16_384:
        raise Unreadable(file="?", reason="cell-beyond-sheet")
    return number - 1


@dataclass(slots=True)
class Grid:
    """Rows that grow as cells come, within bounds."""

    rows: list[list[Value]] = field(default_factory=list)
    formulas: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    cells: int = 0

    def row(self, number: int) -> list[Value]:
        """Give row `number` (1-based), making those up to it."""
        if number > len(self.rows):
            if not 0 < number <= 1_048_576:
                raise Unreadable(file="?", reason="cell-beyond-sheet")
            self.rows.extend([] for _ in range(number - len(self.rows)))
        return self.rows[number - 1]

    def count(self, cells: int) -> None:
        """Count cells, blank ones too. Raises `Unreadable` beyond the bound."""
        self.cells += cells
        if self.cells > MOST_CELLS:
            raise Unreadable(file="?", reason="too-large")

    def put(self, number: int, column: int, value: Value) -> None:
        """Set a cell by its 1-based row and 0-based column."""
        row = self.row(number)
        if value is None:
            return
        if (gap := column + 1 - len(row)) > 0:
            self.count(gap)
            row.extend([None] * gap)
        row[column] = value

    def sheet(self, name: str, *, visible: bool) -> Sheet:
        """Give the sheet."""
        return Sheet(name, self.rows, visible, tuple(self.merged), tuple(self.formulas))
