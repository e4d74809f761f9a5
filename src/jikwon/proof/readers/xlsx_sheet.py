"""One worksheet, element by element: every shape that a cell may have."""

import re

from jikwon.proof.errors import Unreadable
from jikwon.proof.readers.markup import Archive, local, parse, parser
from jikwon.proof.readers.sheet import Sheet
from jikwon.proof.readers.xlsx_cells import Book, Grid, column_of, value_of
from jikwon.proof.readers.xlsx_regular import Irregular, read_regular

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


def read_sheet(archive: Archive, part: str, book: Book, *, name: str, visible: bool) -> Sheet:
    """Read a worksheet: in the quick way if its rows have the usual shapes, else element by element."""
    try:
        try:
            grid = read_regular(archive.pieces(part), book, row_reader=read_row, merge_reader=merge_of)
        except Irregular:
            grid = Grid()
            _parse(archive, part, Elements(book, grid))
    except (ValueError, IndexError, OverflowError) as error:
        raise Unreadable(file="?", reason="cell-malformed") from error
    return grid.sheet(name, visible=visible)


def read_row(text: str, book: Book, grid: Grid) -> None:
    """Read one row that is not of the usual shapes."""
    handlers = Elements(book, grid)
    made = parser()
    made.StartElementHandler, made.EndElementHandler = handlers.start, handlers.end
    made.CharacterDataHandler = handlers.text
    parse(made, iter((text.encode(),)))


def merge_of(reference: str) -> tuple[int, int, int, int]:
    """Give (first row, first column, last row, last column), 1-based, of `A1:B3`."""
    found = [(int(row), column_of(letters) + 1) for letters, row in _REFERENCE.findall(reference)]
    return (*found[0], *found[-1])


def _parse(archive: Archive, part: str, handlers: "Elements") -> None:
    made = parser()
    made.StartElementHandler, made.EndElementHandler = handlers.start, handlers.end
    made.CharacterDataHandler = handlers.text
    parse(made, archive.pieces(part))


class Elements:
    """The handlers: a row and a cell without a reference follow the one before (18.3.1.4, 18.3.1.73)."""

    def __init__(self, book: Book, grid: Grid) -> None:
        self.book = book
        self.grid = grid
        self.row = self.column = 0
        self.kind: str | None = None
        self.style: str | None = None
        self.taking = self.in_reading = False
        self.pieces: list[str] = []

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        """Take note of an element's beginning."""
        match local(tag):
            case "c":
                self._cell(attrs)
            case "v":
                self.taking = True
            case "t":
                self.taking = not self.in_reading
            case "f":
                self.grid.formulas.append((self.row, self.column + 1))
            case "row":
                self.row = int(attrs.get("r", self.row + 1))
                self.grid.row(self.row)
                self.column = -1
            case "rPh":
                self.in_reading = True
            case "mergeCell":
                self.grid.merged.append(merge_of(attrs.get("ref", "")))

    def _cell(self, attrs: dict[str, str]) -> None:
        self.column += 1
        if (reference := attrs.get("r")) is not None:
            if (found := _REFERENCE.fullmatch(reference)) is None or int(found[2]) != self.row:
                raise Unreadable(file="?", reason="cell-malformed")
            self.column = column_of(found[1])
        self.kind, self.style = attrs.get("t"), attrs.get("s")
        self.pieces.clear()

    def end(self, tag: str) -> None:
        """Take note of an element's end."""
        match local(tag):
            case "v" | "t":
                self.taking = False
            case "rPh":
                self.in_reading = False
            case "c":
                self.grid.put(self.row, self.column, value_of(self.book, self.kind, self.style, "".join(self.pieces)))

    def text(self, piece: str) -> None:
        """Keep text that belongs to a cell's value."""
        if self.taking:
            self.pieces.append(piece)
