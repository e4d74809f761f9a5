"""Passing a table's rows on: merged cells filled, what is no record left out and told."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from jikwon.model import Note
from jikwon.tools.tables import notes
from jikwon.tools.tables.cells import Value, text_of
from jikwon.tools.tables.fields import fold
from jikwon.tools.tables.finding import Table, Tell, index_of
from jikwon.tools.tables.headers import line_as_header
from jikwon.tools.tables.rows import Row, is_blank
from jikwon.tools.tables.totals import SPELLINGS, is_total

_EMPTY = "empty"


def rows_of(table: Table, tell: Tell) -> Iterator[Row]:
    """Give the table's records in order; tell totals, repeated headers, hidden rows and rows without fields.

    A header that comes again with its columns in another order holds for the rows below it.
    """
    counts = _Counts(table, tell)
    hidden, words, last = table.grid.marks.hidden_rows, _words(table), table.header.last
    columns, identifying = table.columns, table.identifying
    for row, cells in _filled_rows(table):
        if row <= last:
            continue
        if _is_odd(cells, identifying, words) and (verdict := _verdict(table, cells)):
            if verdict == notes.HEADER_AGAIN and (moved := _moved(table, row, cells, tell)):
                table, columns, identifying = moved, moved.columns, moved.identifying
            counts.leave_out(verdict, row)
            continue
        counts.rows += 1
        if row in hidden:
            counts.take(notes.HIDDEN_ROWS, row)
        yield Row(columns, row + 1, cells)
    counts.end()


class _Counts:
    """Counts what is told once for a whole table, and remembers where each began."""

    def __init__(self, table: Table, tell: Tell) -> None:
        self.rows = 0
        self._table = table
        self._tell = tell
        self._found: dict[str, tuple[int, int]] = {}

    def take(self, code: str, row: int) -> None:
        """Count one more row for a note that is told at the end."""
        first, count = self._found.get(code, (row, 0))
        self._found[code] = first, count + 1

    def leave_out(self, code: str, row: int) -> None:
        """Tell or count a row that is no record."""
        if code == notes.ROWS_WITHOUT_FIELDS:
            self.take(code, row)
        elif code != _EMPTY:
            self._tell(Note(code=code, at=self._table.place(row=row + 1)))

    def end(self) -> None:
        """Tell what was counted."""
        for code, (first, count) in self._found.items():
            self._tell(Note(code=code, at=self._table.place(row=first + 1), count=count))
        if not self.rows:
            self._tell(Note(code=notes.TABLE_WITHOUT_ROWS, at=self._table.place(row=self._table.header.last + 1)))


def _filled_rows(table: Table) -> Iterator[tuple[int, Sequence[Value]]]:
    """Give the grid's rows, a cell that is merged downwards in each of its rows.

    A row that has nothing of its own stays blank: it is the room of the record above it.
    """
    merges = _merged_down(table)
    if not merges:
        yield from enumerate(table.grid.rows())
        return
    active: list[tuple[int, int, Value]] = []
    for row, cells in enumerate(table.grid.rows()):
        active = [merge for merge in active if merge[0] >= row]
        if active and any(not is_blank(cell) for cell in cells):
            filled = list(cells)
            for _, column, value in active:
                filled[column] = value
            yield row, filled
        else:
            yield row, cells
        active += [(bottom, column, cells[column]) for column, bottom in merges.get(row, ())]


def _merged_down(table: Table) -> dict[int, list[tuple[int, int]]]:
    """Map the first row of every range below the header that spans several rows to its column and last row."""
    merges: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for top, left, bottom, _ in table.grid.marks.merges:
        at = left - table.grid.left
        if bottom > top > table.header.last and 0 <= at < len(table.header.names):
            merges[top].append((at, bottom))
    return merges


def _words(table: Table) -> frozenset[str]:
    """The words that make a row worth a second look when they stand in an identifying column."""
    return SPELLINGS | frozenset(table.header.names) | frozenset(table.asked.names)


def _is_odd(cells: Sequence[Value], identifying: Sequence[int], words: frozenset[str]) -> bool:
    """Tell quickly whether a row may be no record; nearly every row of a register is not odd."""
    for column in identifying:
        cell = cells[column]
        if not cell or cell in words or (isinstance(cell, str) and cell.isspace()):
            return True
    return False


def _verdict(table: Table, cells: Sequence[Value]) -> str:
    """Say by a note's code why a row is no record; "" if it is one."""
    said = [text for column in table.identifying if (text := text_of(cells[column]))]
    if said and all(fold(text) in table.asked.names for text in said):
        return notes.HEADER_AGAIN
    if is_total(cells, table.identifying):
        return notes.TOTAL_ROW
    if said or any(not is_blank(cells[column]) for column in table.columns.index.values()):
        return ""
    return notes.ROWS_WITHOUT_FIELDS if any(not is_blank(cell) for cell in cells) else _EMPTY


def _moved(table: Table, row: int, cells: Sequence[Value], tell: Tell) -> Table | None:
    """Give the table as it goes on below a header that comes again with other columns; None if it is the same."""
    asked = table.asked
    header = line_as_header(cells, names=asked.names, required=asked.required, row=row)
    if header.groups < len(asked.required) or {f: c[0] for f, c in header.columns.items()} == table.columns.index:
        return None
    index = index_of(table.grid, header, columns=table.columns, tell=tell)
    identifying = sorted({index[name] for group in asked.required for name in group if name in index})
    return replace(
        table, columns=replace(table.columns, index=index, names=header.names), identifying=identifying, header=header
    )
