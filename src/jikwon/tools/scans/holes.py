"""What the holes of a digit say: paper that ink encloses is where it is, whatever a reader has learnt."""

from typing import TYPE_CHECKING, Final, NamedTuple

import cv2
import numpy as np

if TYPE_CHECKING:
    from jikwon.tools.scans.facts import Picture

_HEIGHT: Final = 60
_RIM: Final = 3
_SPECK: Final = 0.012
"""Shares of the digit's box; a smaller hole is grain."""
_SMALL: Final = 0.08
_LARGE: Final = 0.25
_ROUND: Final = 0.15
_LONG: Final = 0.5
"""Of the height; the hole of a 4 is shorter than that of a 0."""
_UPPER, _LOWER, _MIDDLE = 0.38, 0.58, (0.45, 0.54)
"""Where a hole's middle lies, from the top. In eight typefaces: 9 to 0.35, 0 from 0.47 to 0.53, 6 from 0.61."""


class Hole(NamedTuple):
    """A piece of paper that ink encloses: its share of the digit's box, its middle and its height in heights of it."""

    area: float
    middle: float
    height: float


def digit_of(cut: "Picture", *, ink: int) -> str:
    """Name the digit whose holes these are, of 0, 6, 8 and 9; "" where they name none.

    `cut` is one piece of ink (0 is black), `ink` the grey below which something is ink.
    """
    found = _holes(cut, ink)
    if len(found) == 2:
        upper, lower = sorted(found, key=lambda hole: hole.middle)
        return "8" if upper.middle < _MIDDLE[0] and lower.middle > _MIDDLE[1] else ""
    if len(found) != 1 or found[0].area < _SMALL:
        return ""
    (hole,) = found
    if _MIDDLE[0] <= hole.middle <= _MIDDLE[1] and hole.height > _LONG and hole.area > _ROUND:
        return "0"
    if hole.area > _LARGE:
        return ""
    return "9" if hole.middle < _UPPER else "6" if hole.middle > _LOWER else ""


def _holes(cut: "Picture", ink: int) -> list[Hole]:
    share = _HEIGHT / cut.shape[0]
    sized = cv2.resize(cut, None, fx=share, fy=share, interpolation=cv2.INTER_CUBIC)
    paper = np.pad(np.asarray(sized >= ink, dtype=np.uint8), _RIM, constant_values=1)
    high, wide = paper.shape
    _, marks, stats, middles = cv2.connectedComponentsWithStats(paper, connectivity=4)
    around = marks[0, 0]
    return [
        Hole(area=float(stats[mark][4]) / (high * wide), middle=float(middles[mark][1]) / high,
             height=float(stats[mark][3]) / high)
        for mark in range(1, len(stats))
        if mark != around and stats[mark][4] > _SPECK * high * wide
    ]  # fmt: skip
