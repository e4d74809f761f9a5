"""A worksheet's XML taken apart into cells and put together again, with everything else kept."""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from jikwon.proof.readers.markup import Archive, local, parser
from jikwon.proof.readers.xlsx_cells import column_of

_LETTERS = re.compile(r"[A-Z]+")


@dataclass(frozen=True, slots=True)
class Content:
    """What a cell holds: its type and the bytes inside of `<c>`; its format stays where it is."""

    kind: str | None
    inside: bytes

    @classmethod
    def text(cls, text: str) -> "Content":
        """Make a text cell's content."""
        return cls("inlineStr", f'<is><t xml:space="preserve">{escape(text)}</t></is>'.encode())

    @classmethod
    def number(cls, number: float) -> "Content":
        """Make a number's content."""
        return cls(None, f"<v>{number!r}</v>".encode())


EMPTY = Content(None, b"")


@dataclass(slots=True)
class RowXml:
    """A row: its attributes, its cells' contents and formats by 0-based column."""

    attributes: dict[str, str]
    contents: dict[int, Content]
    styles: dict[int, str]

    def copy(self) -> "RowXml":
        """Copy the row, so that the copy can be changed."""
        return RowXml(dict(self.attributes), dict(self.contents), dict(self.styles))


@dataclass(frozen=True, slots=True)
class SheetXml:
    """A worksheet part: what stands before the rows, the rows, and what stands after."""

    before: bytes
    rows: tuple[RowXml, ...]
    after: bytes

    @classmethod
    def parse(cls, data: bytes) -> "SheetXml":
        """Take a worksheet apart."""
        return _Cutter(data).sheet()

    def dump(self, rows: list[RowXml]) -> bytes:
        """Put the worksheet together with other rows, numbered from 1 as they come."""
        return self.before + b"".join(_row(number, row) for number, row in enumerate(rows, start=1)) + self.after


def replace_parts(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Give a zip file with some parts replaced; order, names and times of the parts stay."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info, parts.get(info.filename, old.read(info.filename)))
    return made.getvalue()


def part_bytes(data: bytes, part: str) -> bytes:
    """Read a part."""
    return b"".join(Archive(data).pieces(part))


def _row(number: int, row: RowXml) -> bytes:
    attributes = {"r": str(number), **{name: value for name, value in row.attributes.items() if name != "r"}}
    named = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    cells = b"".join(_cell(number, column, row) for column in sorted(row.contents))
    return f"<row{named}>".encode() + cells + b"</row>"


def _cell(number: int, column: int, row: RowXml) -> bytes:
    content, style = row.contents[column], row.styles.get(column)
    kind = f' t="{content.kind}"' if content.kind else ""
    marked = f' s="{style}"' if style else ""
    return f'<c r="{letters_of(column)}{number}"{marked}{kind}>'.encode() + content.inside + b"</c>"


def letters_of(column: int) -> str:
    """Give the letters of a 0-based column."""
    letters, left = "", column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        letters = chr(65 + digit) + letters
    return letters


class _Cutter:
    """Finds where rows and cells begin and end, by expat's byte positions."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.rows: list[RowXml] = []
        self.start_of_rows = self.end_of_rows = self.inside_from = 0
        self.column = -1
        self.kind: str | None = None
        self.made: expat.XMLParserType = parser()

    def sheet(self) -> SheetXml:
        """Parse and give the parts."""
        self.made.buffer_text = False
        self.made.StartElementHandler, self.made.EndElementHandler = self._start, self._end
        self.made.Parse(self.data, True)
        before = self.data[: self.start_of_rows]
        if self.end_of_rows == 0:  # <sheetData/>
            before = before.removesuffix(b"/>") + b">"
            return SheetXml(before, (), b"</sheetData>" + self.data[self.start_of_rows :])
        return SheetXml(before, tuple(self.rows), self.data[self.end_of_rows :])

    def _start(self, tag: str, attrs: dict[str, str]) -> None:
        match local(tag):
            case "sheetData":
                self.start_of_rows = self._after_tag()
            case "row":
                while len(self.rows) < int(attrs.get("r", len(self.rows) + 1)) - 1:
                    self.rows.append(RowXml({}, {}, {}))
                self.rows.append(RowXml(attrs, {}, {}))
                self.column = -1
            case "c":
                found = _LETTERS.match(attrs.get("r", ""))
                self.column = column_of(found[0]) if found else self.column + 1
                self.kind, self.inside_from = attrs.get("t"), self._after_tag()
                if "s" in attrs:
                    self.rows[-1].styles[self.column] = attrs["s"]

    def _end(self, tag: str) -> None:
        match local(tag):
            case "c":
                inside = self.data[self.inside_from : self.made.CurrentByteIndex]
                self.rows[-1].contents[self.column] = Content(self.kind, inside)
            case "sheetData" if self.data.startswith(b"</", self.made.CurrentByteIndex):
                self.end_of_rows = self.made.CurrentByteIndex

    def _after_tag(self) -> int:
        """Give where the start tag at hand ends; `>` inside of an attribute is not written by anyone here."""
        return self.data.index(b">", self.made.CurrentByteIndex) + 1
