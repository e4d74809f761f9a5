"""Reading the CSV tables that ship with the package or that an office brings."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter

from jikwon.korea.errors import TableUnreadable


def rows(content: bytes, columns: Sequence[str], *, table: str) -> Iterator[Sequence[str]]:
    """Give the rows of a CSV (UTF-8 or cp949) with its `columns` in the order asked for, empty rows left out.

    Raise `TableUnreadable` that names the columns that are missing, or the first row that is too short.
    """
    reader = csv.reader(io.StringIO(_decoded(content, table)))
    header = [name.strip() for name in next(reader, [])]
    if missing := [name for name in columns if name not in header]:
        raise TableUnreadable(name=table, columns=", ".join(missing), row=1)
    in_order = itemgetter(*map(header.index, columns)) if header != list(columns) else None
    return _body(reader, in_order, len(header), table)


def lines(content: bytes, columns: Sequence[str], *, by: int) -> dict[str, list[str]] | None:
    """Give the uncut lines of a shipped CSV by what column `by` says; None unless it is plain.

    Plain is: no quotes, and exactly `columns`. Cutting 20,000 lines takes longer than a small list's whole run.
    """
    text = _decoded(content, "")
    header, *body = text.splitlines()
    if '"' in text or header != ",".join(columns):
        return None
    found: dict[str, list[str]] = {}
    for line in body:
        found.setdefault(line.split(",", by + 1)[by], []).append(line)
    return found


def _body(
    reader: Iterable[list[str]], in_order: Callable[[list[str]], Sequence[str]] | None, width: int, table: str
) -> Iterator[Sequence[str]]:
    try:
        for number, row in enumerate(reader, 2):
            if len(row) == width:
                yield in_order(row) if in_order else row
            elif row:
                raise TableUnreadable(name=table, columns=f"{len(row)} / {width}", row=number)
    except csv.Error as error:
        raise TableUnreadable(name=table, columns=str(error), row="?") from error


def _decoded(content: bytes, table: str) -> str:
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TableUnreadable(name=table, columns="UTF-8 | cp949", row=1)
