"""CSV files: their encoding, their delimiter, and their records with the numbers a spreadsheet shows."""

import csv
import io

from jikwon.tools.tables.errors import CsvBroken, CsvUndecodable
from jikwon.tools.tables.fields import fold

DELIMITERS = ",;\t"
_BOM = b"\xef\xbb\xbf"
_HEAD = 64


def records(data: bytes, *, file: str, known: frozenset[str]) -> list[list[str]]:
    """Decode and split a CSV file; the record at index i is row i + 1 of the spreadsheet.

    Blank lines are empty records and count. `known` are folded headers; the delimiter that shows most
    of them in the first records is taken (of equals: comma, semicolon, tab), unless a first line
    `sep=;` names it, which spreadsheets read and do not show. Raises `CsvUndecodable`, `CsvBroken`.
    """
    text = _decode(data, file=file)
    if text[:4].lower() == "sep=" and text[5:6] in ("\r", "\n"):
        return _split(text[5:].removeprefix("\r").removeprefix("\n"), text[4], file=file)
    delimiter = max(DELIMITERS, key=lambda each: _known_headers(text, each, known))
    return _split(text, delimiter, file=file)


def _decode(data: bytes, *, file: str) -> str:
    marked = data.startswith(_BOM)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        utf8_until = error.start
    if marked:
        raise CsvUndecodable(file=file, row=_row_at(data, utf8_until))
    try:
        return data.decode("cp949")
    except UnicodeDecodeError as error:
        raise CsvUndecodable(file=file, row=_row_at(data, max(error.start, utf8_until))) from error


def _row_at(data: bytes, position: int) -> int:
    """Give the number of the record that holds a byte; close enough where quotes hold line breaks."""
    before = data[:position].decode("cp949", "replace")
    return max(sum(1 for _ in csv.reader(io.StringIO(before + "x", newline=""))), 1)


def _known_headers(text: str, delimiter: str, known: frozenset[str]) -> int:
    head = io.StringIO(text[: 1 << 16], newline="")
    best = 0
    try:
        for number, record in enumerate(csv.reader(head, delimiter=delimiter)):
            if number >= _HEAD:
                break
            best = max(best, len({fold(cell) for cell in record if len(cell) < 64} & known))
    except csv.Error:
        pass
    return best


def _split(text: str, delimiter: str, *, file: str) -> list[list[str]]:
    """Split strictly: a quote that never closes would else swallow the rest of the file in silence."""
    done: list[list[str]] = []
    try:
        done.extend(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise CsvBroken(file=file, row=len(done) + 1) from error
    return done
