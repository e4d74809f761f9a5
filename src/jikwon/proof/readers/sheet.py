"""What every reader gives: sheets of plain values."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TypeAlias

Value: TypeAlias = str | float | int | bool | date | datetime | time | None


@dataclass(frozen=True, slots=True, repr=False)
class Sheet:
    """One sheet. `rows[n - 1]` is the row that a spreadsheet numbers n; a blank cell is None.

    `merged` holds (first row, first column, last row, last column), 1-based; only the first cell of
    a range has its value in `rows`. `formulas` lists the (row, column) of every formula cell.
    """

    name: str
    rows: list[list[Value]]
    visible: bool = True
    merged: Sequence[tuple[int, int, int, int]] = ()
    formulas: Sequence[tuple[int, int]] = field(default_factory=tuple)

    def __repr__(self) -> str:
        return f"Sheet({self.name!r}, {len(self.rows)} rows)"

    def cell(self, row: int, column: int) -> Value:
        """Give a cell by its 1-based row and column, None beyond the sheet."""
        if row > len(self.rows) or column > len(self.rows[row - 1]):
            return None
        return self.rows[row - 1][column - 1]
