"""What an XLSX sheet hides or fails to compute, told from its XML without building it.

The XML is scanned as bytes, piece by piece: no entity is ever expanded, and memory stays small.
"""

import re
from html import unescape

from jikwon.tools.tables.archives import Archive
from jikwon.tools.tables.errors import FileCorrupt, FileTooLarge
from jikwon.tools.tables.grids import CELLS_MAX, Marks, Spot

_ROW = re.compile(rb"<(?:\w+:)?row\b([^<>]*)>")
_COLUMNS = re.compile(rb"<(?:\w+:)?col\b([^<>]*)>")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^<>]*)>")
_HIDDEN = re.compile(rb"\bhidden\s*=\s*[\"'](?:1|true)[\"']")
_ERROR = re.compile(rb"\bt\s*=\s*[\"']e[\"']")
_UNVALUED = re.compile(
    rb"<(?:\w+:)?c\b([^<>]*)>\s*<(?:\w+:)?f\b[^<]*(?:/>|</(?:\w+:)?f>)\s*(?:<v\s*/>|<v></v>)?\s*</(?:\w+:)?c>"
)
_FAR = re.compile(rb"r\s*=\s*[\"'](?:[A-Za-z]{3}\d|[A-Za-z]{0,3}\d{6})")
_REFERENCE = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{0,3})(\d{1,7})[\"']")
_NUMBER = {name: re.compile(rb"\b" + name + rb"\s*=\s*[\"'](\d{1,7})[\"']") for name in (b"min", b"max")}
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^<>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b([^<>]*)>")
_CARRY_MAX = 1 << 22


def marks_by_sheet(archive: Archive) -> dict[str, Marks]:
    """Scan every member of the archive and give the marks of each sheet by its name.

    This also proves that every member unpacks to what the directory says. Raises `FileTooLarge` for a
    grid beyond the bounds, `FileCorrupt` for a document type declaration (no workbook needs one).
    """
    scanned = {name.lower().lstrip("/"): _scan(archive, name) for name in archive.members}
    return {sheet: scanned.get(part.lower(), Marks()) for sheet, part in _parts(archive).items()}


def _scan(archive: Archive, name: str) -> Marks:
    marks, carry = Marks(), b""
    for number, piece in enumerate(archive.chunks(name)):
        if number == 0 and b"<!DOCTYPE" in piece[:4096]:
            raise FileCorrupt(file=archive.file)
        text = carry + piece
        cut = _cut(text)
        _scan_text(text[:cut], marks)
        carry = text[cut:]
    _scan_text(carry, marks)
    if marks.cells > CELLS_MAX:
        raise FileTooLarge(file=archive.file)
    return marks


def _cut(text: bytes) -> int:
    """Cut before the last row that has begun, so that none is torn; a monster of a row is torn anyway."""
    at = max(text.rfind(b"<row"), text.rfind(b":row"))
    at = text.rfind(b"<", 0, at + 1) if at > 0 else text.rfind(b"<")
    return at if at >= 0 and len(text) - at < _CARRY_MAX else len(text)


def _scan_text(text: bytes, marks: Marks) -> None:
    if b"hidden" in text:
        _hidden(text, marks)
    if b'"e"' in text or b"'e'" in text:
        marks.errors += [at for cell in _CELL.finditer(text) if _ERROR.search(cell[1]) and (at := _spot(cell[1]))]
    if b"<f" in text:
        marks.unvalued += [at for cell in _UNVALUED.finditer(text) if (at := _spot(cell[1]))]
    if _FAR.search(text):
        _extent(text, marks)


def _hidden(text: bytes, marks: Marks) -> None:
    for row in _ROW.finditer(text):
        if _HIDDEN.search(row[1]) and (at := _spot(row[1])):
            marks.hidden_rows.add(at[0])
    for column in _COLUMNS.finditer(text):
        if _HIDDEN.search(column[1]):
            low, high = (pattern.search(column[1]) for pattern in _NUMBER.values())
            if low and high:
                marks.hidden_columns.update(range(int(low[1]) - 1, min(int(high[1]), 1 << 14)))


def _extent(text: bytes, marks: Marks) -> None:
    """Find how far out cells with a content stand; blank cells with a style take no room.

    A cell without a reference stands somewhere in its row: then the rows' numbers count as well.
    """
    filled = [cell[1] for cell in _CELL.finditer(text) if not cell[1].endswith(b"/")]
    spots = [_spot(cell) for cell in filled]
    if None in spots:
        spots += [_spot(row[1]) for row in _ROW.finditer(text)]
    for at in filter(None, spots):
        marks.last_row = max(marks.last_row, at[0])
        marks.last_column = max(marks.last_column, at[1])


def _spot(attributes: bytes) -> Spot | None:
    """Read a cell's `r="AB12"` or a row's `r="12"` (column 0)."""
    if not (found := _REFERENCE.search(attributes)):
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + letter - 64
    return int(found[2]) - 1, max(column - 1, 0)


def _parts(archive: Archive) -> dict[str, str]:
    """Map every sheet's name to the archive's member that holds it."""
    targets = {
        _attribute(relation[1], rb"Id"): _attribute(relation[1], rb"Target")
        for relation in _RELATION.finditer(archive.read("xl/_rels/workbook.xml.rels"))
    }
    parts = {}
    for sheet in _SHEET.finditer(archive.read("xl/workbook.xml")):
        target = targets.get(_attribute(sheet[1], rb"(?:\w+:)?id"), "")
        parts[_attribute(sheet[1], rb"name")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return parts


def _attribute(attributes: bytes, name: bytes) -> str:
    found = re.search(rb"(?:^|\s)" + name + rb"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", attributes)
    return unescape((found[1] or found[2] or b"").decode("utf-8", "replace")) if found else ""
