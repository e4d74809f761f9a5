"""Filling a template: fields, labels and growing tables."""

from collections.abc import Mapping
from datetime import datetime

from jikwon.tools.hwpx.facts import Rows


def fill(
    template: bytes,
    *,
    fields: Mapping[str, str],
    tables: Mapping[str, Rows] | None = None,
    at: datetime,
    file: str = "hwpx",
) -> bytes:
    """Give the template filled with `fields` and `tables`; the same input gives the same bytes.

    `fields`: by name of a 누름틀 (every one of that name), else by the label beside a cell. A line break in a
    value begins a new paragraph of the same form. `tables`: by caption, else by the paragraph above; the row
    under the header is repeated with its form for each of the rows, and a total stays last. Every other part of the
    template stays as it is. `at` (aware) is the document's time; `file` names the template in errors.

    Raises `FieldMissing`, `LabelAmbiguous`, `TableMissing`, `FieldUnfilled` (a 누름틀 that nothing was given for),
    `TextForbidden` (a character that XML cannot hold), `HwpxUnreadable`.
    """
    raise NotImplementedError
