"""Source tables read again: the header found by known names, cells by row number and field."""

from collections.abc import Mapping, Sequence

from jikwon.model import Place
from jikwon.proof.readers.sheet import Sheet, Value
from jikwon.proof.rows import Row


class SourceTable:
    """A sheet of a source with a known header.

    `fields` maps a field to the names it may have (the field's own name always counts). Names are
    compared after NFKC without blanks, line breaks, bracketed remarks and `*`. Rows above the header
    are titles. In a header of two rows the lower cell counts, else the upper. A merged data cell
    counts for each of its rows.
    """

    rows: list[Row]
    """Every filled row below the header, a trailing total row included: mappings by field."""
    header_row: int
    fields: Mapping[str, int]
    """The fields that were found, with their 0-based columns."""
    headers: Mapping[str, str]
    """Each found field's header as the file has it."""

    @classmethod
    def find(
        cls, sheet: Sheet, *, at: Place, fields: Mapping[str, Sequence[str]], required: Sequence[str] = ()
    ) -> "SourceTable | None":
        """Find the table of a sheet; None when no row names any field, or lacks a required one."""
        raise NotImplementedError

    def cell(self, row_number: int, field: str) -> Value:
        """Give a cell by the row number that a spreadsheet shows; None if row or field is not there."""
        raise NotImplementedError
