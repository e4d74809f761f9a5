"""Reading one cell with Tesseract, in ways that differ in what they make of the picture."""

import os
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, cast

import cv2
import numpy as np

from jikwon.model import fact
from jikwon.tools.scans import cleaning, tessdata
from jikwon.tools.scans.facts import Reading
from jikwon.tools.scans.words import folded

if TYPE_CHECKING:
    import tesserocr

    from jikwon.tools.scans.facts import Picture

LINE: Final = 7
BLOCK: Final = 6
WORD: Final = 8
LETTER: Final = 10
_PAD: Final = 24
_EDGE: Final = 4
_DPI: Final = 300
_EMPTY: Final = Reading(text="", confidence=100.0)
_NOTHING: Final = Reading(text="", confidence=0.0)
_here = threading.local()


@fact
class Way:
    """One way of reading: how high a line of text is made (px), and what is done to it."""

    name: str
    height: int
    prepare: "Callable[[Picture], Picture]"


def _smooth(grey: "Picture") -> "Picture":
    return _stretched(np.asarray(cv2.GaussianBlur(grey, (0, 0), 0.8), dtype=np.uint8), darkest=1, lightest=80)


def _black(grey: "Picture") -> "Picture":
    smooth = cv2.bilateralFilter(grey, 5, 40, 3)
    return np.asarray(cv2.threshold(smooth, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)[1], dtype=np.uint8)


def _sharp(grey: "Picture") -> "Picture":
    still = cv2.medianBlur(grey, 3)
    sharp = cv2.addWeighted(still, 1.6, cv2.GaussianBlur(still, (0, 0), 3), -0.6, 0)
    return _stretched(np.asarray(sharp, dtype=np.uint8), darkest=0, lightest=100)


def _stretched(grey: "Picture", *, darkest: float, lightest: float) -> "Picture":
    """Stretch the greys between two percentiles over all there are."""
    dark, light = np.percentile(grey, (darkest, lightest))
    spread = (grey.astype(np.float32) - dark) * (255 / max(light - dark, 1))
    return np.asarray(np.clip(spread, 0, 255), dtype=np.uint8)


FIRST: Final = Way(name="first", height=38, prepare=_smooth)
SECOND: Final = Way(name="second", height=34, prepare=_black)
CHECK: Final = Way(name="check", height=54, prepare=_sharp)
"""What a proof reads with: nothing of it is shared with the first two but the cutting."""


def read(picture: "Picture", way: Way) -> Reading:
    """Read a cell's picture.

    A cell without ink gives "" with confidence 100. Raises `LanguageMissing`.
    """
    ready, lines = _ready(picture, way)
    return _EMPTY if ready is None else _found(ready, lines)


def read_with_digits(picture: "Picture", *, like: Sequence[Reading] = ()) -> tuple[Reading, Reading]:
    """Read a cell as `FIRST` does, and then each of its digits once more by itself.

    The second reading is the first where every digit is confirmed, else it ends in `?` before the first that is not.
    Where the first differs from a reading in `like` nothing is gained by confirming it, and the two are the same.

    A line of text is read with what usually stands beside a letter in mind. That is how a 3 of one typeface becomes
    a 5 in every way of reading, and surely; alone it does not.
    """
    from jikwon.tools.scans import digits

    ready, lines = _ready(picture, FIRST)
    if ready is None:
        return _EMPTY, _EMPTY
    first = _found(ready, lines)
    if not any(letter.isdigit() for letter in first.text) or any(
        folded(first.text) != folded(each.text) for each in like
    ):
        return first, first
    return first, Reading(text=digits.confirmed(ready, first.text, engine()), confidence=first.confidence)


def _found(ready: "Picture", lines: int) -> Reading:
    return (read_as(ready, BLOCK) if lines > 1 else read_as(ready, LINE) or read_as(ready, LETTER)) or _NOTHING


def _ready(picture: "Picture", way: Way) -> "tuple[Picture | None, int]":
    """Make a cell's picture ready for the engine, and count its lines; None where there is no ink."""
    grey = _cut_to_ink(cleaning.without_stamps(picture))
    if grey is None:
        return None, 0
    lines = _count_lines(grey)
    share = way.height * lines / max(grey.shape[0], 1)
    sized = cv2.resize(grey, None, fx=share, fy=share, interpolation=cv2.INTER_CUBIC if share > 1 else cv2.INTER_AREA)
    return np.pad(way.prepare(np.asarray(sized, dtype=np.uint8)), _PAD, constant_values=255), lines


def read_as(ready: "Picture", mode: int) -> Reading | None:
    """Read a picture that is ready, in one of Tesseract's modes; None where it finds nothing."""
    tesseract = engine()
    tesseract.SetPageSegMode(mode)
    tesseract.SetImageBytes(ready.tobytes(), ready.shape[1], ready.shape[0], 1, ready.shape[1])
    tesseract.SetSourceResolution(_DPI)
    text = " ".join(tesseract.GetUTF8Text().split())
    confidences = tesseract.AllWordConfidences()
    return Reading(text=text, confidence=float(min(confidences, default=0))) if text else None


def engine() -> "tesserocr.PyTessBaseAPI":
    """Give this thread's engine; opening one takes a tenth of a second."""
    if not hasattr(_here, "engine"):
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # four threads at one cell take longer than one
        import tesserocr

        path = str(tessdata.folder())
        _here.engine = tesserocr.PyTessBaseAPI(path=path, lang="kor", oem=tesserocr.OEM.LSTM_ONLY)
        _here.engine.SetVariable("debug_file", "/dev/null")
    return cast("tesserocr.PyTessBaseAPI", _here.engine)


def _cut_to_ink(grey: "Picture") -> "Picture | None":
    """Cut away the empty rest of a cell, and what is left of its lines; None where there is no ink."""
    within = grey[_EDGE:-_EDGE, _EDGE:-_EDGE]
    if min(within.shape) < 8:
        return None
    dark = cleaning.ink(within)
    _, _, stats, _ = cv2.connectedComponentsWithStats(dark)
    high, wide = within.shape
    kept = [each for each in stats[1:] if _is_writing(each, wide, high)]
    if not kept:
        return None
    left, top = min(each[0] for each in kept), min(each[1] for each in kept)
    right, bottom = max(each[0] + each[2] for each in kept), max(each[1] + each[3] for each in kept)
    return within[max(top - 3, 0) : bottom + 3, max(left - 3, 0) : right + 3]


def _is_writing(component: "np.ndarray[tuple[int], np.dtype[np.int32]]", wide: int, high: int) -> bool:
    """Tell ink that somebody wrote from grain, and from a line's rest along the edge."""
    left, top, width, height, area = (int(each) for each in component[:5])
    if area < 12 or max(width, height) < 5:
        return False
    along = (width > 0.5 * wide and height < 8) or (height > 0.8 * high and width < 8)
    at_edge = left <= 1 or top <= 1 or left + width >= wide - 1 or top + height >= high - 1
    return not along and not (at_edge and min(width, height) < 6)


def _count_lines(grey: "Picture") -> int:
    """Count lines of text by the rows without ink between them."""
    rows = (cleaning.ink(grey) > 0).sum(axis=1) > 1
    edges = np.flatnonzero(np.diff(np.concatenate(([0], rows.astype(np.int8), [0]))))
    runs = [int(stop - start) for start, stop in zip(edges[::2], edges[1::2], strict=True)]
    tall = [run for run in runs if run > 0.5 * max(runs)] if runs else []
    return max(len(tall), 1) if tall and max(tall) < 0.6 * grey.shape[0] else 1
