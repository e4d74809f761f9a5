"""The facts of paper forms: what a template says, what was read in a form's cells, and what stands for them."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from jikwon.model import Personal, fact


class Kind(StrEnum):
    """What a field holds; each kind has a rule of its own."""

    TEXT = "text"
    DATE = "date"
    PHONE = "phone"
    NUMBER = "number"
    CHOICE = "choice"


ADDRESS: Final = "address"
"""The check of a text that must name a building of the district's table, and what thresholds call such a text."""
FREE: Final = "free"
"""What thresholds call a text that no table or list confirms: names, remarks. Nothing could contradict its readers."""
BLANK: Final = "blank"
"""What thresholds call a cell in which nothing was found: a kind of reading, and no kind of field."""
MEASURED: Final = (ADDRESS, FREE, Kind.DATE.value, Kind.PHONE.value, Kind.NUMBER.value, Kind.CHOICE.value, BLANK)
"""All that thresholds are measured of."""


class Basis(StrEnum):
    """What a value rests on; the values are what 확인방법 shows."""

    RULE = "규칙"
    PERSON = "담당자"


@fact
class Field:
    """One field of a template: its column `name`, the `label` printed on the form, and what it takes.

    `values` are those of a choice; `pattern` what a text must match as a whole ("" any); `check` names a rule of
    its own (`address`: a building of the district must stand there, "" none); `least` and `most`
    bound a number, `earliest` and `latest` a date (None: no bound).
    """

    name: str
    label: str
    kind: Kind
    required: bool = False
    values: tuple[str, ...] = ()
    pattern: str = ""
    check: str = ""
    least: int | None = None
    most: int | None = None
    earliest: date | None = None
    latest: date | None = None

    @property
    def measured_as(self) -> str:
        """What thresholds call the readings of this field: its kind, a text by what confirms it."""
        return self.kind.value if self.kind is not Kind.TEXT else self.check or FREE


@fact
class Template:
    """A form: its name and its fields in the order of the columns."""

    name: str
    fields: tuple[Field, ...]


@fact
class Page:
    """A work item's body: one page of one file, counted from 1."""

    file: Personal[str]
    page: int


@fact
class Read:
    """One reading of a cell: its text, and how sure the reader was (0–100)."""

    text: Personal[str]
    confidence: float


@fact
class Cell:
    """What was read in one field's cell, in several ways; None where the cell was not found on the page."""

    field: str
    readings: Personal[tuple[Read, ...] | None]


@fact
class Seen:
    """What a page showed: its cells, or in `refused` why it is not the form (`blank`, `photo`, `other-form`)."""

    cells: Personal[tuple[Cell, ...]] = ()
    refused: str = ""


@fact
class Value:
    """What stands for a field: a date as `2021-10-06`, a phone as `010-1234-5678`, "" for a blank cell."""

    field: str
    value: Personal[str]
    confidence: float
    basis: Basis


@fact
class Doubt:
    """Why a value is not accepted: the codes of question and reason, and what each reading said ("" nothing)."""

    field: str
    code: str
    reason: str
    candidates: Personal[tuple[str, ...]] = ()


@fact
class Form:
    """A form whose every field is decided."""

    page: Personal[Page]
    values: Personal[tuple[Value, ...]]


@fact
class Thresholds:
    """From which confidence (0–100) on a reading of each of `MEASURED` may be accepted; what is missing never is.

    `data` is the SHA-256 of the Tesseract data they were measured with.
    """

    of: Mapping[str, float]
    data: str
