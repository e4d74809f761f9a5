"""HWPX on zipfile and expat: what a document says, in reading order.

A document is a row of blocks: a line (a paragraph, in pieces: texts, and fields by name) or a table. Lines of headers
and footers come where their control stands and are marked so. Blank lines say nothing and are left out.
"""

from dataclasses import dataclass, field

from jikwon.proof.errors import Unreadable
from jikwon.proof.readers.markup import Archive, walk

MOST_DEPTH = 200
_CONTENT = "Contents/content.hpf"
_INSIDE = {"lineBreak": "\n", "tab": "\t", "nbSpace": "\u00a0", "fwSpace": " ", "hyphen": "-"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of one line; `field` names the 누름틀 that it stands in, "" outside of any."""

    text: str = field(repr=False)
    field: str = ""


@dataclass(slots=True)
class Line:
    """A paragraph; `story` is "cell", "header" or "footer", "" in the text itself."""

    pieces: list[Piece] = field(default_factory=list, repr=False)
    story: str = ""

    @property
    def text(self) -> str:
        """The whole line."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(slots=True)
class CellXml:
    """A cell: where it stands (from 0), over how many rows and columns it goes, and its lines."""

    row: int = 0
    column: int = 0
    row_span: int = 1
    column_span: int = 1
    name: str = ""
    header: bool = False
    lines: list[Line] = field(default_factory=list, repr=False)

    @property
    def text(self) -> str:
        """The cell's lines."""
        return "\n".join(line.text for line in self.lines)


@dataclass(slots=True)
class TableXml:
    """A table: its caption (blank where it has none), and its cells by row of the file."""

    caption: str = ""
    repeats: bool = False
    rows: list[list[CellXml]] = field(default_factory=list, repr=False)

    def texts(self) -> list[list[str]]:
        """Give the texts by row, each cell once."""
        return [[cell.text for cell in row] for row in self.rows]


@dataclass(slots=True)
class Document:
    """A document's blocks in reading order.

    `fields` is what stands in the 누름틀 by name, several of one name in reading order, a line for each paragraph.
    `numbered` is what stands on both sides of a page's number, None where pages have none.
    """

    blocks: list[Line | TableXml] = field(default_factory=list, repr=False)
    fields: dict[str, list[str]] = field(default_factory=dict, repr=False)
    numbered: str | None = None

    @property
    def lines(self) -> list[Line]:
        """The lines that say anything, outside of tables."""
        return [block for block in self.blocks if isinstance(block, Line) and block.text.strip()]

    @property
    def tables(self) -> list[TableXml]:
        """The tables, in reading order."""
        return [block for block in self.blocks if isinstance(block, TableXml)]


def read_hwpx(data: bytes) -> Document:
    """Read a document. Raises `Unreadable`."""
    archive = Archive(data)
    document = Document()
    for part in section_parts(archive):
        reader = _Section(document)
        walk(archive.pieces(part), start=reader.start, end=reader.end, text=reader.text)
    return document


def section_parts(archive: Archive) -> list[str]:
    """Name the parts that hold the text, as the spine lists them. Raises `Unreadable`."""
    items: dict[str, str] = {}
    spine: list[str] = []

    def start(tag: str, attrs: dict[str, str]) -> None:
        if tag == "item":
            items[attrs.get("id", "")] = attrs.get("href", "")
        elif tag == "itemref":
            spine.append(attrs.get("idref", ""))

    walk(archive.pieces(_CONTENT), start=start)
    named = [items.get(each, "") for each in spine]
    parts = [each if each in archive else f"Contents/{each}" for each in named if "section" in each]
    if not parts:
        raise Unreadable(file="?", reason="part-missing")
    return parts


@dataclass(slots=True)
class _Field:
    number: str
    name: str
    text: str = field(default="", repr=False)


class _Section:
    """Follows a section's elements and fills the document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.stories: list[tuple[str, list[Line | TableXml] | list[Line]]] = [("", document.blocks)]
        self.lines: list[Line] = []
        self.tables: list[TableXml] = []
        self.open: list[_Field] = []
        self.inside = 0
        self.depth = 0

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise Unreadable(file="?", reason="too-deep")
        if self.inside:
            self.text(_INSIDE.get(tag, ""))
            self.inside += 1
        elif tag == "t":
            self.inside = 1
        elif tag == "p":
            line = Line(story=self.stories[-1][0])
            self.stories[-1][1].append(line)
            self.lines.append(line)
            for each in self.open:
                each.text += "\n"
        else:
            self._thing(tag, attrs)

    def _thing(self, tag: str, attrs: dict[str, str]) -> None:
        match tag:
            case "tbl":
                table = TableXml(repeats=attrs.get("repeatHeader") == "1")
                self.document.blocks.append(table)
                self.tables.append(table)
            case "tr" if self.tables:
                self.tables[-1].rows.append([])
            case "tc" if self.tables and self.tables[-1].rows:
                made = CellXml(name=attrs.get("name", "").strip(), header=attrs.get("header") == "1")
                self.tables[-1].rows[-1].append(made)
                self.stories.append(("cell", made.lines))
            case "cellAddr" | "cellSpan" if self.tables and self.tables[-1].rows and self.tables[-1].rows[-1]:
                _place(self.tables[-1].rows[-1][-1], attrs)
            case "header" | "footer" | "caption":
                self.stories.append((tag, []))
            case "fieldBegin" if attrs.get("type") == "CLICK_HERE":
                self.open.append(_Field(attrs.get("id", ""), attrs.get("name", "").strip()))
                self.text("")
            case "fieldEnd":
                for ended in [each for each in self.open if each.number == attrs.get("beginIDRef", "")]:
                    self.open.remove(ended)
                    self.document.fields.setdefault(ended.name, []).append(ended.text)
            case "pageNum":
                self.document.numbered = attrs.get("sideChar", "")

    def end(self, tag: str) -> None:
        self.depth -= 1
        if self.inside:
            self.inside -= 1
        elif tag == "p" and self.lines:
            self.lines.pop()
        elif tag == "tbl" and self.tables:
            self.tables.pop()
        elif tag in ("tc", "header", "footer", "caption") and len(self.stories) > 1:
            self._close(*self.stories.pop())

    def _close(self, kind: str, lines: "list[Line | TableXml] | list[Line]") -> None:
        if kind == "caption" and self.tables:
            self.tables[-1].caption = "\n".join(line.text for line in lines if isinstance(line, Line)).strip()
        elif kind in ("header", "footer"):
            self.document.blocks.extend(lines)

    def text(self, text: str) -> None:
        """Take a piece of text, inside of an `hp:t` only, or mark that a field begins here."""
        if not self.lines or (not self.inside and text):
            return
        name = self.open[-1].name if self.open else ""
        for each in self.open:
            each.text += text
        pieces = self.lines[-1].pieces
        if pieces and pieces[-1].field == name:
            pieces[-1] = Piece(pieces[-1].text + text, name)
        elif text or name:
            pieces.append(Piece(text, name))


def _place(cell: CellXml, attrs: dict[str, str]) -> None:
    for attribute, slot in {
        "rowAddr": "row", "colAddr": "column", "rowSpan": "row_span", "colSpan": "column_span",
    }.items():  # fmt: skip
        value = attrs.get(attribute, "")
        if value.isascii() and value.isdigit() and len(value) < 6:
            setattr(cell, slot, int(value))
