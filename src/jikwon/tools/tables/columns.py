"""The columns of a sheet that is written."""

from typing import Literal

from jikwon.model import fact


@fact
class Column:
    """One column: its header, what it holds, and how it looks.

    `kind` text keeps everything as it is (digits stay text, a date becomes text); number shows
    numbers; date and datetime take `date` and `datetime` values and are real dates of the
    spreadsheet. `width` is in characters (a Hangul syllable is two), None = measured from the data.
    `align` None = what suits the kind. `format` replaces the kind's number format.
    """

    name: str
    kind: Literal["text", "number", "date", "datetime"] = "text"
    width: float | None = None
    align: Literal["left", "center", "right"] | None = None
    format: str = ""
