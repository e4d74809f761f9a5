"""One row of a table, by field name, with the place of every value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from jikwon.model import Place
from jikwon.tools.tables.cells import Value, clean, settled, text_of
from jikwon.tools.tables.fields import fold


@dataclass(frozen=True, slots=True)
class Columns:
    """What the rows of one table share: whose columns stand where, and under which header."""

    input: str
    file: str
    sheet: str
    several: bool
    index: Mapping[str, int]
    names: Sequence[str]


class Row:
    """One row of a table that was read. Values are found by field name, never by position.

    `number` is the row's number as a spreadsheet shows it (in a CSV file the record's, from 1).
    """

    __slots__ = ("_cells", "_columns", "number")

    def __init__(self, columns: Columns, number: int, cells: Sequence[Value]) -> None:
        self._columns = columns
        self._cells = cells
        self.number = number

    def __repr__(self) -> str:
        return f"Row({self.at.origin!r}, {self.number})"

    def text(self, field: str) -> str:
        """Give the text a spreadsheet shows: NFC, blanks of every kind as a space, trimmed; "" if there is none.

        A number has no needless `.0` (`44475`), a date is `2021-10-06`, a moment `2021-10-06T12:00`,
        a time `12:00`. A column that the row's table does not have gives "".
        """
        column = self._columns.index.get(field)
        if column is None:
            return ""
        value = self._cells[column]
        return clean(value) if value.__class__ is str else text_of(value)

    def raw(self, field: str) -> Value:
        """Give the cell's own value; None if it is blank or the table has no such column."""
        column = self._columns.index.get(field)
        if column is None:
            return None
        value = self._cells[column]
        if isinstance(value, str):
            return value if clean(value) else None
        return settled(value) if isinstance(value, datetime) else value

    def has(self, field: str) -> bool:
        """Tell whether this row's table has a column for the field."""
        return field in self._columns.index

    def extra(self, header: str) -> str:
        """Give the text under a header that no field knows (compared as headers are); "" if there is none."""
        wanted = fold(header)
        found = (column for column, name in enumerate(self._columns.names) if name and fold(name) == wanted)
        return next((text for column in found if (text := text_of(self._cells[column]))), "")

    def place(self, field: str) -> Place:
        """Say where a value stands: input, file, sheet where the book has several, row, and header as it stands."""
        column = self._columns.index.get(field)
        return self._place(self._columns.names[column] if column is not None else "")

    @property
    def at(self) -> Place:
        """The row's place, without a column."""
        return self._place("")

    @property
    def sheet(self) -> str:
        """The sheet's name, also where the book has only one; "" in a CSV file."""
        return self._columns.sheet

    @property
    def filled(self) -> int:
        """How many cells of the row, under any header, are not blank."""
        return sum(1 for cell in self._cells if not is_blank(cell))

    def _place(self, column: str) -> Place:
        shared = self._columns
        sheet = shared.sheet if shared.several else ""
        return Place(source=shared.input, file=shared.file, sheet=sheet, row=self.number, column=column)


def is_blank(cell: Value) -> bool:
    """Tell whether a cell shows nothing."""
    return cell is None or (isinstance(cell, str) and (not cell or not clean(cell)))
