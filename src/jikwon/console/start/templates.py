"""The template of an input that is a table: the headers that the process reads, ready to be filled in.

A process knows its headers in its code alone; its sample shows them in a file that it reads.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from jikwon.model import samples
from jikwon.model.catalog import Process
from jikwon.model.dates import SEOUL
from jikwon.tools.tables import EXTENSIONS, Column, Sheet, write

SUFFIX: Final = ".xlsx"
_LOOKED_THROUGH: Final = 20
"""Rows among which the header is looked for: titles may stand above it."""


def has(process: Process, name: str) -> bool:
    """Tell whether there is a template of an input."""
    return SUFFIX in process.manifest.inputs[name].extensions and bool(headers(process, name))


def headers(process: Process, name: str) -> Sequence[str]:
    """Give the headers that an input's sample has, in its order; none where it has no sample that is a table."""
    found = (each for each in samples.files_of(process, name) if each.suffix.lower() in EXTENSIONS)
    first = next(found, None)
    return _headers(first) if first else ()


def made(process: Process, name: str, title: str) -> bytes:
    """Make the template of an input as a workbook with one sheet."""
    columns = [Column(name=each) for each in headers(process, name)]
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"template{SUFFIX}"
        write(path, [Sheet(name=title[:31], columns=columns, rows=[])], at=datetime.now(SEOUL))
        return path.read_bytes()


@lru_cache(maxsize=64)  # what is installed does not change while we run
def _headers(path: Path) -> Sequence[str]:
    """Give the fullest row of the first sheet: titles above a header have fewer words, rows of data not more."""
    from jikwon.tools.tables import books  # readers of workbooks are imported when a template is asked for
    from jikwon.tools.tables.cells import text_of

    grid = books.grids(path.read_bytes(), file=path.name, known=frozenset(), passwords=None)[0]
    rows = [[text_of(cell) for cell in row] for row in islice(grid.rows(), _LOOKED_THROUGH)]
    widest = max(rows, key=lambda row: sum(map(bool, row)), default=[])
    return tuple(dict.fromkeys(filter(None, widest)))
