"""A filled form as it lies on the glass of a scanner: ink on paper, in the middle of an A4 page."""

from random import Random
from typing import Final

from PIL import Image, ImageDraw

from jikwon.model import fact
from jikwon_practice.paper import faces
from jikwon_practice.paper.faces import Face
from jikwon_practice.paper.filling import Filled
from jikwon_practice.paper.forms import Form, Line

DPI: Final = 200
PAPER: Final = (1654, 2339)
INK: Final = (24, 24, 30)
PENS: Final = ((22, 24, 34), (22, 30, 88), (38, 38, 44))
"""Colours of ball pens: black, blue, grey."""
_MARGIN: Final = 150
_TOP: Final = 430
_ROW: Final = 104


@fact
class Drawn:
    """A page and, for each field, the box of its cell (left, top, right, bottom; px)."""

    page: Image.Image
    boxes: dict[str, tuple[int, int, int, int]]


def draw(rng: Random, form: Form, filled: dict[str, Filled], *, face: Face) -> Drawn:
    """Draw one form, filled in with one typeface; the printed part is always ours."""
    page = Image.new("RGB", PAPER, (252, 252, 250))
    brush, printed = ImageDraw.Draw(page), faces.PRINTED[0]
    brush.text((PAPER[0] / 2, 250), form.name, INK, faces.opened(printed, 58), anchor="mm")
    pen, boxes = (rng.choice(PENS) if face.pen else INK), dict[str, tuple[int, int, int, int]]()
    for line, (left, top, middle, right) in _places(form):
        for box in ((left, top, middle, top + _ROW), (middle, top, right, top + _ROW)):
            brush.rectangle(box, outline=INK, width=form.ruled)
        label = faces.opened(printed, 34)
        brush.text(((left + middle) / 2, top + _ROW / 2), line.label, INK, label, anchor="mm")
        boxes[line.field] = (middle, top, right, top + _ROW)
        _write(brush, rng, filled[line.field].written, boxes[line.field], face, pen)
    bottom = max(box[3] for box in boxes.values())
    brush.text((PAPER[0] / 2, bottom + 120), form.foot, INK, faces.opened(printed, 36), anchor="mm")
    return Drawn(page=page, boxes=boxes)


def _places(form: Form) -> list[tuple[Line, tuple[int, int, int, int]]]:
    """Lay the lines out: (left, top, end of the label, right) of each; a wide one has a row of its own."""
    whole, side, top, found = PAPER[0] - 2 * _MARGIN, 0, _TOP, []
    for line in form.lines:
        sides = 1 if line.wide else form.sides
        if side and line.wide:
            top, side = top + _ROW, 0
        width = whole // form.sides
        left = _MARGIN + side * width
        found.append((line, (left, top, left + int(width * form.label_share), left + (whole if sides == 1 else width))))
        side = 0 if sides == 1 else (side + 1) % form.sides
        top += 0 if side else _ROW
    return found


def _write(
    brush: ImageDraw.ImageDraw, rng: Random, text: str, box: tuple[int, int, int, int], face: Face, pen: tuple[int, ...]
) -> None:
    left, top, right, bottom = box
    size = rng.randint(36, 42)
    while size > 20 and brush.textlength(text, faces.opened(face, size)) > right - left - 40:
        size -= 2
    sway = (rng.randint(-6, 6), rng.randint(-8, 8)) if face.pen else (0, 0)
    at = (left + 24 + abs(sway[0]), (top + bottom) / 2 + sway[1])
    brush.text(at, text, pen, faces.opened(face, size), anchor="lm")
