"""Reading the tables of one input: every sheet of every file, as rows."""

import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from jikwon.model import Note, Place, Source
from jikwon.tools.tables import books, notes
from jikwon.tools.tables.cells import text_of
from jikwon.tools.tables.errors import FileLocked, TableMissing
from jikwon.tools.tables.fields import Field, names_of
from jikwon.tools.tables.finding import Asked, Table, Tell, find_table, seen
from jikwon.tools.tables.grids import Grid
from jikwon.tools.tables.passing import rows_of
from jikwon.tools.tables.rows import Row, is_blank


class Head(NamedTuple):
    """What stands over a table's rows: its place, the texts of the rows above the header, the headers as they stand."""

    at: Place
    titles: Sequence[str]
    names: Sequence[str]


class Reading:
    """Tables that were opened and whose headers were found; iterating gives their rows.

    Iterate once: every table is let go when its rows have passed, and what is told about rows
    (hidden ones, totals) is told while they pass.
    """

    def __init__(self, tables: Sequence[Table], tell: Tell) -> None:
        self._tables: deque[Table] | None = deque(tables)
        self._tell = tell

    def heads(self) -> list[Head]:
        """Give what stands over each table, in their order; before the rows are iterated."""
        return [
            Head(
                at=table.place(row=table.header.last + 1),
                titles=[
                    text
                    for row in islice(table.grid.rows(), table.header.first)
                    for cell in row
                    if (text := text_of(cell))
                ],
                names=table.header.names,
            )
            for table in self._tables or ()
        ]

    def __iter__(self) -> Iterator[Row]:
        if self._tables is None:
            raise RuntimeError("a reading gives its rows once; read the sources again")
        tables, self._tables = self._tables, None
        while tables:
            yield from rows_of(tables.popleft(), self._tell)


def read(
    sources: Sequence[Source],
    fields: Sequence[Field],
    *,
    required: Sequence[Sequence[str]],
    told: Callable[[Note], None],
    passwords: Callable[[], str] | None = None,
    sheets: Sequence[str] = (),
    taught: Mapping[str, str] | None = None,
) -> Reading:
    """Open every file, find every table, and give their rows in the order of files, sheets and rows.

    Several sources are read side by side: `Source.read` is called from threads, `passwords` and `told` never.
    `required` lists groups of field names; a table must have a column for one of each group.
    `told` gets a note of everything that was read although hidden, or passed over (codes: `notes.py`).
    `passwords` gives the vault's password for locked workbooks, asked only if one is met.
    `sheets`: where a book has a sheet of one of these names, only those are read, the others told.
    `taught`: what a person said of headers: header → field name, or "" for a column to leave alone.

    No source at all (an optional input) gives no rows. Every error is raised here, before the first row:
    the subclasses of `InputError` in `errors.py`. A file without any table is an error unless all its
    sheets are blank; an input without any table always is.
    """
    asked = Asked(names_of(fields, taught or {}), required)
    known = frozenset(asked.names)

    def open_one(source: Source) -> list[Grid]:
        return books.grids(source.read(), file=source.name, known=known, passwords=passwords)

    def open_unlocked(source: Source) -> list[Grid] | None:
        try:
            return books.grids(source.read(), file=source.name, known=known, passwords=None)
        except FileLocked:
            return None

    tables: list[Table] = []
    for source, opened in zip(sources, _in_parallel(open_unlocked, sources), strict=True):
        grids = open_one(source) if opened is None else opened  # the vault is asked in the caller's own thread
        tables += _tables_of(source, grids, asked, sheets=sheets, tell=told)
    if sources and not tables:
        raise TableMissing(file=", ".join(source.name for source in sources), columns=_wanted(asked), seen="–")
    return Reading(tables, told)


def _in_parallel(work: Callable[[Source], list[Grid] | None], sources: Sequence[Source]) -> list[list[Grid] | None]:
    """Open files side by side: the reader works without Python's lock, so that two cores halve the time."""
    if len(sources) < 2:
        return [work(source) for source in sources]
    from concurrent.futures import ThreadPoolExecutor  # takes time to import

    with ThreadPoolExecutor(min(len(sources), os.cpu_count() or 1, 4)) as pool:
        return list(pool.map(work, sources))


def _tables_of(
    source: Source, grids: Sequence[Grid], asked: Asked, *, sheets: Sequence[str], tell: Tell
) -> list[Table]:
    chosen = [grid for grid in grids if grid.sheet in sheets] or grids
    several = len(grids) > 1
    found = []
    for grid in grids:
        if grid not in chosen:
            place = Place(source=source.input, file=source.name, sheet=grid.sheet if several else "")
            tell(Note(code=notes.SHEET_PASSED_OVER, at=place))
        elif table := find_table(grid, asked, input=source.input, file=source.name, several=several, tell=tell):
            found.append(table)
    if not found and any(not is_blank(cell) for grid in chosen for row in grid.rows() for cell in row):
        raise TableMissing(file=source.name, columns=_wanted(asked), seen=_first_words(chosen))
    return found


def _wanted(asked: Asked) -> str:
    return ", ".join("/".join(group) for group in asked.required)


def _first_words(grids: Sequence[Grid]) -> str:
    """Give the first row that looks like a header: several words and no digit, which people's data always have."""
    for grid in grids:
        for row in grid.rows():
            words = [text for cell in row if (text := text_of(cell))]
            if len(words) > 1:
                return "–" if any(letter.isdigit() for text in words for letter in text) else seen(words)
    return "–"
