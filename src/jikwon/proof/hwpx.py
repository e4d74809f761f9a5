"""The words that a `verify.py` is written in when an output is an HWPX document. Each gives one `Check`.

A document is held against its template, read by the same second reader: it must say what the template says, with
what its fields and tables must say, and nothing else. So a text that nobody asked about cannot change unseen.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from jikwon.model import Check, Personal, Place, fact
from jikwon.proof.errors import Unreadable
from jikwon.proof.readers.hwpx import Document, Line, TableXml, read_hwpx
from jikwon.proof.words import MOST_PLACES

_SIGN = re.compile(r"^(?:\(?(?:\d{1,2}|[가-하])[.)]\)?|[①-⑳㉮-㉻□○■●※\-ㆍ·*])\s*")
_FRAME = "<>〈〉《》[]【】「」『』〔〕"


@fact
class WantedRows:
    """What a table must show under its header: texts by header, in order; `total` is its last row, where it has one."""

    rows: Personal[Sequence[Mapping[str, str]]]
    total: Personal[Mapping[str, str] | None] = None


def document_of(path: Path) -> Document:
    """Read a finished document, or a template. Raises `Unreadable`."""
    try:
        return read_hwpx(path.read_bytes())
    except Unreadable as error:
        raise Unreadable(file=path.name, reason=error.fields["reason"]) from error


def table_of(document: Document, name: str) -> TableXml | None:
    """Give the one table of a name: its caption, its first row where that is one cell, or the line above it."""
    found = [table for table, named in named_tables(document) if named == _key(name)]
    return found[0] if len(found) == 1 else None


def named_tables(document: Document) -> list[tuple[TableXml, str]]:
    """Give every table with its name, without blanks, item sign and brackets."""
    named, above = [], ""
    for block in document.blocks:
        if isinstance(block, Line):
            above = block.text if block.text.strip() and block.story == "" else above
            continue
        first = block.rows[0] if block.rows else []
        wide = first[0].text if len(first) == 1 and any(len(row) > 1 for row in block.rows) else ""
        named.append((block, _key(block.caption or wide.strip() or above)))
        above = ""
    return named


def _key(text: str) -> str:
    return "".join(_SIGN.sub("", text.strip()).strip(_FRAME + " \t\n").split())


def same_document(
    name: str,
    document: Document,
    template: Document,
    *,
    fields: Mapping[str, str],
    tables: Mapping[str, WantedRows | None] | None = None,
    at: Place,
) -> Check:
    """Check that a document says what its template says, with these `fields` and `tables` in it, and nothing else.

    `fields` by name, `tables` by name; None is a table that was taken away with the line that names it. Texts are
    compared letter by letter; only blank lines say nothing. Compared are every line and every cell.
    """
    check = _Comparison(name, at)
    wanted = _Expected(template, fields, {_key(table): rows for table, rows in (tables or {}).items()})
    texts, found = list(wanted.lines()), [(line.story, line.text) for line in document.lines]
    check.rows("", texts, found)
    shown = [table.texts() for table in document.tables]
    expected = list(wanted.tables())
    check.compare(holds=len(shown) == len(expected), at=at)
    for (named, rows), other in zip(expected, shown, strict=False):
        check.rows(named, rows, other)
    unknown = fields.keys() - wanted.used
    check.compare(holds=not unknown, at=at)
    return check.done()


@dataclass(slots=True)
class _Expected:
    """What a template would say, filled."""

    template: Document
    fields: Mapping[str, str]
    rows: Mapping[str, "WantedRows | None"]
    used: set[str] = field(default_factory=set)

    def lines(self) -> Iterator[tuple[str, str]]:
        """Give every line, with the kind of place it stands in."""
        for line in self._kept():
            text = "".join(self._said(piece.field, piece.text) for piece in line.pieces)
            yield from ((line.story, each) for each in text.split("\n") if each.strip())

    def _kept(self) -> list[Line]:
        """Leave out the lines that name a table which was taken away."""
        kept: list[Line] = []
        names = {id(table): named for table, named in named_tables(self.template)}
        for block in self.template.blocks:
            if isinstance(block, Line):
                kept.append(block)
            elif self.rows.get(names[id(block)], "") is None and kept and _key(kept[-1].text) == names[id(block)]:
                kept.pop()
        return kept

    def _said(self, name: str, text: str) -> str:
        if not name:
            return text
        self.used.add(name)
        return self.fields.get(name, "\0")

    def tables(self) -> Iterator[tuple[str, list[list[str]]]]:
        """Give every table's name and its rows."""
        for table, named in named_tables(self.template):
            rows = self.rows.get(named)
            if named in self.rows:
                if rows is not None:
                    yield named, _grown(table, rows)
                continue
            yield named, [[self._cell(cell.lines) for cell in row] for row in table.rows]

    def _cell(self, lines: Sequence[Line]) -> str:
        return "\n".join("".join(self._said(piece.field, piece.text) for piece in line.pieces) for line in lines)


def _grown(table: TableXml, wanted: WantedRows) -> list[list[str]]:
    last = 1 if wanted.total is not None else 0
    cut = len(table.rows) - 1 - last
    header = [cell.text for cell in table.rows[cut - 1]] if cut > 0 else []
    keys = ["".join(text.split()) for text in header]
    models = [table.rows[cut], *([table.rows[-1]] if last else [])]
    rows = table.texts()[:cut]
    for model, texts in (*((models[0], row) for row in wanted.rows), *([(models[-1], wanted.total)] if last else [])):
        given = {"".join(name.split()): text for name, text in (texts or {}).items()}
        rows.append([given.pop(key, cell.text) for key, cell in zip(keys, model, strict=False)])
        rows[-1] += list(given.values())  # a column that the table lacks can never compare equal
    return rows


@dataclass(slots=True)
class _Comparison:
    """Counts while a word looks."""

    name: str
    at: Place
    compared: int = 0
    mismatches: int = 0
    places: list[Place] = field(default_factory=list)

    def compare(self, *, holds: bool, at: Place) -> None:
        """Count one comparison."""
        self.compared += 1
        if not holds:
            self.mismatches += 1
            if len(self.places) < MOST_PLACES:
                self.places.append(at)

    def rows(self, table: str, wanted: Sequence[Sequence[str]], found: Sequence[Sequence[str]]) -> None:
        """Compare rows of cells; a row too many or too few is one mismatch."""
        at = replace(self.at, sheet=table)
        self.compare(holds=len(wanted) == len(found), at=at)
        for number, (row, other) in enumerate(zip(wanted, found, strict=False), start=1):
            here = replace(at, row=number)
            self.compare(holds=len(row) == len(other), at=here)
            for text, shown in zip(row, other, strict=False):
                self.compare(holds=_nfc(text) == _nfc(shown), at=here)

    def done(self) -> Check:
        """Give the check."""
        return Check(name=self.name, compared=self.compared, mismatches=self.mismatches, at=tuple(self.places))


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def same_pages(name: str, document: Document, pages: Sequence[str], *, at: Place) -> Check:
    """Check that the pages of a PDF show what a document says, letter by letter in its order, and nothing else.

    `pages` is each page's text, see `page_texts`. White space says nothing. A page may end with its number where the
    document numbers its pages, and begin with the repeated header of the table that goes on there.
    """
    check = _Comparison(name, at)
    flow = _Flow.of(document)
    for number, page in enumerate(pages, start=1):
        check.compare(holds=flow.takes(_letters(page), number), at=replace(at, row=number))
    check.compare(holds=flow.position == len(flow.letters), at=at)
    return check.done()


def page_texts(path: Path) -> list[str]:
    """Give the text of every page of a PDF in the order in which it is drawn. Raises `Unreadable`."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(path.read_bytes()) as pages:
            return [page.get_textpage().get_text_range() for page in pages]
    except pypdfium2.PdfiumError as error:
        raise Unreadable(file=path.name, reason="pdf-corrupt") from error


@dataclass(frozen=True, slots=True)
class _Head:
    """A header that is repeated: where its table begins, where the rows do, where the table ends, what it says.

    A page that begins within the header's own rows shows the whole header again.
    """

    over: int
    under: int
    end: int
    text: str = field(repr=False)


@dataclass(slots=True)
class _Flow:
    """A document's letters in reading order, and the headers that a page may begin with."""

    letters: str
    heads: list["_Head"]
    numbered: str | None
    position: int = 0

    @classmethod
    def of(cls, document: Document) -> "_Flow":
        """Lay a document's letters out."""
        letters, heads = "", []
        for block in document.blocks:
            if isinstance(block, Line):
                letters += _letters(block.text)
                continue
            rows = ["".join(_letters(cell.text) for cell in row) for row in block.rows]
            first = sum(1 for row in block.rows if row and all(cell.header for cell in row))
            letters += _letters(block.caption)
            above, head = len(letters), "".join(rows[:first])
            letters += "".join(rows)
            if block.repeats and first:
                heads.append(_Head(above, above + len(head), len(letters), head))
        return cls(letters, heads, document.numbered)

    def takes(self, page: str, number: int) -> bool:
        """Tell whether a page shows what comes next, and go on behind it."""
        if self.numbered is not None:
            side = _letters(self.numbered)
            foot = f"{side}{number}{side}"
            if not page.endswith(foot):
                return False
            page = page.removesuffix(foot)
        starts = [("", self.position)]
        inside = (each for each in self.heads if each.over < self.position < each.end)
        starts += [(each.text, max(self.position, each.under)) for each in inside]
        for head, start in starts:
            rest = page.removeprefix(head)
            if page.startswith(head) and self.letters.startswith(rest, start):
                self.position = start + len(rest)
                return True
        self.position += len(page)
        return False


def _letters(text: str) -> str:
    """Give a text as it is drawn, without white space; PDFium reads a hyphen at a line's end as a break."""
    return "".join(unicodedata.normalize("NFC", text.replace("\ufffe", "-").replace("\x02", "-")).split())
