"""ODS sheets (OpenDocument 1.3 part 3, 9.1 and 19.385): values from their attributes, text from paragraphs."""

from datetime import date, datetime

from jikwon.proof.errors import Unreadable
from jikwon.proof.readers.markup import Archive, walk
from jikwon.proof.readers.sheet import Sheet, Value
from jikwon.proof.readers.xlsx_cells import Grid

_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384


def read_ods(data: bytes) -> list[Sheet]:
    """Read every table of an OpenDocument spreadsheet."""
    archive = Archive(data)
    content = _Content()
    try:
        walk(archive.pieces("content.xml"), start=content.start, end=content.end, text=content.text)
    except (ValueError, OverflowError) as error:
        raise Unreadable(file="?", reason="cell-malformed") from error
    return content.sheets


class _Content:
    """The handlers. Repeated blank cells and rows are only counted: a sheet ends with a million of them."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.hidden_styles: set[str] = set()
        self.style = self.name = ""
        self.visible = True
        self.grid = Grid()
        self.row = self.column = 0
        self.row_times = 1
        self.cell: dict[str, str] | None = None
        self.cells: list[tuple[int, int, dict[str, str], Value]] = []
        self.paragraphs: list[str] = []
        self.skipping = self.depth = 0

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        """Take note of an element's beginning."""
        match tag:
            case "annotation":
                self.skipping += 1
            case "style":
                self.style = attrs.get("name", "")
            case "table-properties" if attrs.get("display") == "false":
                self.hidden_styles.add(self.style)
            case "table":
                self.name, self.visible = attrs.get("name", ""), attrs.get("style-name") not in self.hidden_styles
                self.grid, self.row = Grid(), 0
            case "table-row":
                self.row_times, self.column = _times(attrs, "number-rows-repeated", _MOST_ROWS), 0
                self.cells = []
            case "table-cell" | "covered-table-cell":
                self.cell, self.paragraphs = attrs, []
            case "p" if not self.skipping:
                self.paragraphs.append("")
                self.depth += 1
            case "s" if self.depth:
                self.paragraphs[-1] += " " * _times(attrs, "c", 32_767)
            case "tab" | "line-break" if self.depth:
                self.paragraphs[-1] += "\t" if tag == "tab" else "\n"

    def end(self, tag: str) -> None:
        """Take note of an element's end."""
        match tag:
            case "annotation":
                self.skipping -= 1
            case "p" if not self.skipping:
                self.depth -= 1
            case "table-cell" | "covered-table-cell":
                self._end_cell()
            case "table-row":
                self._end_row()
            case "table":
                self.sheets.append(self.grid.sheet(self.name, visible=self.visible))

    def text(self, piece: str) -> None:
        """Keep text of a cell's paragraphs."""
        if self.depth and not self.skipping:
            self.paragraphs[-1] += piece

    def _end_cell(self) -> None:
        attrs, self.cell = self.cell or {}, None
        times = _times(attrs, "number-columns-repeated", _MOST_COLUMNS)
        value = _value(attrs, "\n".join(self.paragraphs))
        if value is not None or "formula" in attrs or "number-rows-spanned" in attrs:
            self.cells.append((self.column, times, attrs, value))
        self.column += times

    def _end_row(self) -> None:
        if any(value is not None for *_, value in self.cells):
            self.grid.count(self.row_times * sum(times for _, times, *_ in self.cells))
        for row in range(self.row + 1, self.row + 1 + (self.row_times if self.cells else 0)):
            for column, times, attrs, value in self.cells:
                self._put(row, column, times, attrs, value)
        self.row += self.row_times

    def _put(self, row: int, column: int, times: int, attrs: dict[str, str], value: Value) -> None:
        for each in range(column, column + times):
            self.grid.put(row, each, value)
            if "formula" in attrs:
                self.grid.formulas.append((row, each + 1))
        down, across = int(attrs.get("number-rows-spanned", 1)), int(attrs.get("number-columns-spanned", 1))
        if down > 1 or across > 1:
            self.grid.merged.append((row, column + 1, row + down - 1, column + across))


def _times(attrs: dict[str, str], name: str, most: int) -> int:
    return min(max(int(attrs.get(name, 1)), 1), most)


def _value(attrs: dict[str, str], text: str) -> Value:
    """Give a cell's value by its type; `office:value-type` decides, not the text that is shown."""
    match attrs.get("value-type"):
        case "float" | "currency" | "percentage":
            number = float(attrs["value"]) if "value" in attrs else None
            return int(number) if number is not None and number.is_integer() and abs(number) < 1e15 else number
        case "date":
            return _moment(attrs.get("date-value", ""))
        case "boolean":
            return attrs.get("boolean-value") == "true"
        case "string":
            return attrs.get("string-value", text) or None
    return text or None


def _moment(text: str) -> date | datetime | None:
    if not text:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
