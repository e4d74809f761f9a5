"""Source tables read again: the header found by known names, cells by row number and field."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from jikwon.model import Place
from jikwon.proof.readers.sheet import Sheet, Value
from jikwon.proof.rows import Row

HEADER_WITHIN = 50
"""The header stands in the first so many filled rows; what is above are titles."""
_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|<[^<>]*>|〔[^〕]*〕|【[^】]*】")
_IGNORED = re.compile(r"[\s*※\u200b\ufeff]+")


def header_name(text: object) -> str:
    """Give a header's name as it is compared: NFKC without blanks, line breaks, bracketed remarks and `*`."""
    plain = unicodedata.normalize("NFKC", str(text))
    return _IGNORED.sub("", _REMARK.sub("", plain)) or _IGNORED.sub("", plain)


class SourceTable:
    """A sheet of a source with a known header.

    `fields` maps a field to the names it may have (the field's own name always counts). Names are
    compared after NFKC without blanks, line breaks, bracketed remarks and `*`. Rows above the header
    are titles. In a header of two rows the lower cell counts, else the upper. A merged data cell
    counts for each of its rows.

    `rows` are the filled rows below the header, a trailing total row included: mappings by field.
    `fields` maps those found to their 0-based column, `headers` to the header as the file has it.
    """

    def __init__(self, sheet: Sheet, at: Place, header_row: int, fields: Mapping[str, int]) -> None:
        self.sheet = sheet
        self.at = at
        self.header_row = header_row
        self.fields = fields
        self.headers = {field: _shown(sheet, header_row, column) for field, column in fields.items()}
        below = _filled_down(sheet, header_row)
        self._by_number = {
            number: Row(number, cells, fields, self._place)
            for number, cells in enumerate(below, start=header_row + 1)
            if any(value is not None for value in cells)
        }

    @classmethod
    def find(
        cls, sheet: Sheet, *, at: Place, fields: Mapping[str, Sequence[str]], required: Sequence[str] = ()
    ) -> "SourceTable | None":
        """Find the table of a sheet; None when no row names any field, or lacks a required one.

        The header is the row that names most fields (the first of equals), alone or together with
        the row above it.
        """
        known = {header_name(name): field for field, names in fields.items() for name in (field, *names)}
        best: dict[str, int] = {}
        best_row = seen = 0
        for number, cells in enumerate(sheet.rows, start=1):
            if all(value is None for value in cells):
                continue
            if (seen := seen + 1) > HEADER_WITHIN:
                break
            found = _fields_of(sheet, number, known)
            if len(found) > len(best):
                best, best_row = found, number
        if not best or any(field not in best for field in required):
            return None
        return cls(sheet, at, best_row, best)

    @property
    def rows(self) -> list[Row]:
        """Every filled row below the header."""
        return list(self._by_number.values())

    def row(self, number: int) -> Row | None:
        """Give the row that a spreadsheet shows as `number`; None for a blank one or none."""
        return self._by_number.get(number)

    def cell(self, row_number: int, field: str) -> Value:
        """Give a cell by the row number that a spreadsheet shows; None if row or field is not there."""
        row = self._by_number.get(row_number)
        return row.get(field) if row is not None else None

    def _place(self, row: int, field: str) -> Place:
        column = self.headers.get(field, field)
        return Place(source=self.at.source, file=self.at.file, sheet=self.at.sheet, row=row, column=column)


def _fields_of(sheet: Sheet, number: int, known: Mapping[str, str]) -> dict[str, int]:
    """Map the fields that row `number` names, its own cells before those of the row above."""
    row = sheet.rows[number - 1]
    alone = {column: known.get(header_name(value)) for column, value in enumerate(row) if isinstance(value, str)}
    if not any(alone.values()):
        return {}
    found: dict[str, int] = {}
    for column in range(max(len(row), _width_above(sheet, number))):
        own = alone.get(column)
        if own is None and (column >= len(row) or row[column] is None):
            own = known.get(header_name(_above(sheet, number, column)))
        if own is not None:
            found.setdefault(own, column)
    return found


def _width_above(sheet: Sheet, number: int) -> int:
    return len(sheet.rows[number - 2]) if number > 1 else 0


def _above(sheet: Sheet, number: int, column: int) -> Value:
    """Give the cell above, which a merge over several columns or rows may begin elsewhere."""
    if number < 2:
        return None
    if (value := sheet.cell(number - 1, column + 1)) is not None:
        return value
    for top, left, bottom, right in sheet.merged:
        if top <= number - 1 <= bottom and left <= column + 1 <= right:
            return sheet.cell(top, left)
    return None


def _shown(sheet: Sheet, header_row: int, column: int) -> str:
    own = sheet.cell(header_row, column + 1)
    return str(own if own is not None else _above(sheet, header_row, column))


def _filled_down(sheet: Sheet, header_row: int) -> list[list[Value]]:
    """Give the rows below the header with each merged cell's value in all of its rows and columns."""
    rows = sheet.rows[header_row:]
    copied: set[int] = set()
    for top, left, bottom, right in sheet.merged:
        if bottom <= header_row or (value := sheet.cell(top, left)) is None:
            continue
        for index in range(max(top - 1 - header_row, 0), min(bottom - header_row, len(rows))):
            if index not in copied:  # the sheet itself stays as it was read
                rows[index] = list(rows[index])
                copied.add(index)
            row = rows[index]
            row.extend([None] * (right - len(row)))
            row[left - 1 : right] = [value] * (right - left + 1)
    return rows
