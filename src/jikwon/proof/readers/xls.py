"""XLS through xlrd, which the tools do not use."""

from typing import Any

from jikwon.proof.errors import Unreadable
from jikwon.proof.readers.serials import Shows, shows, to_value
from jikwon.proof.readers.sheet import Sheet, Value

_DATE, _BOOLEAN, _ERROR, _TEXT, _NUMBER = 3, 4, 5, 1, 2


def read_xls(data: bytes) -> list[Sheet]:
    """Read every worksheet of a BIFF workbook; xlrd does not tell which cells are formulas."""
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, on_demand=False, logfile=_Silence())
    except (xlrd.XLRDError, xlrd.compdoc.CompDocError, AssertionError, IndexError, ValueError, KeyError) as error:
        raise Unreadable(file="?", reason="xls-corrupt") from error
    return [_sheet(book, sheet) for sheet in book.sheets()]


class _Silence:
    """xlrd reports oddities on a stream; they may hold what cells hold."""

    def write(self, _: str) -> None:
        """Drop the text."""

    def flush(self) -> None:
        """Have nothing to do."""


def _sheet(book: Any, sheet: Any) -> Sheet:  # noqa: ANN401 - xlrd has no types
    rows: list[list[Value]] = [
        [_value(book, sheet.cell(row, column)) for column in range(sheet.row_len(row))] for row in range(sheet.nrows)
    ]
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    merged = tuple((top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells)
    return Sheet(sheet.name, rows, sheet.visibility == 0, merged)


def _value(book: Any, cell: Any) -> Value:  # noqa: ANN401
    if cell.ctype == _TEXT:
        return str(cell.value) or None
    if cell.ctype == _BOOLEAN:
        return bool(cell.value)
    if cell.ctype == _ERROR:
        return "#ERROR"
    if cell.ctype == _DATE:
        form = book.format_map[book.xf_list[cell.xf_index].format_key]
        kind = shows(form.format_key, form.format_str)
        kind = Shows.DAY if kind is Shows.NUMBER else kind
        return to_value(cell.value, kind, from_1904=book.datemode == 1)
    if cell.ctype == _NUMBER:
        return int(cell.value) if cell.value.is_integer() else float(cell.value)
    return None
