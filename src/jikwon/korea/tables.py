"""Reading the CSV tables that ship with the package or that an office brings."""

import csv
import io
from collections.abc import Iterable, Sequence
from operator import itemgetter

from jikwon.korea.errors import TableUnreadable


def rows(content: bytes, columns: Sequence[str], *, table: str) -> Iterable[Sequence[str]]:
    """Give the rows of a CSV (UTF-8 or cp949) with its `columns` in the order asked for, empty rows left out.

    Raise `TableUnreadable` that names the columns that are missing, or the first row that is too short.
    """
    reader = csv.reader(io.StringIO(_decoded(content, table)))
    header = [name.strip() for name in next(reader, [])]
    if missing := [name for name in columns if name not in header]:
        raise TableUnreadable(table=table, columns=", ".join(missing), row=1)
    body = filter(None, reader)
    if header == list(columns):
        return body
    picked = itemgetter(*map(header.index, columns))
    width = len(header)
    return (picked(row + [""] * (width - len(row))) for row in body)


def _decoded(content: bytes, table: str) -> str:
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TableUnreadable(table=table, columns="UTF-8 | cp949", row=1)
