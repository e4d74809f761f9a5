"""The quick way through a worksheet: rows whose cells all have the usual shapes.

Calling Python for each of seven XML events a cell takes five times as long. So expat only checks that
the part is well-formed and has no document type, and patterns take the cells. That is sound because
a row is taken only if the patterns cover every character of it, and because in well-formed XML
without comments, CDATA and document type (`<!` anywhere means the slow way) `<` is always markup.
"""

import codecs
import re
from collections.abc import Callable, Iterator
from xml.parsers import expat

from jikwon.proof.errors import Unreadable
from jikwon.proof.readers.markup import local, parser
from jikwon.proof.readers.serials import Shows
from jikwon.proof.readers.sheet import Value
from jikwon.proof.readers.xlsx_cells import Book, Grid, column_of, plain_number, unescape, value_of

_OPEN = re.compile(r'\s*<row r="(\d{1,7})"[^<>]*>')
_CELL = re.compile(
    r'<c r="([A-Z]{1,3}+\d{1,7}+)"((?: s="\d++")?(?: t="\w++")?(?:/>|></c>|><v>|><is><t(?: xml:space="preserve")?>))'
    r"(?:([^<]*+)</(?:v|t></is)></c>)?"
)
_GROUPS = 4
_REFERENCE = re.compile(r"&(?:#x([0-9A-Fa-f]+)|#(\d+)|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_DATA = "<sheetData>"
_MOST_PLANS = 4096
_LEARNT_FROM = 2000
_UTF8 = re.compile(
    rb"""\s*(?:<\?xml[^>]*?encoding=["'](?:UTF|utf)-8["'][^>]*\?>|<\?xml(?![^>]*encoding)[^>]*\?>|<[^?])"""
)


class Irregular(Exception):
    """The part has a shape that only the slow way knows; it says nothing about the part's soundness."""


def read_regular(
    pieces: Iterator[bytes],
    book: Book,
    *,
    row_reader: Callable[[str, Book, Grid], None],
    merge_reader: Callable[[str], tuple[int, int, int, int]],
) -> Grid:
    """Read a worksheet's rows; single rows of another shape go to `row_reader`. Raises `Irregular`."""
    grid = Grid()
    rows = _Rows(book, grid, row_reader)
    after = parser()

    def start(tag: str, attrs: dict[str, str]) -> None:
        if local(tag) == "mergeCell":
            grid.merged.append(merge_reader(attrs.get("ref", "")))

    try:
        for piece in pieces:
            if rows.finished:  # merged ranges stand after the rows
                after.StartElementHandler = start
            elif rows.feed(piece):
                _split(after, piece, start)
                continue
            after.Parse(piece, False)
        after.Parse(b"", True)
    except expat.ExpatError as error:
        raise Unreadable(file="?", reason="xml-malformed") from error
    if not rows.finished:
        raise Irregular
    return grid


def _split(after: expat.XMLParserType, piece: bytes, start: Callable[[str, dict[str, str]], None]) -> None:
    """Parse the piece in which the rows end: elements are told only after that."""
    cut = max(piece.find(b"</sheetData>"), 0)
    after.Parse(piece[:cut], False)
    after.StartElementHandler = start
    after.Parse(piece[cut:], False)


class _Rows:
    """Cuts the part's text into rows and takes their cells."""

    def __init__(self, book: Book, grid: Grid, row_reader: Callable[[str, Book, Grid], None]) -> None:
        self.book = book
        self.grid = grid
        self.row_reader = row_reader
        self.decode = codecs.getincrementaldecoder("utf-8-sig")().decode
        self.rest = ""
        self.begun = self.finished = self.seen = False
        self.known: dict[Value, Value] = {}
        self.plan = _Plan([], [], book)
        self.plans: dict[tuple[str, ...], _Plan] = {}

    def feed(self, piece: bytes) -> bool:
        """Take the rows that are complete; tell whether the last one was among them."""
        if not self.seen and not _UTF8.match(piece.removeprefix(codecs.BOM_UTF8)):
            raise Irregular
        self.seen = True
        text = self.rest + self.decode(piece)
        if "<!" in text:
            raise Irregular
        position = 0
        if not self.begun:
            position = text.find(_DATA) + len(_DATA)
            if position < len(_DATA):
                if "</worksheet>" in text or len(text) > 1 << 24:
                    raise Irregular
                self.rest = text
                return False
            self.begun = True
        self.rest = text[self._take(text, position) :]
        return self.finished

    def _take(self, text: str, position: int) -> int:
        """Take complete rows from `position` on; give where the next begins."""
        while True:
            found = _OPEN.match(text, position)
            if found is None:
                ahead = text[position : position + 200].lstrip()
                if ahead.startswith("</sheetData>"):
                    self.finished = True
                elif ">" in ahead:
                    raise Irregular
                return position
            if text[found.end() - 2] == "/":
                self.grid.row(int(found[1]))
                position = found.end()
                continue
            if (close := text.find("</row>", found.end())) < 0:
                return position
            body = text[found.end() : close]
            if not self._row(found[1], body):
                self._slow(text[found.start() : close + 6])
            position = close + 6

    def _slow(self, row: str) -> None:
        try:
            self.row_reader(row, self.book, self.grid)
        except Unreadable as error:
            raise Irregular from error

    def _row(self, number: str, body: str) -> bool:
        """Take a row if every character of it is of a known shape."""
        if "\r" in body:
            return False
        plan: _Plan | None = self.plan
        texts = self.plan.texts(number, body)
        if texts is None:
            pieces: list[str] = _CELL.split(body)
            if "".join(pieces[::_GROUPS]):
                return False
            plan, texts = self._plan(number, pieces[1::_GROUPS], pieces[2::_GROUPS]), list(pieces[3::_GROUPS])
        row = self.grid.row(int(number))
        if plan is None or row:
            return False
        if "&" in body or "_x" in body:
            texts = [unescape(_resolve(text)) if isinstance(text, str) else None for text in texts]
        if len(self.grid.rows) < _LEARNT_FROM:
            self.known.update(zip(texts, texts, strict=True))
        row.extend(plan.row(texts, self.known))
        self.grid.count(len(row))
        return True

    def _plan(self, number: str, references: list[str], shapes: list[str]) -> "_Plan | None":
        """Find how to read a row with these cells."""
        letters = [reference[: -len(number)] for reference in references]
        if [each + number for each in letters] != references:
            return None
        key = (*letters, *shapes)
        plan = self.plans.get(key)
        if plan is not None:
            plan.learn()
        else:
            plan = _Plan(letters, shapes, self.book)
            if len(self.plans) < _MOST_PLANS:
                self.plans[key] = plan
        self.plan = plan
        return plan


class _Plan:
    """How to read rows with the same columns and shapes."""

    def __init__(self, letters: list[str], shapes: list[str], book: Book) -> None:
        self.letters = letters
        self.shapes = shapes
        columns = [column_of(each) if each.isalpha() else -1 for each in letters]
        if columns != sorted(set(columns)) or -1 in columns:
            raise Irregular  # out of order, twice, or not a reference
        self.at = None if columns == list(range(len(columns))) else columns
        self.width = columns[-1] + 1 if columns else 0
        self.pattern: re.Pattern[str] | None = None
        kinds = [_SHAPE.match(shape) for shape in shapes]
        self.convert = [(n, _converter(book, found)) for n, found in enumerate(kinds) if not _is_plain(found)]

    def learn(self) -> None:
        """Make one pattern of the row: what has come twice will come again."""
        if self.pattern is None and self.letters:
            cells = (_cell_pattern(*each) for each in zip(self.letters, self.shapes, strict=True))
            self.pattern = re.compile("".join(cells).replace(_NUMBER, r"(\d{1,7}+)", 1).replace(_NUMBER, r"\1"))

    def texts(self, number: str, body: str) -> list[Value] | None:
        """Give the texts of a row's cells if all of it is of this plan, which spares cutting it up."""
        found = self.pattern.fullmatch(body) if self.pattern else None
        return list(found.groups()[1:]) if found and found[1] == number else None

    def row(self, texts: list[Value], known: dict[Value, Value]) -> list[Value]:
        """Give the row's values; texts that the first rows have as well are one object, which saves half the memory."""
        get = known.get
        values = [get(text, text) or None for text in texts]
        for index, convert in self.convert:
            values[index] = convert(values[index])
        if self.at is None:
            return values
        spread: list[Value] = [None] * self.width
        for column, value in zip(self.at, values, strict=True):
            spread[column] = value
        return spread


_NUMBER = "{number}"
"""Stands in a pattern for the row's number, which every reference ends with."""


def _cell_pattern(letters: str, shape: str) -> str:
    """Give the pattern of one cell, whose group is its text; that of a blank cell never matches, which is None."""
    end = "</v></c>" if shape.endswith("<v>") else "</t></is></c>"
    text = r"((?!))?" if shape.endswith(("/>", "</c>")) else rf"([^<]*+){end}"
    return rf'<c r="{letters}{_NUMBER}"{re.escape(shape)}{text}'


_SHAPE = re.compile(r'(?: s="(\d+)")?(?: t="(\w+)")?')


def _is_plain(shape: re.Match[str] | None) -> bool:
    return shape is not None and shape[2] in ("inlineStr", "str")


def _converter(book: Book, shape: re.Match[str] | None) -> Callable[[Value], Value]:
    style, kind = (shape[1], shape[2]) if shape else (None, None)
    if kind == "s":
        shared = book.shared
        return lambda text: shared[int(text)] if text else None  # type: ignore[arg-type]
    if kind is None and (not style or not book.formats or book.formats[int(style)] is Shows.NUMBER):
        return lambda text: int(text) if text and text.isdecimal() else _number(text)  # type: ignore[union-attr,arg-type]
    return lambda text: value_of(book, kind, style, text) if isinstance(text, str) else None


def _number(text: Value) -> Value:
    return plain_number(text) if isinstance(text, str) and text else None


def _resolve(text: str) -> str:
    """Put in the characters that references stand for; expat has seen that there are no others."""
    if "&" not in text:
        return text
    return _REFERENCE.sub(
        lambda found: _NAMED[found[3]] if found[3] else chr(int(found[1], 16) if found[1] else int(found[2])), text
    )
