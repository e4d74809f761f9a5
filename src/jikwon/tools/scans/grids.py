"""The grid of a form: its long lines across and down, and the cells between them."""

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from jikwon.tools.scans.facts import Box, Cell

if TYPE_CHECKING:
    from jikwon.tools.scans.facts import Picture

CELLS_MAX: Final = 400
"""A page with more cells is a list or a chart, and not a form that somebody filled in."""
_SHORTEST: Final = 0.028
"""Of the page's shorter side; the strokes of letters are shorter."""
_SMALLEST: Final = 0.014
_FULL: Final = 0.8


def cells_of(ink: "Picture") -> list[Cell]:
    """Find the cells of a page (255 is ink) from top to bottom and left to right; none where there is no grid."""
    side = min(ink.shape)
    lines = _lines(ink, int(_SHORTEST * side))
    boxes = _holes(lines, int(_SMALLEST * side))
    if not 2 <= len(boxes) <= CELLS_MAX:
        return []
    return _in_rows(boxes)


def _lines(ink: "Picture", shortest: int) -> "Picture":
    """Keep what runs straight across or down for long, gaps of a few pixels closed."""
    found = np.zeros_like(ink)
    for size in ((shortest, 1), (1, shortest)):
        kernel = cv2.getStructuringElement(cv2.MORPH_RECT, size)
        thick = cv2.getStructuringElement(cv2.MORPH_RECT, (1, 3) if size[1] == 1 else (3, 1))
        runs = cv2.morphologyEx(cv2.dilate(ink, thick), cv2.MORPH_OPEN, kernel)
        found |= np.asarray(cv2.morphologyEx(runs, cv2.MORPH_CLOSE, kernel), dtype=np.uint8)
    return found


def _holes(lines: "Picture", smallest: int) -> list[Box]:
    """Give the rectangles that lines enclose on all sides."""
    contours, tree = cv2.findContours(lines, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for contour, (_, _, _, parent) in zip(contours, tree[0] if tree is not None else (), strict=True):
        left, top, width, height = cv2.boundingRect(contour)
        if parent < 0 or min(width, height) < smallest:
            continue  # a line itself, or what lies between two lines that touch
        if cv2.contourArea(contour) >= _FULL * width * height:
            found.append(Box(left=left + 1, top=top + 1, width=width - 2, height=height - 2))
    return found


def _in_rows(boxes: list[Box]) -> list[Cell]:
    """Number the rows: a cell whose middle lies beside the row's first cell belongs to that row."""
    found: list[Cell] = []
    row, first = -1, None
    for box in sorted(boxes, key=lambda each: (each.top + each.height / 2, each.left)):
        middle = box.top + box.height / 2
        if first is None or middle > first.bottom - first.height * 0.2:
            row, first = row + 1, box
        found.append(Cell(box=box, row=row))
    return sorted(found, key=lambda cell: (cell.row, cell.box.left))
