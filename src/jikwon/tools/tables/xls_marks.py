"""What an XLS sheet hides or fails to compute, told from its records ([MS-XLS], BIFF8)."""

import struct
from collections.abc import Iterator

from jikwon.tools.tables.errors import FileCorrupt
from jikwon.tools.tables.grids import Marks

_HEAD = struct.Struct("<HH")
_BOUNDSHEET, _BOF, _EOF, _ROW, _COLINFO, _BOOLERR = 0x85, 0x809, 0x0A, 0x208, 0x7D, 0x205
_ROW_HIDDEN = 0x20


def marks_in_order(data: bytes, *, file: str) -> list[Marks]:
    """Give the marks of every sheet, in the workbook's order."""
    from xlrd.compdoc import CompDoc, CompDocError  # XLS is rare, and this takes time to import

    try:
        document = CompDoc(data, logfile=_Nowhere())
        stream = document.get_named_stream("Workbook") or document.get_named_stream("Book") or b""
        starts = [struct.unpack_from("<I", body)[0] for _, body in _records(stream, 0) if _ == _BOUNDSHEET]
        return [_marks(stream, start) for start in starts]
    except (CompDocError, struct.error, LookupError, ValueError, AssertionError, RecursionError) as error:
        raise FileCorrupt(file=file) from error


class _Nowhere:
    """Takes the compound document's warnings; the reader of the cells decides what is corrupt."""

    def write(self, text: str) -> None:
        """Drop the text."""


def _marks(stream: bytes, start: int) -> Marks:
    marks = Marks()
    for kind, body in _records(stream, start):
        if kind == _ROW:
            row, flags = struct.unpack_from("<H10xH", body)
            if flags & _ROW_HIDDEN:
                marks.hidden_rows.add(row)
        elif kind == _COLINFO:
            first, last, _, _, flags = struct.unpack_from("<5H", body)
            if flags & 1:
                marks.hidden_columns.update(range(first, min(last, 255) + 1))
        elif kind == _BOOLERR and body[7]:
            marks.errors.append(struct.unpack_from("<HH", body))
    return marks


def _records(stream: bytes, at: int) -> Iterator[tuple[int, memoryview]]:
    """Walk the records from `at` to the end of that substream."""
    view, depth = memoryview(stream), 0
    while at + _HEAD.size <= len(stream):
        kind, size = _HEAD.unpack_from(stream, at)
        yield kind, view[at + 4 : at + 4 + size]
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        at += 4 + size
