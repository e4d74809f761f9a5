"""Second readers: they share nothing with the parsers that the tools read and write with."""

from collections.abc import Callable

from jikwon.proof.errors import Unreadable
from jikwon.proof.readers.sheet import Sheet, Value

__all__ = ["Sheet", "Value", "read_book"]

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def read_book(name: str, data: bytes, *, decrypt: Callable[[bytes], bytes] | None = None) -> list[Sheet]:
    """Read every sheet of a file, in the file's order, hidden ones included.

    `name` is the file's name: its ending picks the reader (.csv, .xlsx, .xlsm, .xls, .ods).
    `decrypt` is asked for the content of an encrypted workbook. Raises `Unreadable`.
    """
    ending = name.rpartition(".")[2].lower()
    try:
        if ending in ("xlsx", "xlsm") and data.startswith(_OLE):
            data = (decrypt or _refuse)(data)
        return _reader(ending)(data)
    except Unreadable as error:
        raise Unreadable(file=name, reason=error.fields["reason"]) from error


def _refuse(_: bytes) -> bytes:
    raise Unreadable(file="?", reason="encrypted")


def _reader(ending: str) -> Callable[[bytes], list[Sheet]]:
    """Import only the reader that is asked for."""
    if ending in ("xlsx", "xlsm"):
        from jikwon.proof.readers.xlsx import read_xlsx

        return read_xlsx
    if ending in ("csv", "tsv", "txt"):
        from jikwon.proof.readers.separated import read_csv

        return read_csv
    if ending == "xls":
        from jikwon.proof.readers.xls import read_xls

        return read_xls
    if ending == "ods":
        from jikwon.proof.readers.ods import read_ods

        return read_ods
    raise Unreadable(file="?", reason=f"no reader for .{ending}")
