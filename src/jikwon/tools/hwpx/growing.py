"""Tables that grow: the row under the header, repeated with its form; a total stays last."""

from collections.abc import Mapping
from copy import deepcopy
from typing import TYPE_CHECKING

from jikwon.tools.hwpx.facts import Rows
from jikwon.tools.hwpx.grids import Spot, rows_of
from jikwon.tools.hwpx.marks import child, children, fill_story, forget_layout, squeezed

if TYPE_CHECKING:
    from jikwon.tools.hwpx.marks import Element

LEAST_HEIGHT = 1_300
"""In 1/7,200 inch (4.6 mm): a row of a template that gives less would be drawn as a line."""


TALLEST = 24_000
"""In 1/7,200 inch (85 mm): a table that grows beyond goes on on the next page, also where the template says no.

One that stays whole would leave a third of a page blank, and one taller than a page would be cut.
"""


class Unfit(Exception):
    """A table that cannot be filled: `why` is a short word of `TableMissing`, `what` names the column."""

    def __init__(self, why: str, what: str = "") -> None:
        super().__init__(why)
        self.why, self.what = why, what


def grow(table: "Element", rows: Rows) -> None:
    """Fill a table of a header, one row and, where there is a total, one more. Raises `Unfit`."""
    elements, spots = list(children(table, "tr")), rows_of(table)
    headers = max(1, sum(1 for row in spots if row and all(spot.is_header for spot in row)))
    if len(elements) != headers + 1 + (rows.total is not None):
        raise Unfit("rows", str(len(elements)))
    if any(spot.row_span > 1 for row in spots[headers:] for spot in row):
        raise Unfit("merged")
    columns = _columns(spots[:headers])
    model = elements[headers]
    _let_stand(model)
    made = [deepcopy(model) for _ in rows.rows]
    for row, texts in zip(made, rows.rows, strict=True):
        _fill(row, texts, columns)
    if rows.total is not None:
        _let_stand(elements[-1])
        _fill(elements[-1], rows.total, columns)
    for row in made:
        model.addprevious(row)
    table.remove(model)
    _count(table)


def _columns(headers: list[list[Spot]]) -> dict[str, int]:
    """Map the lowest header over each column to the column."""
    lowest: dict[int, str] = {}
    for row in headers:
        for spot in row:
            if spot.text.strip():
                lowest |= dict.fromkeys(range(spot.column, spot.column + spot.column_span), squeezed(spot.text))
    found: dict[str, int] = {}
    for column, name in sorted(lowest.items()):
        found.setdefault(name, column)
    return found


def _fill(row: "Element", texts: Mapping[str, str], columns: Mapping[str, int]) -> None:
    cells = {spot.column: spot for spot in (Spot(cell, 0, order) for order, cell in enumerate(children(row, "tc")))}
    for name, text in texts.items():
        spot = cells.get(columns.get(squeezed(name), -1))
        if spot is None:
            raise Unfit("column", name)
        fill_story(spot.story, text)


def _let_stand(row: "Element") -> None:
    for cell in children(row, "tc"):
        size = child(cell, "cellSz")
        if size is not None and int(size.get("height") or 0) < LEAST_HEIGHT:
            size.set("height", str(LEAST_HEIGHT))
        for paragraph in cell.iter("{*}p"):
            forget_layout(paragraph)


def _count(table: "Element") -> None:
    """Number the rows anew, and give the table the height of its rows."""
    height = 0
    rows = list(children(table, "tr"))
    for number, row in enumerate(rows):
        tallest = 0
        for cell in children(row, "tc"):
            address, size = child(cell, "cellAddr"), child(cell, "cellSz")
            if address is not None:
                address.set("rowAddr", str(number))
            span = child(cell, "cellSpan")
            if size is not None and (span is None or span.get("rowSpan", "1") == "1"):
                tallest = max(tallest, int(size.get("height") or 0))
        height += tallest
    table.set("rowCnt", str(len(rows)))
    size = child(table, "sz")
    if size is not None:
        size.set("height", str(height))
    position = child(table, "pos")
    if position is not None and height > TALLEST:
        position.set("treatAsChar", "0")  # 글자처럼 취급: such a table would be cut at the page's end
        table.set("pageBreak", "CELL")
