"""Digits read one by one: what a line's reading says of them must hold without its neighbours."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

import cv2
import numpy as np

from jikwon.tools.scans import reading

if TYPE_CHECKING:
    import tesserocr

    from jikwon.tools.scans.facts import Picture

UNSURE: Final = "?"
_TRY: Final = (reading.LETTER, 30)
_OTHER_TRIES: Final = ((reading.LETTER, 40), (reading.WORD, 40), (reading.WORD, 30))
"""Tesseract's mode, and how high the digit is made (px): each is right of 19 of 20 printed digits, not of the same."""
_ENOUGH: Final = 2
_PAD: Final = 20
_INK: Final = 128
_WIDEST: Final = 1.1
"""Of its height; a wider piece of ink is two digits that touch."""
_TALL: Final = 0.5
_OVER: Final = 0.3
_GRAIN: Final = 8


class Piece(NamedTuple):
    """A connected piece of ink, in pixels."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def middle(self) -> float:
        """Its middle, across."""
        return (self.left + self.right) / 2

    @property
    def height(self) -> int:
        """How high it is."""
        return self.bottom - self.top


def confirmed(ready: "Picture", text: str, engine: "tesserocr.PyTessBaseAPI") -> str:
    """Give a line's text if each of its digits reads the same alone, else what stands before the first that does not.

    `engine` has read the line `ready` last; `?` stands at the end of what was not confirmed.
    """
    symbols = _symbols(engine)
    if [letter for letter, _ in symbols] != [letter for letter in text if letter != " "]:
        return UNSURE
    pieces, letters = _pieces(ready), [letter for letter, _ in symbols]
    for start, stop in _runs(letters):
        middles = [_middle(box) for _, box in symbols[start:stop]]
        if not any(_are(ready, window, letters[start:stop]) for window in _nearest(middles, pieces)):
            return f"{''.join(letters[:start])}{UNSURE}"  # one digit in doubt is enough to ask; the others cost time
    return text


def _runs(letters: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give where digits follow each other: first of them, and first beyond."""
    for is_digit, group in groupby(range(len(letters)), key=lambda at: letters[at].isdigit()):
        places = list(group)
        if is_digit:
            yield places[0], places[-1] + 1


def _nearest(middles: Sequence[float], pieces: Sequence[Piece]) -> Sequence[Sequence[Piece]]:
    """Give the neighbouring pieces of ink that lie nearest to the middles; of several digits also the next best.

    Boxes of letters are rough, the order of pieces is not: several digits are not found a place beside their own.
    """
    windows = [pieces[at : at + len(middles)] for at in range(len(pieces) - len(middles) + 1)]
    windows.sort(
        key=lambda window: sum(abs(piece.middle - middle) for piece, middle in zip(window, middles, strict=True))
    )
    return windows[: 2 if len(middles) > 1 else 1]


def _symbols(engine: "tesserocr.PyTessBaseAPI") -> list[tuple[str, tuple[int, int, int, int]]]:
    """List the letters that the engine found, with their boxes (left, top, right, bottom), in reading order."""
    from tesserocr import RIL, iterate_level

    found = []
    for each in iterate_level(engine.GetIterator(), RIL.SYMBOL):
        letter, box = each.GetUTF8Text(RIL.SYMBOL), each.BoundingBox(RIL.SYMBOL)
        if box is not None and letter.strip():
            found.append((letter, box))
    return found


def _pieces(ready: "Picture") -> list[Piece]:
    """List the pieces of ink from left to right: those above each other are one, marks at the line's foot are none."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(np.asarray(ready < _INK, dtype=np.uint8))
    found: list[Piece] = []
    for left, top, width, height, area in sorted(stats[1:].tolist()):
        piece = Piece(left, top, left + width, top + height)
        if area <= _GRAIN:
            continue
        if found and piece.left < found[-1].right - _OVER * min(width, found[-1].right - found[-1].left):
            before = found.pop()
            piece = Piece(
                before.left, min(before.top, top), max(before.right, piece.right), max(before.bottom, piece.bottom)
            )
        found.append(piece)
    tallest = max((piece.height for piece in found), default=0)
    return [piece for piece in found if piece.height > _TALL * tallest]


def _middle(box: tuple[int, int, int, int]) -> float:
    return (box[0] + box[2]) / 2


def _are(ready: "Picture", window: Sequence[Piece], said: Sequence[str]) -> bool:
    """Tell whether pieces of ink are the digits that a line says, each read alone."""
    return all(_is(ready, piece, digit) for piece, digit in zip(window, said, strict=True))


def _is(ready: "Picture", piece: Piece, said: str) -> bool:
    """Read one piece of ink alone: once if it is what the line says, else two of three other tries must say so."""
    if piece.right - piece.left > _WIDEST * piece.height:
        return False
    if _read(ready, piece, *_TRY) == said:
        return True
    return sum(_read(ready, piece, *each) == said for each in _OTHER_TRIES) >= _ENOUGH


def _read(ready: "Picture", piece: Piece, mode: int, height: int) -> str:
    cut = ready[max(piece.top - 2, 0) : piece.bottom + 2, max(piece.left - 2, 0) : piece.right + 2]
    share = height / cut.shape[0]
    sized = cv2.resize(cut, None, fx=share, fy=share, interpolation=cv2.INTER_CUBIC)
    found = reading.read_as(np.pad(np.asarray(sized, dtype=np.uint8), _PAD, constant_values=255), mode)
    return found.text if found is not None and len(found.text) == 1 and found.text.isdigit() else UNSURE
