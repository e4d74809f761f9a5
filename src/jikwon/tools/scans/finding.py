"""A form found on a page: whichever way up it lies, its labels say which cell is which."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from jikwon.tools.scans.facts import Cell, Refused, Sheet, Why
from jikwon.tools.scans.words import is_label

if TYPE_CHECKING:
    from jikwon.tools.scans.facts import Picture

ENOUGH: Final = 0.6
"""The share of its labels by which a form is known; every label that is not found is asked about."""
_SLANTED: Final = 1.2
_BLANK: Final = 0.0006
_QUARTERS: Final = (0, 2, 1, 3)
"""Upright first, then on its head: a page on its side is rarer."""


def find_form(page: "Picture", *, labels: Sequence[str]) -> Sheet | Refused:
    """Straighten a page, find its grid, and the cell to the right of each label.

    Two cells with the same label bind none. Raises `LanguageMissing`.
    """
    from jikwon.tools.scans import cleaning, straightening

    lie = straightening.lie_of(cleaning.without_stamps(page))
    if lie.lines < 4 or lie.slant > _SLANTED:
        return Refused(why=_why(page), page=page)
    for quarters in _QUARTERS:
        sheet = _looked_at(straightening.turned(straightening.straight(page, lie.skew), quarters), labels, lie.skew)
        if sheet is not None and len(sheet.cells) >= max(2, ENOUGH * len(labels)):
            return Sheet(
                page=sheet.page, grid=sheet.grid, cells=sheet.cells, turned=(360 - quarters * 90) % 360, skew=lie.skew
            )
    return Refused(why=_why(page), page=page)


def _looked_at(page: "Picture", labels: Sequence[str], skew: float) -> Sheet | None:
    from jikwon.tools.scans import cleaning, grids

    grid = grids.cells_of(cleaning.ink(cleaning.without_stamps(page)))
    if not grid:
        return None
    return Sheet(page=page, grid=grid, cells=_bound(page, grid, labels), turned=0, skew=skew)


def _bound(page: "Picture", grid: Sequence[Cell], labels: Sequence[str]) -> dict[str, Cell]:
    """Bind each label to the cell on its right; what one way of reading does not find another may."""
    from jikwon.tools.scans import reading

    beside = {at: cell for at, cell in enumerate(grid[1:]) if _touch(grid[at], cell)}
    found: dict[str, list[int]] = {label: [] for label in labels}
    for way in (reading.FIRST, reading.CHECK, reading.SECOND):
        for at in [each for each in beside if not _is_told(each, found)]:
            box = grid[at].box
            text = reading.read(page[box.top : box.bottom, box.left : box.right], way).text
            if (label := next((each for each in labels if is_label(text, each)), "")) and at - 1 not in found[label]:
                found[label].append(at)
        if sum(map(bool, found.values())) in (0, len(labels)):
            break
    return {label: beside[cells[0]] for label, cells in found.items() if len(cells) == 1}


def _touch(left: Cell, right: Cell) -> bool:
    """Tell whether two cells share a line; one that ink has made unrecognisable may be missing between them."""
    return left.row == right.row and right.box.left - left.box.right < left.box.height / 2


def _is_told(at: int, found: Mapping[str, Sequence[int]]) -> bool:
    """Tell whether a cell is known already: a label, or what stands to the right of one."""
    return any(each in (at, at - 1) for cells in found.values() for each in cells)


def _why(page: "Picture") -> Why:
    """Say what a page is that is not the form: blank, a photograph, or another form."""
    import cv2
    import numpy as np

    from jikwon.tools.scans import cleaning

    grey = cleaning.without_stamps(page)
    small = cv2.resize(grey, (400, 560), interpolation=cv2.INTER_AREA)
    paper = float(np.percentile(small, 90))
    between = float(((small > 0.35 * paper) & (small < 0.8 * paper)).mean())
    if between > 0.25:
        return Why.PHOTO
    if float((cleaning.ink(grey) > 0).mean()) < _BLANK:
        return Why.BLANK
    return Why.OTHER_FORM
