"""PDF through PDFium: every page as the ruled cells that are drawn on it, with the text that lies in each.

What counts is what a person sees on the paper, not what the file says about itself: a cell is what lines enclose, and
a text belongs to the cell that its middle lies in. Invisible and white text, text outside the page and text that
something was drawn over count as not there; text that leaves its cell is counted as a stray. Pictures are not read.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jikwon.proof.errors import Unreadable
from jikwon.proof.readers.pdf_drawn import Box, Drawn, Painted, Piece, drawn_on
from jikwon.proof.readers.pdf_ruled import NEAR, ruled

_SAME_LINE = 3.0
_BUCKET = 8


@dataclass(frozen=True, slots=True)
class Cell:
    """What lines enclose, and the text in it; `shaded` if its ground is grey (a highlighter's colour is not)."""

    box: Box
    shaded: bool
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: all its text as PDFium reads it, its cells from top to bottom, and the lines that lie in no cell.

    `strays` counts the texts that stick out of their cell; `painted` is what is filled, in the order in which it is
    drawn.
    """

    number: int
    text: str = field(repr=False)
    cells: tuple[Cell, ...] = field(repr=False)
    loose: tuple[str, ...] = field(repr=False)
    strays: int
    painted: tuple[Painted, ...] = field(default=(), repr=False)


def read_pdf(data: bytes) -> list[Page]:
    """Read every page. Raises `Unreadable`."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(file="?", reason="pdf-corrupt") from error
    with document:
        return [_page(drawn_on(page), number) for number, page in enumerate(document, start=1)]


def _page(drawn: Drawn, number: int) -> Page:
    boxes = sorted(ruled(drawn.lines), key=lambda box: (-box.top, box.left))
    cells, fills = _Heights(boxes), _Heights([fill.box for fill in drawn.fills])
    inside: dict[Box, list[Piece]] = defaultdict(list)
    outside: list[Piece] = []
    strays = 0
    for piece in drawn.pieces:
        x, y = piece.box.middle
        if any(drawn.fills[number].order > piece.order for number in fills.around(x, y)):
            continue
        found = min((boxes[number] for number in cells.around(x, y)), key=lambda box: box.area, default=None)
        if found is None:
            outside.append(piece)
        else:
            inside[found].append(piece)
            strays += not found.holds(piece.box, give=NEAR)
    shaded = (any(drawn.fills[number].grey for number in fills.around(*box.middle)) for box in boxes)
    return Page(
        number=number,
        text=drawn.text,
        cells=tuple(Cell(box, grey, _joined(inside[box])) for box, grey in zip(boxes, shaded, strict=True)),
        loose=tuple(_joined(line) for line in _lines(outside)),
        strays=strays,
        painted=tuple(drawn.painted),
    )


class _Heights:
    """Boxes sorted by the heights that they reach over, so that a point finds its own without asking all."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self._boxes = boxes
        self._at: dict[int, list[int]] = defaultdict(list)
        for number, box in enumerate(boxes):
            for step in range(int(box.bottom // _BUCKET), int(box.top // _BUCKET) + 1):
                self._at[step].append(number)

    def around(self, x: float, y: float) -> Iterator[int]:
        """Give the numbers of the boxes that a point lies in."""
        for number in self._at.get(int(y // _BUCKET), ()):
            left, bottom, right, top = self._boxes[number]
            if left <= x <= right and bottom <= y <= top:
                yield number


def _joined(pieces: list[Piece]) -> str:
    """Give the text of pieces line by line; a box that a tick was drawn into is one character."""
    text = "\n".join("".join(_spaced(line)) for line in _lines(pieces))
    return text.replace("□✓", "☑").replace("□", "☐")


def _lines(pieces: list[Piece]) -> Iterator[list[Piece]]:
    line: list[Piece] = []
    for piece in sorted(pieces, key=lambda each: (-each.base, each.box.left)):
        if line and line[0].base - piece.base > _SAME_LINE:
            yield sorted(line, key=lambda each: each.box.left)
            line = []
        line.append(piece)
    if line:
        yield sorted(line, key=lambda each: each.box.left)


def _spaced(line: list[Piece]) -> Iterator[str]:
    for number, piece in enumerate(line):
        if number and piece.box.left - line[number - 1].box.right > NEAR:
            yield " "
        yield piece.text
