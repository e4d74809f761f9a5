"""PDF through PDFium: every page as the cells that are drawn on it, with the text that lies in each.

What counts is what a person sees on the paper, not what the file says about itself. A cell is a filled rectangle. A
text belongs to the cell that its middle lies in. Invisible and white text, text outside the page and text that a cell
was drawn over count as not there; text that leaves its cell is counted as a stray. Pictures are not looked into.
"""

import ctypes
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from jikwon.proof.errors import Unreadable

NEAR = 1.0
"""Two edges nearer than this (points) are one."""
_WHITE = 250
_INVISIBLE = 3
_SMALLEST = 4.0
_BUCKET = 8
# PDFium takes a hyphen at the end of a line for a division of a word and shows it as one of these.
_AS_DRAWN = str.maketrans({"\x02": "-", "\ufffe": "-", "\x00": None, "\u200b": None})


@dataclass(frozen=True, slots=True)
class Cell:
    """A filled rectangle (points from the page's lower left) and the text in it; `shaded` if it is not white."""

    left: float
    bottom: float
    right: float
    top: float
    shaded: bool
    order: int
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: all its text as PDFium reads it, its cells from top to bottom, and its texts that lie in no cell.

    `strays` counts the texts that stick out of their cell.
    """

    number: int
    text: str = field(repr=False)
    cells: tuple[Cell, ...] = field(repr=False)
    loose: tuple[str, ...] = field(repr=False)
    strays: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of characters that is drawn at once; `base` is the line that it stands on."""

    left: float
    bottom: float
    right: float
    top: float
    base: float
    order: int
    text: str = field(repr=False)


def read_pdf(data: bytes) -> list[Page]:
    """Read every page. Raises `Unreadable`."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(file="?", reason="pdf-corrupt") from error
    with document:
        return [_page(page, number) for number, page in enumerate(document, start=1)]


def _page(page: Any, number: int) -> Page:  # noqa: ANN401 - PDFium's binding has no types
    textpage = page.get_textpage()
    cells, pieces = _drawn(page, textpage)
    inside: dict[int, list[_Piece]] = defaultdict(list)
    outside: list[_Piece] = []
    strays = 0
    buckets = _buckets(cells)
    for piece in pieces:
        found = _around(piece, buckets)
        if found is None:
            outside.append(piece)
        elif found.order < piece.order:
            inside[found.order].append(piece)
            strays += piece.left < found.left - NEAR or piece.right > found.right + NEAR
            strays += piece.bottom < found.bottom - NEAR or piece.top > found.top + NEAR
    filled = (replace(cell, text=_joined(inside[cell.order])) for cell in cells)
    return Page(
        number=number,
        text=textpage.get_text_bounded().translate(_AS_DRAWN),
        cells=tuple(sorted(filled, key=lambda cell: (-cell.top, cell.left))),
        loose=tuple(_joined(line) for line in _lines(outside)),
        strays=strays,
    )


def _drawn(page: Any, textpage: Any) -> tuple[list[Cell], list[_Piece]]:  # noqa: ANN401
    """Give cells and texts in the order in which they are drawn."""
    import pypdfium2.raw as raw

    cells: list[Cell] = []
    pieces: list[_Piece] = []
    width, height = page.get_size()
    for order in range(raw.FPDFPage_CountObjects(page)):
        drawn = raw.FPDFPage_GetObject(page, order)
        kind = raw.FPDFPageObj_GetType(drawn)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            piece = _piece(raw, drawn, textpage, order)
            if piece and 0 <= piece.left and piece.right <= width and 0 <= piece.bottom and piece.top <= height:
                pieces.append(piece)
        elif kind == raw.FPDF_PAGEOBJ_PATH and (cell := _cell(raw, drawn, order)):
            cells.append(cell)
    return cells, pieces


def _piece(raw: Any, drawn: Any, textpage: Any, order: int) -> _Piece | None:  # noqa: ANN401
    if raw.FPDFTextObj_GetTextRenderMode(drawn) == _INVISIBLE or _is_white(raw, drawn):
        return None
    size = raw.FPDFTextObj_GetText(drawn, textpage, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFTextObj_GetText(drawn, textpage, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    text = buffer.raw.decode("utf-16-le", "replace").translate(_AS_DRAWN).strip()
    if not text:
        return None
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(drawn, matrix)
    return _Piece(*_bounds(raw, drawn), matrix.f, order, text)


def _cell(raw: Any, drawn: Any, order: int) -> Cell | None:  # noqa: ANN401
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(drawn, fill, stroke)
    if not fill.value:
        return None
    left, bottom, right, top = _bounds(raw, drawn)
    if right - left < _SMALLEST or top - bottom < _SMALLEST:
        return None
    return Cell(left, bottom, right, top, not _is_white(raw, drawn), order)


def _bounds(raw: Any, drawn: Any) -> tuple[float, float, float, float]:  # noqa: ANN401
    edges = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(drawn, *edges)
    left, bottom, right, top = (edge.value for edge in edges)
    return left, bottom, right, top


def _is_white(raw: Any, drawn: Any) -> bool:  # noqa: ANN401
    parts = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(drawn, *parts)
    red, green, blue, opaque = (part.value for part in parts)
    return min(red, green, blue) >= _WHITE or opaque == 0


def _buckets(cells: list[Cell]) -> dict[int, list[Cell]]:
    """Sort cells by the heights that they reach over, so that a text finds its own without asking all."""
    found: dict[int, list[Cell]] = defaultdict(list)
    for cell in cells:
        for step in range(int(cell.bottom // _BUCKET), int(cell.top // _BUCKET) + 1):
            found[step].append(cell)
    return found


def _around(piece: _Piece, buckets: dict[int, list[Cell]]) -> Cell | None:
    """Find the cell drawn last of those that the middle of a piece lies in."""
    x, y = (piece.left + piece.right) / 2, (piece.bottom + piece.top) / 2
    last = None
    for cell in buckets.get(int(y // _BUCKET), ()):
        if cell.left <= x <= cell.right and cell.bottom <= y <= cell.top:
            last = cell
    return last


def _joined(pieces: list[_Piece]) -> str:
    """Give the text of pieces line by line; a box that a tick was drawn into is one character."""
    text = "\n".join("".join(_spaced(line)) for line in _lines(pieces))
    return text.replace("□✓", "☑").replace("□", "☐")


def _lines(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    line: list[_Piece] = []
    for piece in sorted(pieces, key=lambda each: (-each.base, each.left)):
        if line and line[0].base - piece.base > 2 * NEAR:
            yield sorted(line, key=lambda each: each.left)
            line = []
        line.append(piece)
    if line:
        yield sorted(line, key=lambda each: each.left)


def _spaced(line: list[_Piece]) -> Iterator[str]:
    for before, piece in zip([None, *line], line, strict=False):
        if before is not None and piece.left - before.right > NEAR:
            yield " "
        yield piece.text
