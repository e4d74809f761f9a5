"""What a document says: its paragraphs, its fields and its tables."""

from collections.abc import Mapping, Sequence

from jikwon.model import Personal, fact


@fact
class Rows:
    """What a growing table is filled with: texts by header; `total` is its last row, where it has one."""

    rows: Personal[Sequence[Mapping[str, str]]]
    total: Personal[Mapping[str, str] | None] = None


@fact
class Cell:
    """A cell of a table: its upper left place, counted from 0, and over how many rows and columns it goes."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    text: Personal[str]


@fact
class Table:
    """A table: its caption (else the paragraph above it), and its cells in reading order."""

    caption: str
    cells: Personal[Sequence[Cell]]

    @property
    def rows(self) -> list[list[str]]:
        """The texts by row; a cell that goes over several places stands in the first and leaves the others blank."""
        grid = [
            [""] * (1 + max((cell.column + cell.column_span - 1 for cell in self.cells), default=-1))
            for _ in range(1 + max((cell.row for cell in self.cells), default=-1))
        ]
        for cell in self.cells:
            grid[cell.row][cell.column] = cell.text
        return grid


@fact
class Document:
    """What a document says. Lines within a paragraph or a cell are parted by `\\n`.

    `paragraphs` are those of the text itself, outside of tables; `tables` in reading order, a table within a cell
    after the one around it; `fields` are the 누름틀 by name, each with the texts of all of that name.
    """

    paragraphs: Personal[Sequence[str]]
    tables: Personal[Sequence[Table]]
    headers: Personal[Sequence[str]]
    footers: Personal[Sequence[str]]
    fields: Personal[Mapping[str, Sequence[str]]]


@fact
class Fault:
    """Something that Hancom's format needs and the file has not: `code` of the strings, and which part."""

    code: str
    part: str
    detail: str = ""
