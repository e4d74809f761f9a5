"""What is drawn on a page of a PDF, in the order in which it is drawn: texts, grounds and ruling lines."""

import ctypes
from dataclasses import dataclass, field
from typing import Any, NamedTuple

THIN = 4.0
"""What is not thicker than this (points) is a line."""
_SHORT = 4.0
_NOTHING = 0.005
_SQUARE = 2.5
_TICK_BOX = (5.0, 14.0)
_WHITE = 250
_GREY = 24
_INVISIBLE = 3
_ROOM = 4096
# PDFium takes a hyphen at the end of a line for a division of a word and shows it as one of these.
_AS_DRAWN = str.maketrans({"\x02": "-", "\ufffe": "-", "\x00": None, "\u200b": None})


class Box(NamedTuple):
    """A rectangle, in points from the page's lower left."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> tuple[float, float]:
        """The point in the middle."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    @property
    def area(self) -> float:
        """The area in square points."""
        return (self.right - self.left) * (self.top - self.bottom)

    def holds(self, other: "Box", *, give: float) -> bool:
        """Tell whether another box lies in this one, give or take some points."""
        return (
            self.left - give <= other.left
            and other.right <= self.right + give
            and self.bottom - give <= other.bottom
            and other.top <= self.top + give
        )


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters that is drawn at once; `base` is the height that it stands on."""

    box: Box
    base: float
    order: int
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Fill:
    """A ground; `grey` if it is neither white nor coloured."""

    box: Box
    grey: bool
    order: int


class Painted(NamedTuple):
    """What is filled with a colour (red, green, blue), however thin."""

    box: Box
    colour: tuple[int, int, int]


@dataclass(slots=True)
class Drawn:
    """Everything that counts on a page; an empty tick box is a piece with the text `□`."""

    text: str = field(repr=False)
    pieces: list[Piece] = field(default_factory=list, repr=False)
    fills: list[Fill] = field(default_factory=list)
    lines: list[Box] = field(default_factory=list)
    painted: list[Painted] = field(default_factory=list)


def drawn_on(page: Any) -> Drawn:  # noqa: ANN401 - PDFium's binding has no types
    """Read a page of a pypdfium2 document."""
    import pypdfium2.raw as raw

    textpage = page.get_textpage()
    found = Drawn(textpage.get_text_bounded().translate(_AS_DRAWN))
    pen = _Pen(raw, textpage, Box(0, 0, *page.get_size()))
    for order in range(raw.FPDFPage_CountObjects(page)):
        each = raw.FPDFPage_GetObject(page, order)
        kind = raw.FPDFPageObj_GetType(each)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            pen.text(each, order, found)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            pen.path(each, order, found)
    return found


class _Pen:
    """Reads one object after the other with the same few variables: making them anew took half the time."""

    def __init__(self, raw: Any, textpage: Any, paper: Box) -> None:  # noqa: ANN401
        self.raw, self.textpage, self.paper = raw, textpage, paper
        self.edges = [ctypes.c_float() for _ in range(4)]
        self.colours = [ctypes.c_uint() for _ in range(4)]
        self.fill, self.stroke, self.matrix = ctypes.c_int(), ctypes.c_int(), raw.FS_MATRIX()
        self.buffer = ctypes.create_string_buffer(_ROOM)
        self.room = ctypes.cast(self.buffer, ctypes.POINTER(raw.FPDF_WCHAR))

    def text(self, drawn: Any, order: int, found: Drawn) -> None:  # noqa: ANN401
        raw = self.raw
        if raw.FPDFTextObj_GetTextRenderMode(drawn) == _INVISIBLE or self._is_white(drawn):
            return
        box = self._bounds(drawn)
        size = raw.FPDFTextObj_GetText(drawn, self.textpage, self.room, _ROOM // 2)
        if size > _ROOM // 2:
            self._long(drawn, size, box, order, found)
        else:
            self._add(ctypes.string_at(self.buffer, max(size - 2, 0)), drawn, box, order, found)

    def _long(self, drawn: Any, size: int, box: Box, order: int, found: Drawn) -> None:  # noqa: ANN401
        buffer = ctypes.create_string_buffer(size)
        self.raw.FPDFTextObj_GetText(
            drawn, self.textpage, ctypes.cast(buffer, ctypes.POINTER(self.raw.FPDF_WCHAR)), size
        )
        self._add(buffer.raw[: size - 2], drawn, box, order, found)

    def _add(self, data: bytes, drawn: Any, box: Box, order: int, found: Drawn) -> None:  # noqa: ANN401
        text = data.decode("utf-16-le", "replace").translate(_AS_DRAWN).strip()
        if text and self.paper.holds(box, give=0):
            self.raw.FPDFPageObj_GetMatrix(drawn, self.matrix)
            found.pieces.append(Piece(box, self.matrix.f, order, text))

    def path(self, drawn: Any, order: int, found: Drawn) -> None:  # noqa: ANN401
        self.raw.FPDFPath_GetDrawMode(drawn, self.fill, self.stroke)
        box = self._bounds(drawn)
        width, height = box.right - box.left, box.top - box.bottom
        if self.fill.value and min(width, height) > _NOTHING:
            found.painted.append(Painted(box, self._colour(drawn)))
        if min(width, height) <= THIN:
            if max(width, height) > _SHORT:
                found.lines.append(box)
            return
        if self.fill.value:
            found.fills.append(Fill(box, self._is_grey(drawn), order))
        if self.stroke.value:
            least, most = _TICK_BOX
            if least <= width <= most and abs(width - height) < _SQUARE:
                found.pieces.append(Piece(box, box.bottom + 1, order, "□"))
            else:
                found.lines += _sides(box)

    def _bounds(self, drawn: Any) -> Box:  # noqa: ANN401
        left, bottom, right, top = self.edges
        self.raw.FPDFPageObj_GetBounds(drawn, left, bottom, right, top)
        return Box(left.value, bottom.value, right.value, top.value)

    def _colour(self, drawn: Any) -> tuple[int, int, int]:  # noqa: ANN401
        """Give red, green and blue of what fills it; what is clear is white."""
        self.raw.FPDFPageObj_GetFillColor(drawn, *self.colours)
        red, green, blue, opaque = (each.value for each in self.colours)
        return (red, green, blue) if opaque else (255, 255, 255)

    def _is_white(self, drawn: Any) -> bool:  # noqa: ANN401
        return min(self._colour(drawn)) >= _WHITE

    def _is_grey(self, drawn: Any) -> bool:  # noqa: ANN401
        colour = self._colour(drawn)
        return min(colour) < _WHITE and max(colour) - min(colour) <= _GREY


def _sides(box: Box) -> list[Box]:
    left, bottom, right, top = box
    return [
        Box(left, bottom, right, bottom), Box(left, top, right, top), Box(left, bottom, left, top),
        Box(right, bottom, right, top),
    ]  # fmt: skip
