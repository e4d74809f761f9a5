"""What can be wrong with the tables that an office brings."""

from jikwon.model import InputError


class TableUnreadable(InputError):
    """A table of buildings or dongs lacks a column, or a row of it has no number where one must be."""

    code = "korea-table"
