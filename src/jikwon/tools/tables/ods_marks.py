"""What an ODS sheet hides or merges, and how far it reaches, told from its XML."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import cast

from jikwon.tools.tables.archives import Archive
from jikwon.tools.tables.errors import FileCorrupt, FileLocked, FileTooLarge
from jikwon.tools.tables.grids import CELLS_MAX, Marks

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CALCEXT = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_HIDDEN = ("collapse", "filter")
_FILL_MAX = 1 << 14
"""Repeats beyond this are the blank rest of a sheet, which writers declare to its very edge."""


def marks_by_sheet(archive: Archive) -> dict[str, Marks]:
    """Unpack every member within the bounds and give the marks of each sheet by its name."""
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise FileLocked(file=archive.file)
    for name in archive.members:
        if name != "content.xml":
            for _ in archive.chunks(name):
                pass
    try:
        return dict(_tables(archive))
    except (ET.ParseError, ValueError, LookupError) as error:  # LookupError: an encoding that does not exist
        raise FileCorrupt(file=archive.file) from error


def _tables(archive: Archive) -> Iterator[tuple[str, Marks]]:
    parser: ET.XMLPullParser[ET.Element] = ET.XMLPullParser(events=("start", "end"))
    sheet, scan = "", _Scan()
    for number, piece in enumerate(archive.chunks("content.xml")):
        if number == 0 and b"<!DOCTYPE" in piece[:4096]:
            raise FileCorrupt(file=archive.file)
        parser.feed(piece)
        for event, element in cast("Iterator[tuple[str, ET.Element]]", parser.read_events()):
            if event == "start":
                if element.tag == f"{_TABLE}table":
                    sheet, scan = element.get(f"{_TABLE}name", ""), _Scan()
                continue
            scan.end(element)
            if scan.marks.cells > CELLS_MAX:
                raise FileTooLarge(file=archive.file)
            if element.tag == f"{_TABLE}table":
                yield sheet, scan.marks


class _Scan:
    """Counts the rows and columns of one table as its elements end."""

    def __init__(self) -> None:
        self.marks = Marks()
        self._row = self._column = 0

    def end(self, element: ET.Element) -> None:
        """Take in an element that is complete."""
        if element.tag == f"{_TABLE}table-column":
            repeat = _repeat(element, "columns")
            if element.get(f"{_TABLE}visibility") in _HIDDEN and repeat <= _FILL_MAX:
                self.marks.hidden_columns.update(range(self._column, self._column + repeat))
            self._column += repeat
        elif element.tag == f"{_TABLE}table-row":
            self._end_row(element)

    def _end_row(self, row: ET.Element) -> None:
        repeat, column = _repeat(row, "rows"), 0
        for cell in row:
            wide = _repeat(cell, "columns")
            self._end_cell(cell, column, wide, repeat)
            column += wide
        if row.get(f"{_TABLE}visibility") in _HIDDEN and repeat <= _FILL_MAX:
            self.marks.hidden_rows.update(range(self._row, self._row + repeat))
        self._row += repeat
        row.clear()

    def _end_cell(self, cell: ET.Element, column: int, wide: int, repeat: int) -> None:
        if len(cell) or cell.get(f"{_OFFICE}value-type"):
            self.marks.last_row = max(self.marks.last_row, self._row + repeat - 1)
            self.marks.last_column = max(self.marks.last_column, column + wide - 1)
        if cell.get(f"{_CALCEXT}value-type") == "error":
            self.marks.errors.append((self._row, column))
        down = int(cell.get(f"{_TABLE}number-rows-spanned", "1"))
        across = int(cell.get(f"{_TABLE}number-columns-spanned", "1"))
        if down > 1 or across > 1:
            self.marks.merges.append((self._row, column, self._row + down - 1, column + across - 1))


def _repeat(element: ET.Element, what: str) -> int:
    return max(int(element.get(f"{_TABLE}number-{what}-repeated", "1")), 1)
