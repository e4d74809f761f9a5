"""CSV as RFC 4180 has it: UTF-8 with or without BOM, else cp949; comma, semicolon or tab."""

import re
from collections.abc import Iterator

from jikwon.proof.errors import Unreadable
from jikwon.proof.readers.sheet import Sheet, Value

_PLAIN_LINE = re.compile(r"\r\n|\n|\r")


def read_csv(data: bytes) -> list[Sheet]:
    """Read the one table of a CSV file; every cell is text, a blank one None.

    `rows[n - 1]` is the n-th row as a spreadsheet shows it: a quoted line break does not begin a row.
    """
    text = _decode(data)
    separator = _separator(text)
    rows: list[list[Value]] = [[cell or None for cell in row] for row in _rows(text, separator)]
    return [Sheet("", rows)]


class Indexed:
    """A CSV's rows by what one of its columns says; a row is cut only when its rows are asked for.

    For a large table of which little is needed. Raises `Unreadable`, and ValueError for a column it lacks.
    """

    def __init__(self, data: bytes, column: str) -> None:
        text = _decode(data)
        self._separator = _separator(text)
        self._rows_of: dict[str, list[str | list[str]]] = {}
        plain = '"' not in text
        rows = iter(_PLAIN_LINE.split(text)) if plain else _rows(text, self._separator)
        self.header = self._cut(next(rows, ""))
        index = self.header.index(column)
        for row in rows:
            cells = row.split(self._separator, index + 1) if isinstance(row, str) else row
            if len(cells) > index:
                self._rows_of.setdefault(cells[index], []).append(row)

    def rows(self, value: str) -> list[list[str]]:
        """Give the rows whose column says `value`."""
        return [self._cut(row) for row in self._rows_of.get(value, ())]

    def _cut(self, row: str | list[str]) -> list[str]:
        return row.split(self._separator) if isinstance(row, str) else row


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    for encoding in ("utf-8-sig", "cp949"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise Unreadable(file="?", reason="encoding")


def _separator(text: str) -> str:
    """Pick what the first line that has any separator has most of, outside of quotes."""
    head = re.sub(r'"(?:[^"]|"")*"', "", text[:65_536])
    for line in _PLAIN_LINE.split(head):
        counts = {mark: line.count(mark) for mark in ",\t;"}
        if any(counts.values()):
            return max(counts, key=lambda mark: counts[mark])
    return ","


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    """Cut text into rows; a row with an open quote goes on in the next line."""
    lines = _lines(text)
    for line in lines:
        body = line.rstrip("\r\n") if line.endswith(("\n", "\r")) else line
        if '"' not in body:
            yield body.split(separator) if body else []
            continue
        while (cells := _quoted(line, separator)) is None:
            following = next(lines, None)
            if following is None:
                raise Unreadable(file="?", reason="quote-open")
            line += following
        yield cells


def _lines(text: str) -> Iterator[str]:
    """Give lines with their ends; `splitlines` also breaks at U+2028 and others, which are text here."""
    position = 0
    for found in _PLAIN_LINE.finditer(text):
        yield text[position : found.end()]
        position = found.end()
    if position < len(text):
        yield text[position:]


def _quoted(line: str, separator: str) -> list[str] | None:
    """Cut a row that has quotes; None while a quote is open. Text after a closing quote stays."""
    cells: list[str] = []
    position, end = 0, len(line.rstrip("\r\n"))
    while True:
        if line.startswith('"', position):
            closing = position + 1
            while (closing := line.find('"', closing)) >= 0 and line.startswith('""', closing):
                closing += 2
            if closing < 0:
                return None
            cell = line[position + 1 : closing].replace('""', '"')
            end = max(end, closing + 1)
            position = closing + 1
        else:
            cell = ""
        stop = line.find(separator, position, end)
        cells.append(cell + line[position : end if stop < 0 else stop])
        if stop < 0:
            return cells
        position = stop + 1
