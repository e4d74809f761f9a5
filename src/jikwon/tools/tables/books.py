"""Opening one file's bytes as a book of grids, whatever format it is in, within bounds."""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from jikwon.tools.tables import csv_text, kinds, locks
from jikwon.tools.tables.cells import Value
from jikwon.tools.tables.errors import FileCorrupt, FileEmpty, FileLocked, FileMisnamed, FileSealed, FileTooLarge
from jikwon.tools.tables.grids import Grid, Marks
from jikwon.tools.tables.kinds import Kind

if TYPE_CHECKING:
    from jikwon.tools.tables.archives import Archive

SIZE_MAX = 200 << 20
"""Bytes of the largest file that is opened."""


def check(data: bytes, *, file: str, passwords: Callable[[], str] | None) -> None:
    """Hold a file's bytes against what its name says, unpacking it within the bounds; its cells are not read."""
    _, _, archive = _opened(data, file=file, passwords=passwords)
    if archive is not None:
        archive.unpack_all()


def grids(data: bytes, *, file: str, known: frozenset[str], passwords: Callable[[], str] | None) -> list[Grid]:
    """Open a file and give its sheets in the book's order; a CSV file is one sheet without a name.

    `known` are the folded headers by which a CSV file's delimiter is told.
    """
    kind, plain, archive = _opened(data, file=file, passwords=passwords)
    if kind is Kind.CSV:
        split = csv_text.records(plain, file=file, known=known)
        widths = [len(record) for record in split]
        return [Grid(sheet="", rows=_padded(split, max(widths, default=0)), widths=widths)]
    return _workbook(plain, _marks(kind, plain, archive, file=file), file=file)


def _opened(data: bytes, *, file: str, passwords: Callable[[], str] | None) -> tuple[Kind, bytes, "Archive | None"]:
    """Tell the kind, unlock, and open a zip's directory; raise if the content is not what the name says."""
    if not data:
        raise FileEmpty(file=file)
    if len(data) > SIZE_MAX:
        raise FileTooLarge(file=file)
    said, kind = kinds.said_by(file), kinds.of_bytes(data)
    if kind is Kind.DRM:
        raise FileSealed(file=file)
    if kind is Kind.LOCKED:
        data = locks.unlock(data, file=file, passwords=passwords)
        kind = kinds.of_bytes(data)
    archive = None
    if kind is Kind.ZIP and said is not Kind.CSV:
        from jikwon.tools.tables.archives import Archive  # a CSV file needs none of it

        archive = Archive(data, file=file)
        kind = kinds.of_members(list(archive.members), archive.read("mimetype")[:128].strip())
    if said is not None and kind is not said:
        raise FileMisnamed(file=file, said=said.value, found=kind.value)
    return kind, data, archive


def _marks(kind: Kind, data: bytes, archive: "Archive | None", *, file: str) -> dict[str, Marks] | list[Marks]:
    if kind is Kind.XLSX and archive is not None:
        from jikwon.tools.tables import xlsx_marks  # each format is imported when it is met

        return xlsx_marks.marks_by_sheet(archive)
    if kind is Kind.ODS and archive is not None:
        from jikwon.tools.tables import ods_marks  # the same

        return ods_marks.marks_by_sheet(archive)
    if kind is Kind.XLS:
        from jikwon.tools.tables import xls_marks  # the same

        return xls_marks.marks_in_order(data, file=file)
    return []


def _workbook(data: bytes, marks: dict[str, Marks] | list[Marks], *, file: str) -> list[Grid]:
    from python_calamine import (  # a CSV file needs none of it
        CalamineError,
        CalamineSheet,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
        load_workbook,
    )

    def grid(sheet: CalamineSheet, *, hidden: bool, known: Marks) -> Grid:
        merges = [(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()]
        left = sheet.start[1] if sheet.start else 0
        return Grid(
            sheet=sheet.name,
            rows=sheet.iter_rows,
            hidden=hidden,
            left=left,
            marks=replace(known, merges=merges or known.merges),
        )

    try:
        book = load_workbook(io.BytesIO(data))
        return [
            grid(
                book.get_sheet_by_index(index),
                hidden=about.visible is not SheetVisibleEnum.Visible,
                known=(marks.get(about.name) if isinstance(marks, dict) else marks[index]) or Marks(),
            )
            for index, about in enumerate(book.sheets_metadata)
            if about.typ is SheetTypeEnum.WorkSheet
        ]
    except PasswordError as error:
        raise FileLocked(file=file) from error
    except (CalamineError, OSError, IndexError, ValueError) as error:
        raise FileCorrupt(file=file) from error
    except BaseException as error:  # the reader's own panic is no Exception; anything else goes on its way
        if type(error).__name__ != "PanicException":
            raise
        raise FileCorrupt(file=file) from error


def _padded(split: Sequence[list[str]], wide: int) -> Callable[[], Iterator[list[Value]]]:
    """Give all records the width of the widest, so that a column exists in every row."""
    for record in split:
        if len(record) < wide:
            record.extend([""] * (wide - len(record)))
    return lambda: iter(split)  # type: ignore[arg-type]  # a list of text is a list of values that is not written to
