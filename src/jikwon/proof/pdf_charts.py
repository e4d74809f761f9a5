"""The bars of charts on a PDF's page, told by the colours of the legend that stands over them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from jikwon.proof.readers.pdf import Page
from jikwon.proof.readers.pdf_drawn import Box, Painted

_SQUARE = (8.0, 7.0)
_NEAR = 0.05


class Bar(NamedTuple):
    """A bar, and the number of its colour in the legend, from 0."""

    part: int
    box: Box


def pdf_charts(page: Page) -> list[list[Bar]]:
    """Give the bars of every chart from top to bottom, each chart's in the order in which they are drawn.

    A legend is a line of squares of 8 by 7 points; what has one of its colours, from there down to the next
    legend, is a bar of its chart.
    """
    squares = [each for each in page.painted if _is_square(each.box)]
    squares.sort(key=lambda each: (-each.box.bottom, each.box.left))
    legends = [list(line) for _, line in groupby(squares, key=lambda each: round(each.box.bottom, 1))]
    tops = [legend[0].box.top for legend in legends]
    ends = [*tops[1:], 0.0][: len(legends)]
    return [list(_bars(page.painted, legend, end)) for legend, end in zip(legends, ends, strict=True)]


def are_stacked(bars: Sequence[Bar], sizes: Sequence[tuple[int, int]], scale: float) -> bool:
    """Tell whether bars in one row are these (part, size), as long as `scale` points for one, without a gap."""
    ordered = sorted(bars, key=lambda each: each.box.left)
    return (
        [each.part for each in ordered] == [part for part, _ in sizes]
        and all(_is(bar.box.right - bar.box.left, size * scale) for bar, (_, size) in zip(ordered, sizes, strict=True))
        and all(_is(one.box.right, other.box.left) for one, other in pairwise(ordered))
    )


def are_columns(bars: Sequence[Bar], sizes: Sequence[tuple[int, int]], scale: float) -> bool:
    """Tell whether bars on one ground are these (part, size) from left to right, as high as `scale` points for one."""
    ordered = sorted(bars, key=lambda each: each.box.left)
    return (
        [each.part for each in ordered] == [part for part, _ in sizes]
        and all(_is(bar.box.top - bar.box.bottom, size * scale) for bar, (_, size) in zip(ordered, sizes, strict=True))
        and all(_is(one.box.bottom, other.box.bottom) for one, other in pairwise(ordered))
    )


def rows_of(bars: Iterable[Bar]) -> list[list[Bar]]:
    """Give bars that lie beside each other together, from top to bottom."""
    ordered = sorted(bars, key=lambda each: -each.box.bottom)
    return [list(row) for _, row in groupby(ordered, key=lambda each: round(each.box.bottom, 1))]


def _bars(painted: Iterable[Painted], legend: Sequence[Painted], end: float) -> Iterator[Bar]:
    parts = {each.colour: number for number, each in enumerate(legend)}
    top = legend[0].box.bottom
    for each in painted:
        if end <= each.box.bottom and each.box.top <= top and each.colour in parts:
            yield Bar(parts[each.colour], each.box)


def _is_square(box: Box) -> bool:
    return _is(box.right - box.left, _SQUARE[0]) and _is(box.top - box.bottom, _SQUARE[1])


def _is(one: float, other: float) -> bool:
    return abs(one - other) <= _NEAR
