"""Finding the table of every sheet: its header, its columns, and what is told about it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from jikwon.model import Note, Place
from jikwon.tools.tables import headers, notes
from jikwon.tools.tables.cells import Value, text_of
from jikwon.tools.tables.errors import ColumnMissing, ColumnTwice, CsvBroken
from jikwon.tools.tables.grids import Grid, Spot
from jikwon.tools.tables.headers import Header, Merge
from jikwon.tools.tables.rows import Columns, is_blank

Tell = Callable[[Note], None]
_SEEN_MAX = 40
_SEEN_LONG = 24


@dataclass(frozen=True, slots=True)
class Asked:
    """What a process asks of an input's tables."""

    names: Mapping[str, str]
    required: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was found; `columns` and `identifying` count from the grid's own left edge."""

    asked: Asked
    grid: Grid
    header: Header
    columns: Columns
    identifying: Sequence[int]

    def place(self, *, row: int = 0, column: str = "") -> Place:
        """Name a place in this table."""
        return _place(self.columns, row=row, column=column)


def find_table(grid: Grid, asked: Asked, *, input: str, file: str, several: bool, tell: Tell) -> Table | None:  # noqa: A002 - the manifest's word
    """Find the sheet's table and tell what is hidden in it; None, told, if the sheet has none.

    Raises `ColumnMissing` if some but not all required columns are there, `ColumnTwice`, `CsvBroken`.
    """
    bare = Columns(input=input, file=file, sheet=grid.sheet, several=several, index={}, names=())
    head = list(islice(grid.rows(), headers.DEPTH + 1))
    if not any(not is_blank(cell) for row in head for cell in row) and not any(map(any, grid.rows())):
        tell(Note(code=notes.SHEET_EMPTY, at=_place(bare)))
        return None
    merges = _merges(grid)
    header = headers.find(head, names=asked.names, required=asked.required, merges=merges)
    if header is None or not header.groups:
        tell(Note(code=notes.SHEET_WITHOUT_TABLE, at=_place(bare)))
        return None
    if header.groups < len(asked.required):
        missing = ", ".join("/".join(g) for g in asked.required if not any(name in header.columns for name in g))
        raise ColumnMissing(file=origin(file, grid.sheet), columns=missing, seen=seen(header.names))
    _check_widths(grid, header, file=file)
    index = index_of(grid, header, columns=bare, tell=tell)
    columns = replace(bare, index=index, names=header.names)
    identifying = sorted({index[name] for group in asked.required for name in group if name in index})
    table = Table(asked, grid, header, columns, identifying)
    _tell_about(table, head, tell)
    return table


def origin(file: str, sheet: str) -> str:
    """Name a sheet of a file as errors do: `명단.xlsx [7월]`."""
    return f"{file} [{sheet}]" if sheet else file


def seen(names: Iterable[str]) -> str:
    """List headers for an error's line, within a length that a line can bear."""
    listed = [name[:_SEEN_LONG] for name in names if name]
    return ", ".join(listed[:_SEEN_MAX]) or "–"


def _merges(grid: Grid) -> list[Merge]:
    """Give the merged ranges in the grid's own columns."""
    return [(top, left - grid.left, bottom, right - grid.left) for top, left, bottom, right in grid.marks.merges]


def index_of(grid: Grid, header: Header, *, columns: Columns, tell: Tell) -> dict[str, int]:
    """Give every field's column. Of two that fit one field, one that holds nothing is left alone, told.

    Raises `ColumnTwice` if both hold something: which one is meant, a person must say.
    """
    index = {}
    for field, fitting in header.columns.items():
        filled = [at for at in fitting if len(fitting) > 1 and _holds_something(grid, header.last, at)]
        if len(filled) > 1:
            first, second = (header.names[at] for at in filled[:2])
            raise ColumnTwice(file=origin(columns.file, columns.sheet), field=field, first=first, second=second)
        index[field] = (filled or fitting)[0]
        for at in fitting:
            if at != index[field]:
                tell(Note(code=notes.COLUMN_UNUSED, at=_place(columns, column=header.names[at])))
    return index


def _check_widths(grid: Grid, header: Header, *, file: str) -> None:
    """Refuse a CSV record with more cells than its header: an unquoted comma has moved its cells along.

    Some programs end every record but the header with a delimiter; that moves nothing.
    """
    if not grid.widths or max(grid.widths) <= (wide := grid.widths[header.last]):
        return
    below = [(row, width) for row, width in enumerate(grid.widths) if row > header.last and width > 1]
    longer = [row for row, width in below if width > wide]
    rows = list(grid.rows())
    if longer and (len({width for _, width in below}) > 1 or any(any(rows[row][wide:]) for row in longer)):
        raise CsvBroken(file=file, row=longer[0] + 1)


def _holds_something(grid: Grid, header_row: int, column: int) -> bool:
    return any(not is_blank(row[column]) for row in islice(grid.rows(), header_row + 1, None))


def _tell_about(table: Table, head: Sequence[Sequence[Value]], tell: Tell) -> None:
    grid, header = table.grid, table.header
    if grid.hidden:
        tell(Note(code=notes.HIDDEN_SHEET, at=table.place()))
    if titles := sum(any(not is_blank(cell) for cell in row) for row in head[: header.first]):
        tell(Note(code=notes.TITLE_ROWS, at=table.place(row=header.first + 1), count=titles))
    for column in sorted(grid.marks.hidden_columns):
        if name := _name(table, column):
            tell(Note(code=notes.HIDDEN_COLUMN, at=table.place(column=name)))
    for code, spots in ((notes.ERROR_CELLS, grid.marks.errors), (notes.FORMULA_CELLS, grid.marks.unvalued)):
        _tell_spots(table, code, spots, tell)


def _tell_spots(table: Table, code: str, spots: Sequence[Spot], tell: Tell) -> None:
    below = sorted((column, row) for row, column in spots if row > table.header.last)
    counts = Counter(column for column, _ in below)
    firsts = dict(reversed(below))
    for column, count in sorted(counts.items()):
        if name := _name(table, column):
            tell(Note(code=code, at=table.place(row=firsts[column] + 1, column=name), count=count))


def _name(table: Table, column: int) -> str:
    """Give the header over a column of the sheet; "" where there is none."""
    at = column - table.grid.left
    return text_of(table.header.names[at]) if 0 <= at < len(table.header.names) else ""


def _place(columns: Columns, *, row: int = 0, column: str = "") -> Place:
    sheet = columns.sheet if columns.several else ""
    return Place(source=columns.input, file=columns.file, sheet=sheet, row=row, column=column)
