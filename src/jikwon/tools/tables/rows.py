"""One row of a table, by field name, with the place of every value."""

from jikwon.model import Place
from jikwon.tools.tables.cells import Value


class Row:
    """One row of a table that was read. Values are found by field name, never by position."""

    __slots__ = ()

    def text(self, field: str) -> str:
        """Give the text a spreadsheet shows: NFC, blanks of every kind as a space, trimmed; "" if there is none.

        A number has no needless `.0` (`44475`), a date is `2021-10-06`, a moment `2021-10-06T12:00`.
        A column that the row's table does not have gives "".
        """
        raise NotImplementedError

    def raw(self, field: str) -> Value:
        """Give the cell's own value; None if it is blank or the table has no such column."""
        raise NotImplementedError

    def has(self, field: str) -> bool:
        """Tell whether this row's table has a column for the field."""
        raise NotImplementedError

    def extra(self, header: str) -> str:
        """Give the text under a header that no field knows (compared as headers are); "" if there is none."""
        raise NotImplementedError

    def place(self, field: str) -> Place:
        """Say where a value stands: input, file, sheet where the book has several, row, and header as it stands."""
        raise NotImplementedError

    @property
    def at(self) -> Place:
        """The row's place, without a column."""
        raise NotImplementedError

    @property
    def sheet(self) -> str:
        """The sheet's name, also where the book has only one; "" in a CSV file."""
        raise NotImplementedError

    @property
    def filled(self) -> int:
        """How many cells of the row, under any header, are not blank."""
        raise NotImplementedError
