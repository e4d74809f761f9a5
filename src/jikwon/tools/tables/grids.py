"""One sheet as a grid of cells, whatever format it came in, with what can be told about it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from jikwon.tools.tables.cells import Value
from jikwon.tools.tables.headers import Merge

CELLS_MAX = 1 << 24
"""The largest grid that is opened: a full sheet of sixteen columns. The reader lays a grid out whole,
so that two cells in far corners would otherwise take all memory there is."""

Spot: TypeAlias = tuple[int, int]
"""A cell by row and column, 0-based."""


@dataclass(slots=True)
class Marks:
    """What the cells' values do not say about a sheet. Rows and columns are 0-based, from A1."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)
    errors: list[Spot] = field(default_factory=list)
    unvalued: list[Spot] = field(default_factory=list)
    last_row: int = 0
    last_column: int = 0

    @property
    def cells(self) -> int:
        """How many cells the grid has at most."""
        return (self.last_row + 1) * (self.last_column + 1)


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """One sheet. `rows()` gives its rows from the first on, each a fresh list that begins at column `left`.

    `widths` is filled for a CSV file: how many cells each record had before they were made equally long.
    """

    sheet: str
    rows: Callable[[], Iterator[Sequence[Value]]]
    hidden: bool = False
    left: int = 0
    marks: Marks = field(default_factory=Marks)
    widths: Sequence[int] = ()
