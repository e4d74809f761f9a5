"""Pages turned straight: by the long lines of their form, within ten degrees; quarters are the caller's."""

from typing import TYPE_CHECKING, Final, NamedTuple

import cv2
import numpy as np

if TYPE_CHECKING:
    from jikwon.tools.scans.facts import Picture

STEEPEST: Final = 10.0
"""Degrees beyond which a page did not lie on a scanner's glass."""
_HALF: Final = 0.5
_RUN: Final = 19
_LONG: Final = 0.12


class Lie(NamedTuple):
    """How a page lies: degrees it is turned (clockwise is positive), and how far its lines disagree.

    `lines` is how many long lines it has. `slant` says how many degrees the lines across and those down are from
    a right angle: paper under a camera.
    """

    skew: float
    lines: int
    slant: float


def lie_of(grey: "Picture") -> Lie:
    """Measure how a page lies, from its long lines."""
    small = cv2.resize(grey, None, fx=_HALF, fy=_HALF, interpolation=cv2.INTER_AREA)
    ink = np.asarray(
        cv2.adaptiveThreshold(small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15), dtype=np.uint8
    )
    across, down = _angles(ink), _angles(np.ascontiguousarray(ink.T))
    if not across[0]:
        return Lie(0.0, len(down[0]), 0.0)
    skew = _middle(*across)
    slant = abs(skew + _middle(*down)) if down[0] else 0.0  # turned over, they lean the other way
    return Lie(skew, len(across[0]) + len(down[0]), max(slant, _spread(*across)))


def turned(picture: "Picture", quarters: int) -> "Picture":
    """Turn by quarters, against the clock."""
    return np.ascontiguousarray(np.rot90(picture, quarters))


def straight(picture: "Picture", skew: float) -> "Picture":
    """Turn a page back by a few degrees; the corners that come in are white."""
    if abs(skew) < 0.03:
        return picture
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0)
    fill = (255, 255, 255)
    made = cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=fill)
    return np.asarray(made, dtype=np.uint8)


def _angles(ink: "Picture") -> tuple[list[float], list[float]]:
    """Fit each long line across; give the angles in degrees and the lengths."""
    runs = cv2.morphologyEx(cv2.dilate(ink, np.ones((3, 1), np.uint8)), cv2.MORPH_OPEN, np.ones((1, _RUN), np.uint8))
    _, marks, stats, _ = cv2.connectedComponentsWithStats(np.asarray(runs, dtype=np.uint8))
    angles, lengths = [], []
    for mark, (left, top, width, height, _) in enumerate(stats):
        if not mark or width < _LONG * min(ink.shape) or height > width * np.tan(np.radians(STEEPEST)) + 6:
            continue
        down, along = np.nonzero(marks[top : top + height, left : left + width] == mark)
        angles.append(float(np.degrees(np.arctan(np.polyfit(along, down, 1)[0]))))
        lengths.append(float(width))
    return angles, lengths


def _middle(angles: list[float], lengths: list[float]) -> float:
    """Give the angle below which half of all lengths lie."""
    order = np.argsort(angles)
    sums = np.cumsum(np.asarray(lengths)[order])
    return float(np.asarray(angles)[order][int(np.searchsorted(sums, sums[-1] / 2))])


def _spread(angles: list[float], lengths: list[float]) -> float:
    """Give how far the lines' angles lie apart: between the lowest and the highest tenth of their length."""
    order = np.argsort(angles)
    sums = np.cumsum(np.asarray(lengths)[order])
    ranked = np.asarray(angles)[order]
    low, high = (int(np.searchsorted(sums, sums[-1] * share)) for share in (0.1, 0.9))
    return float(ranked[min(high, len(ranked) - 1)] - ranked[low])
