"""Digits read one by one: what a line's reading says of them must hold without its neighbours."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

import cv2
import numpy as np

from jikwon.tools.scans import holes, reading
from jikwon.tools.scans.aligning import NO_PIECE, Mark, Piece, aligned

if TYPE_CHECKING:
    import tesserocr

    from jikwon.tools.scans.facts import Picture

UNSURE: Final = "?"
_TRY: Final = (reading.LETTER, 30)
_OTHER_TRIES: Final = ((reading.LETTER, 40), (reading.WORD, 40), (reading.WORD, 30))
"""Tesseract's mode, and how high the digit is made (px): each is right of 19 of 20 printed digits, not of the same."""
_ENOUGH: Final = 2
_PAD: Final = 20
_INKS: Final = (128, 80)
"""How dark ink must be for pieces to count as one: digits that touch in the first come apart in the second."""
_WIDEST: Final = 1.1
"""Of its height; a wider piece of ink is two digits that touch."""
_TALL: Final = 0.5
_OVER: Final = 0.3
_GRAIN: Final = 8
_APART: Final = 0.95
"""Of a digit's height, from middle to middle; what lies further apart are two numbers that were read as one."""
_UNEVEN: Final = 1.45
"""Of the steps between the digits of one number."""
_SPACE: Final = 0.35
"""Of a digit's height; what stands closer to a number than that, and has a digit's shape, is one of it."""
_LOW, _HIGH, _NARROW, _ONE = 0.85, 1.12, 0.8, 0.6
"""A digit's shape, in heights of those beside it; a syllable begins with nothing as narrow as a 1, and as high."""


class Run(NamedTuple):
    """Digits that follow each other: the first letter of them in the line without its spaces, and the first beyond.

    `before` and `after` are the rest of their word on each side, without marks as low as a full stop at its ends.
    """

    start: int
    stop: int
    before: str
    after: str


def confirmed(ready: "Picture", text: str, engine: "tesserocr.PyTessBaseAPI") -> str:
    """Give a line's text if each of its digits reads the same alone, else what stands before the first that does not.

    `engine` has read the line `ready` last; `?` stands at the end of what was not confirmed.
    """
    symbols = _symbols(engine)
    if [letter for letter, _ in symbols] != [letter for letter in text if letter != " "]:
        return UNSURE
    marks = [Mark(letter, _middle(box)) for letter, box in symbols]
    pieces = {ink: _pieces(ready, ink) for ink in _INKS}
    places = {ink: aligned(marks, found) for ink, found in pieces.items()}
    for run in _runs(text):
        said = [mark.letter for mark in marks[run.start : run.stop]]
        inks = [(ink, [place[at] for at in range(run.start, run.stop)]) for ink, place in places.items() if place]
        if not any(_is_whole(run, own, pieces[ink]) and _are(ready, own, said, ink) for ink, own in inks):
            return f"{''.join(mark.letter for mark in marks[: run.start])}{UNSURE}"  # one in doubt is enough to ask
    return text


def _runs(text: str) -> Iterator[Run]:
    """Give where digits follow each other without a space."""
    at = 0
    for word in text.split():
        begun = at
        for is_digit, group in groupby(word, key=str.isdigit):
            many = len(list(group))
            if is_digit:
                before, after = word[: at - begun], word[at - begun + many :]
                yield Run(at, at + many, before=before.lstrip(NO_PIECE), after=after.rstrip(NO_PIECE))
            at += many


def _symbols(engine: "tesserocr.PyTessBaseAPI") -> list[tuple[str, tuple[int, int, int, int]]]:
    """List the letters that the engine found, with their boxes (left, top, right, bottom), in reading order."""
    from tesserocr import RIL, iterate_level

    found = []
    for each in iterate_level(engine.GetIterator(), RIL.SYMBOL):
        letter, box = each.GetUTF8Text(RIL.SYMBOL), each.BoundingBox(RIL.SYMBOL)
        if box is not None and letter.strip():
            found.append((letter, box))
    return found


def _pieces(ready: "Picture", ink: int) -> list[Piece]:
    """List the pieces of ink from left to right: those above each other are one, marks at the line's foot are none."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(np.asarray(ready < ink, dtype=np.uint8))
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


def _is_whole(run: Run, own: Sequence[Piece], pieces: Sequence[Piece]) -> bool:
    """Tell whether a number has all of its digits: beside it stands none that the line does not name.

    A line is read in steps; two narrow digits of one kind in one step, as in 114, come out as one, in every way of
    reading and surely. Their ink is there twice.
    """
    high = max(piece.height for piece in own)
    before = [each for each in pieces if each.middle < own[0].middle][-1:]
    after = [each for each in pieces if each.middle > own[-1].middle][:1]
    if not run.before and any(_is_beside(each, own[0].left - each.right, high, _NARROW) for each in before):
        return False
    narrow = _NARROW if not run.after else _ONE if run.after[0].isalpha() else 0.0
    return not any(_is_beside(each, each.left - own[-1].right, high, narrow) for each in after)


def _is_beside(piece: Piece, gap: int, high: int, narrow: float) -> bool:
    """Tell whether a piece of ink has a digit's shape and stands closer to a number than a space is wide."""
    shape = piece.height / high, (piece.right - piece.left) / high
    return gap < _SPACE * high and _LOW < shape[0] < _HIGH and shape[1] < narrow


def _are(ready: "Picture", run: Sequence[Piece], said: Sequence[str], ink: int) -> bool:
    """Tell whether pieces of ink are the digits that a line says, each read alone, and stand together as it says."""
    return _stand_together(run) and all(_is(ready, piece, digit, ink) for piece, digit in zip(run, said, strict=True))


def _stand_together(run: Sequence[Piece]) -> bool:
    """Tell whether no gap between digits is as wide as a space."""
    steps = [right.middle - left.middle for left, right in pairwise(run)]
    if not steps:
        return True
    widest = _APART * max(piece.height for piece in run)
    if len(steps) > 1:
        widest = min(widest, _UNEVEN * median(steps))
    return max(steps) < widest


def _is(ready: "Picture", piece: Piece, said: str, ink: int) -> bool:
    """Look at one piece of ink alone: its holes say what the line says, or a reading does, or two of three others."""
    if piece.right - piece.left > _WIDEST * piece.height:
        return False
    if holes.digit_of(ready[piece.top : piece.bottom, piece.left : piece.right], ink=ink) == said:
        return True
    if _read(ready, piece, *_TRY) == said:
        return True
    return sum(_read(ready, piece, *each) == said for each in _OTHER_TRIES) >= _ENOUGH


def _read(ready: "Picture", piece: Piece, mode: int, height: int) -> str:
    cut = ready[max(piece.top - 2, 0) : piece.bottom + 2, max(piece.left - 2, 0) : piece.right + 2]
    share = height / cut.shape[0]
    sized = cv2.resize(cut, None, fx=share, fy=share, interpolation=cv2.INTER_CUBIC)
    found = reading.read_as(np.pad(np.asarray(sized, dtype=np.uint8), _PAD, constant_values=255), mode)
    return found.text if found is not None and len(found.text) == 1 and found.text.isdigit() else UNSURE
