"""Second readers: they share nothing with the parsers that the tools read and write with."""

from collections.abc import Callable

from jikwon.proof.readers.sheet import Sheet, Value

__all__ = ["Sheet", "Value", "read_book"]


def read_book(name: str, data: bytes, *, decrypt: Callable[[bytes], bytes] | None = None) -> list[Sheet]:
    """Read every sheet of a file, in the file's order, hidden ones included.

    `name` is the file's name: its ending picks the reader (.csv, .xlsx, .xlsm, .xls, .ods).
    `decrypt` is asked for the content of an encrypted workbook. Raises `Unreadable`.
    """
    raise NotImplementedError
