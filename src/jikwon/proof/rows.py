"""Rows of outputs and sources as a proof reads them: mappings that know their place."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from jikwon.model import Place
from jikwon.proof.readers.sheet import Sheet, Value

Columns: TypeAlias = Mapping[str, int]


class Row(Mapping[str, Value]):
    """One row: `row["성명"]` is its cell, `row.at` its place, `row.place("성명")` the cell's.

    A blank cell and a cell beyond the row's end are None. An unknown name raises KeyError.
    """

    __slots__ = ("_cells", "_columns", "_locate", "number")

    def __init__(self, number: int, cells: list[Value], columns: Columns, locate: Callable[[int, str], Place]) -> None:
        self.number = number
        self._cells = cells
        self._columns = columns
        self._locate = locate

    def __getitem__(self, column: str) -> Value:
        try:
            return self._cells[self._columns[column]]
        except IndexError:
            return None

    def get(self, column: str, default: Any = None) -> Any:  # noqa: ANN401 - as Mapping has it
        """Give a cell; `default` only where no such column is known. `Mapping.get` raises and catches for that."""
        index = self._columns.get(column)
        if index is None:
            return default
        return self._cells[index] if index < len(self._cells) else None

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def __repr__(self) -> str:
        return f"Row({self.at!r})"  # never the cells: they are people's

    @property
    def cells(self) -> Sequence[Value]:
        """All cells of the row, those of columns that nobody knows, too."""
        return self._cells

    @property
    def at(self) -> Place:
        """The row's place, without a column."""
        return self._locate(self.number, "")

    def place(self, column: str) -> Place:
        """Give the place of one cell."""
        return self._locate(self.number, column)


class Table:
    """A sheet of an output: the first filled row is the header, the rows below are the data.

    `at` is the sheet's own place (row 0). Empty rows are passed over.
    """

    def __init__(self, sheet: Sheet, at: Place) -> None:
        self.sheet = sheet
        self.at = at
        filled = [number for number, cells in enumerate(sheet.rows, start=1) if any(v is not None for v in cells)]
        self.header_row = filled[0] if filled else 0
        top = sheet.rows[self.header_row - 1] if filled else []
        self.header: tuple[str, ...] = tuple("" if v is None else str(v) for v in top)
        columns: dict[str, int] = {}
        for index, name in enumerate(self.header):
            columns.setdefault(name, index)
        self.rows: list[Row] = [Row(number, sheet.rows[number - 1], columns, self.place) for number in filled[1:]]

    def place(self, row: int, column: str) -> Place:
        """Give the place of a cell of this table."""
        return Place(source=self.at.source, file=self.at.file, sheet=self.at.sheet, row=row, column=column)

    def by(self, column: str) -> dict[Value, Row]:
        """Map each row's cell in `column` to the row; of repeated ones the first (see `no_repeat`)."""
        found: dict[Value, Row] = {}
        for row in self.rows:
            found.setdefault(row[column], row)
        return found
