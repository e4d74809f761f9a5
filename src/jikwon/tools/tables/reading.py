"""Reading the tables of one input: every sheet of every file, as rows."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from jikwon.model import Note, Source
from jikwon.tools.tables.fields import Field
from jikwon.tools.tables.rows import Row


class Reading:
    """Tables that were opened and whose headers were found; iterating gives their rows, once."""

    def __iter__(self) -> Iterator[Row]:
        raise NotImplementedError


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

    `required` lists groups of field names; a table must have a column for one of each group.
    `told` gets a note of everything that was read although hidden, or passed over (codes in `notes.py`).
    `passwords` gives the vault's password for locked workbooks, asked only if one is met.
    `sheets`: where a book has a sheet of one of these names, only those are read, the others told.
    `taught`: what a person said of headers: header → field name, or "" for a column to leave alone.

    All errors are raised here, before the first row: every subclass of `InputError` in `errors.py`.
    """
    raise NotImplementedError
