"""Finding the header of a table: anywhere in the first rows, in one row or in two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jikwon.tools.tables.cells import Value, text_of
from jikwon.tools.tables.fields import fold, is_remark

DEPTH = 50
"""How many rows from the top a header is looked for in."""

Merge = tuple[int, int, int, int]
"""A merged range: first row, first column, last row, last column, all 0-based and inclusive."""


@dataclass(frozen=True, slots=True)
class Header:
    """A row (or two) of headers. Rows and columns are 0-based; `names` are the headers as they stand."""

    first: int
    last: int
    names: Sequence[str]
    columns: Mapping[str, Sequence[int]]
    groups: int

    @property
    def score(self) -> tuple[int, int]:
        """How well it fits: required groups found, then fields found."""
        return self.groups, len(self.columns)


def find(
    head: Sequence[Sequence[Value]],
    *,
    names: Mapping[str, str],
    required: Sequence[Sequence[str]],
    merges: Sequence[Merge],
) -> Header | None:
    """Find the header that names most required columns; of equals the uppermost. None if none is known.

    In a header of two rows the lower cell counts, else the upper.
    """
    texts = [[" ".join(text_of(cell).split()) for cell in row] for row in head]
    singles = [_header(row, row, line, names, required) for row, line in enumerate(texts)]
    singles = singles[:DEPTH]
    pairs = [_header(row, row + 1, _lower_else_upper(texts, row), names, required) for row in range(len(singles))]
    best = max((header.score for header in (*singles, *pairs)), default=(0, 0))
    if not best[1]:
        return None
    row = next(row for row in range(len(singles)) if best in (singles[row].score, pairs[row].score))
    return _one_or_two(row, singles, pairs, best, merged_down=_is_merged_down(row, merges))


def line_as_header(
    cells: Sequence[Value], *, names: Mapping[str, str], required: Sequence[Sequence[str]], row: int = 0
) -> Header:
    """Read one row as a header, whatever it holds."""
    return _header(row, row, [" ".join(text_of(cell).split()) for cell in cells], names, required)


def _one_or_two(
    row: int, singles: Sequence[Header], pairs: Sequence[Header], best: tuple[int, int], *, merged_down: bool
) -> Header:
    """Decide whether the header that begins at `row` has one row or two."""
    below = singles[row + 1] if row + 1 < len(singles) else None
    if singles[row].score < best:
        return below if below is not None and below.score == best else pairs[row]
    if pairs[row].score == best and (merged_down or (below is not None and below.columns and below.score < best)):
        return pairs[row]
    return singles[row]


def _is_merged_down(row: int, merges: Sequence[Merge]) -> bool:
    """Tell whether a cell of the row is merged with the one below it: then both rows are the header."""
    return any(top == row and bottom == row + 1 for top, _, bottom, _ in merges)


def _lower_else_upper(texts: Sequence[Sequence[str]], row: int) -> list[str]:
    upper = texts[row]
    lower = texts[row + 1] if row + 1 < len(texts) else ()
    wide = max(len(upper), len(lower))
    above = [*upper, *[""] * (wide - len(upper))]
    below = [*lower, *[""] * (wide - len(lower))]
    return [high if is_remark(low) and (high or not low) else low for high, low in zip(above, below, strict=True)]


def _header(
    first: int, last: int, line: Sequence[str], names: Mapping[str, str], required: Sequence[Sequence[str]]
) -> Header:
    columns: dict[str, list[int]] = {}
    for column, text in enumerate(line):
        if text and (field := names.get(fold(text))):
            columns.setdefault(field, []).append(column)
    groups = sum(any(name in columns for name in group) for group in required)
    return Header(first, last, tuple(line), columns, groups)
