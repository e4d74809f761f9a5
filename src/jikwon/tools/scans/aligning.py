"""Which piece of ink is which letter of a line: both stand in the same order, whatever the letters' boxes say."""

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

_SKIP: Final = 0.8
"""What it costs, in heights, to leave a piece of ink without a letter: grain, half of a syllable."""
_PARTS: Final = 3
"""Of how many pieces a syllable may be; a digit is one."""
_PART: Final = 0.2
_MISSING: Final = 2.0
_WIDE: Final = 0.95
"""Of its height: syllables are as wide as high, digits narrower."""
NO_PIECE: Final = "-.,~_·'\"`:;/()[]"
"""Marks that are too low to be pieces; where one is high enough, it is a piece that is skipped."""


class Mark(NamedTuple):
    """A letter of a line and the middle of its box, across (px); boxes may lie a letter's width beside the ink."""

    letter: str
    middle: float


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


def aligned(marks: Sequence[Mark], pieces: Sequence[Piece]) -> dict[int, Piece]:
    """Give each digit its piece, by its place among `marks`; nothing where they do not fit together.

    Both are walked from left to right, by the cheapest path: a digit has one piece, another letter up to three or
    none, and a piece may be nobody's. A path costs how far letters lie from their pieces, in heights of a letter.
    """
    told = [(at, mark) for at, mark in enumerate(marks) if mark.letter not in NO_PIECE]
    unit = max((piece.height for piece in pieces), default=1)
    costs = [[math.inf] * (len(pieces) + 1) for _ in range(len(told) + 1)]
    taken = [[0] * (len(pieces) + 1) for _ in range(len(told) + 1)]
    for many in range(len(told) + 1):
        for upto in range(len(pieces) + 1):
            costs[many][upto], taken[many][upto] = _cheapest(costs, told, pieces, many, upto, unit)
    if math.isinf(costs[-1][-1]):
        return {}
    return _walked(taken, told, pieces)


def _cheapest(
    costs: Sequence[Sequence[float]],
    told: Sequence[tuple[int, Mark]],
    pieces: Sequence[Piece],
    many: int,
    upto: int,
    unit: int,
) -> tuple[float, int]:
    """Give the least cost of so many letters in the first pieces, and how many pieces the last letter took (-1: none,
    and the last piece is nobody's)."""
    if not many and not upto:
        return 0.0, 0
    tries = [(costs[many][upto - 1] + _SKIP, -1)] if upto else []
    if many:
        mark = told[many - 1][1]
        for parts in (1,) if mark.letter.isdigit() else range(_PARTS + 1):
            if parts <= upto:
                own = pieces[upto - parts : upto]
                tries.append((costs[many - 1][upto - parts] + _apart(mark, own, unit), parts))
    return min(tries, default=(math.inf, 0))


def _apart(mark: Mark, own: Sequence[Piece], unit: int) -> float:
    if not own:
        return _MISSING
    middle = (own[0].left + own[-1].right) / 2
    is_odd = mark.letter.isdigit() and own[0].right - own[0].left > _WIDE * own[0].height
    return abs(mark.middle - middle) / unit + _PART * (len(own) - 1) + is_odd


def _walked(
    taken: Sequence[Sequence[int]], told: Sequence[tuple[int, Mark]], pieces: Sequence[Piece]
) -> dict[int, Piece]:
    found: dict[int, Piece] = {}
    many, upto = len(told), len(pieces)
    while many or upto:
        parts = taken[many][upto]
        if parts < 0:
            upto -= 1
            continue
        many, upto = many - 1, upto - parts
        if told[many][1].letter.isdigit():
            found[told[many][0]] = pieces[upto]
    return found
