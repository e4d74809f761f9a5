"""Writing workbooks that open cleanly, print well, and are the same bytes for the same data and clock."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Literal, TypeAlias

from jikwon.model import fact

Cell: TypeAlias = str | int | float | Decimal | date | datetime | None


@fact
class Column:
    """One column: its header, what it holds, and how it looks.

    `kind` text keeps everything as it is (digits stay text); number shows numbers; date and datetime
    take `date` and `datetime` values and are real Excel dates. `width` in characters, None = measured
    from the data. `align` None = what suits the kind. `format` replaces the kind's number format.
    """

    name: str
    kind: Literal["text", "number", "date", "datetime"] = "text"
    width: float | None = None
    align: Literal["left", "center", "right"] | None = None
    format: str = ""


@fact
class Sheet:
    """One sheet: columns and rows in order; a row has one cell for each column."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    landscape: bool = False


def write(path: Path, sheets: Sequence[Sheet], *, at: datetime) -> None:
    """Write a workbook.

    `at` (aware) is the run's clock: the file's own times say it, so the same sheets give the same bytes.
    Text stays text, whatever it begins with: nothing is ever a formula or a link.

    Effects: the file at `path`, in one move. Repeatable: yes, with the same bytes.
    Raises `CellInvalid` (sheet, row, column) for a value that a cell cannot hold: text over 32,767
    characters, a number over 15 digits, a date before 1900-03-01.
    """
    raise NotImplementedError
