"""Ink brought out: colours of stamps taken away, grain smoothed, paper told from ink whatever its grey."""

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

if TYPE_CHECKING:
    from jikwon.tools.scans.facts import Picture

_COLOURED: Final = 60
_RED: Final = (14, 165)
_DARK: Final = 105


def without_stamps(picture: "Picture") -> "Picture":
    """Give a page in grey; what is red and not dark is paper. A page scanned in grey keeps its stamps."""
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    hue, colour, light = cv2.split(cv2.cvtColor(picture, cv2.COLOR_BGR2HSV))
    red = ((hue < _RED[0]) | (hue > _RED[1])) & (colour > _COLOURED) & (light > _DARK)
    if not red.any():
        return grey
    over = cv2.dilate(red.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool) & (light > _DARK)
    made = grey.copy()
    made[over] = np.percentile(grey, 90)
    return made


def ink(grey: "Picture") -> "Picture":
    """Tell ink from paper, pixel by pixel: 255 is ink."""
    smooth = cv2.GaussianBlur(grey, (0, 0), 1.0)
    made = cv2.adaptiveThreshold(smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 41, 18)
    return np.asarray(made, dtype=np.uint8)
