"""The cells that ruling lines enclose, whatever order and pieces the lines were drawn in."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from jikwon.proof.readers.pdf_drawn import Box

NEAR = 1.5
"""Two edges nearer than this (points) are one."""
_Span: TypeAlias = tuple[float, float]


def ruled(lines: Sequence[Box]) -> set[Box]:
    """Give every smallest rectangle with a line along all of each side; merged cells count as one."""
    return {cell for group in _touching(lines) for cell in _cells(group)}


def _touching(lines: Sequence[Box]) -> Iterator[list[Box]]:
    """Group the lines that touch each other, by way of others too: a table each."""
    rest = sorted(lines, key=lambda line: (-line.top, line.left))
    while rest:
        group, around, grown = [rest[0]], rest[0], True
        rest = rest[1:]
        while grown:
            far: list[Box] = []
            for line in rest:
                (group if _meet(line, around) else far).append(line)
            rest = far
            wider = Box(
                min(line.left for line in group), min(line.bottom for line in group),
                max(line.right for line in group), max(line.top for line in group),
            )  # fmt: skip
            grown, around = wider != around, wider
        yield group


def _meet(line: Box, around: Box) -> bool:
    return (
        line.top >= around.bottom - NEAR
        and line.bottom <= around.top + NEAR
        and line.left <= around.right + NEAR
        and line.right >= around.left - NEAR
    )


def _cells(lines: list[Box]) -> Iterator[Box]:
    columns = _gathered([(line.middle[0], (line.bottom, line.top)) for line in lines if _is_upright(line)])
    rows = _gathered([(line.middle[1], (line.left, line.right)) for line in lines if not _is_upright(line)])
    xs, ys = sorted(columns), sorted(rows)
    for below, above in pairwise(ys):
        y = (below + above) / 2
        walls = [x for x in xs if _covers(columns[x], y)]
        for left, right in pairwise(walls):
            # Looked at from each of its columns, a merged cell may have a line above only half of it.
            x = (left + right) / 2
            bottom = next((each for each in reversed(ys) if each <= below and _covers(rows[each], x)), None)
            top = next((each for each in ys if each >= above and _covers(rows[each], x)), None)
            if bottom is not None and top is not None:
                yield Box(left, bottom, right, top)


def _is_upright(line: Box) -> bool:
    return line.top - line.bottom > line.right - line.left


def _gathered(lines: list[tuple[float, _Span]]) -> dict[float, list[_Span]]:
    """Take lines at nearly the same place for one, as spans by place."""
    found: dict[float, list[_Span]] = {}
    at = float("-inf")
    for place, span in sorted(lines):
        if place - at > NEAR:
            at = place
            found[at] = []
        found[at].append(span)
    return found


def _covers(spans: list[_Span], point: float) -> bool:
    return any(start - NEAR <= point <= end + NEAR for start, end in spans)
