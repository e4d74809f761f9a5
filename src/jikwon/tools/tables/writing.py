"""Writing workbooks that open cleanly, print well, and are the same bytes for the same data and clock."""

import io
import os
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from jikwon.model import fact
from jikwon.tools.tables import stamping
from jikwon.tools.tables.columns import Column
from jikwon.tools.tables.errors import RowsTooMany
from jikwon.tools.tables.stored import SURELY_FITS, Cell, Stored, Where, stored

ROWS_MAX = (1 << 20) - 1
"""Rows that fit below a header."""


@fact
class Sheet:
    """One sheet: columns with different names, and rows in order with one cell for each column.

    `landscape` None lays the paper down where the columns need it.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    landscape: bool | None = None


def write(path: Path, sheets: Sequence[Sheet], *, at: datetime) -> None:
    """Write a workbook of one or more sheets.

    `at` (aware) is the run's clock: the file's own times say it, so the same sheets give the same bytes.
    Text stays text, whatever it begins with: nothing is ever a formula or a link. "" and None are blank
    cells; of an aware datetime the wall clock is written.

    Effects: the file at `path`, in one move. Repeatable: yes, with the same bytes; cut in the middle it
    leaves `.<name>.part`, which the next attempt replaces.
    Raises `CellInvalid` (sheet, row, column) for a value that a cell cannot hold as it is: text over
    32,767 characters or with characters that no workbook may hold, a number over 15 digits, a date
    before 1900-03-01, more than 1,048,575 rows.
    """
    from rustpy_xlsxwriter import FastExcel  # takes time to import

    from jikwon.tools.tables import looks  # the same

    buffer = io.BytesIO()
    book = FastExcel(buffer)
    for sheet in sheets:
        names = [column.name for column in sheet.columns]
        if len(set(names)) < len(names):
            raise ValueError(f"sheet {sheet.name!r} has two columns of one name")
        rows = _stored_rows(sheet)
        look = looks.of_sheet(sheet.columns, rows, landscape=sheet.landscape)
        # The writer takes the header from the first record: without rows, a blank one gives it.
        book.sheet(sheet.name, [dict(zip(names, row, strict=True)) for row in rows or [[None] * len(names)]], **look)
    book.freeze(row=1).save()
    _move_into_place(path, stamping.stamped(buffer.getbuffer(), at=at))


def _stored_rows(sheet: Sheet) -> list[list[Stored]]:
    columns = [(column.name, column.kind in ("date", "datetime")) for column in sheet.columns]
    rows = []
    for number, row in enumerate(sheet.rows, 2):
        if number > ROWS_MAX + 1:
            raise RowsTooMany(sheet=sheet.name, row=number)
        rows.append(
            [
                cell
                if cell.__class__ is str and len(cell) <= SURELY_FITS and cell.isprintable()  # nearly all; hot
                else stored(cell, Where(sheet.name, number, name), as_date=as_date)
                for cell, (name, as_date) in zip(row, columns, strict=True)
            ]
        )
    return rows


def _move_into_place(path: Path, content: bytes) -> None:
    staged = path.with_name(f".{path.name}.part")
    with staged.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    staged.replace(path)
