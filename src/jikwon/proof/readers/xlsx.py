"""XLSX and XLSM workbooks: which sheets there are, their strings and formats (ECMA-376 part 1)."""

import posixpath

from jikwon.proof.errors import Unreadable
from jikwon.proof.readers.markup import Archive, walk
from jikwon.proof.readers.serials import Shows, shows
from jikwon.proof.readers.sheet import Sheet
from jikwon.proof.readers.xlsx_cells import Book, unescape
from jikwon.proof.readers.xlsx_sheet import read_sheet


def read_xlsx(data: bytes) -> list[Sheet]:
    """Read every worksheet in the workbook's order."""
    archive = Archive(data)
    workbook, relations = _start(archive)
    sheets, from_1904 = _workbook(archive, workbook)
    by_kind = dict(relations.values())
    book = Book(
        shared=_strings(archive, by_kind.get("sharedStrings")),
        formats=_formats(archive, by_kind.get("styles")),
        from_1904=from_1904,
    )
    return [
        read_sheet(archive, relations[rel][1], book, name=name, visible=visible)
        for name, rel, visible in sheets
        if _is_worksheet(relations, rel)
    ]


def sheet_parts(data: bytes) -> list[str]:
    """Name the part of every worksheet, in the order of `read_xlsx`."""
    archive = Archive(data)
    workbook, relations = _start(archive)
    return [relations[rel][1] for _, rel, _ in _workbook(archive, workbook)[0] if _is_worksheet(relations, rel)]


def _start(archive: Archive) -> tuple[str, dict[str, tuple[str, str]]]:
    """Find the workbook's part and what it is related to."""
    top = _relations(archive, "").values()
    workbook = next((target for kind, target in top if kind == "officeDocument"), "xl/workbook.xml")
    return workbook, _relations(archive, workbook)


def _is_worksheet(relations: dict[str, tuple[str, str]], rel: str) -> bool:
    return relations.get(rel, ("", ""))[0] == "worksheet"


def _workbook(archive: Archive, part: str) -> tuple[list[tuple[str, str, bool]], bool]:
    """Give (name, relation, visible) of each sheet, and whether days count from 1904."""
    sheets: list[tuple[str, str, bool]] = []
    from_1904 = False

    def start(tag: str, attrs: dict[str, str]) -> None:
        nonlocal from_1904
        if tag == "sheet":
            sheets.append((attrs.get("name", ""), attrs.get("id", ""), attrs.get("state", "visible") == "visible"))
        elif tag == "workbookPr":
            from_1904 = attrs.get("date1904", "0") in ("1", "true")

    walk(archive.pieces(part), start=start)
    return sheets, from_1904


def _relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """Map a part's relation ids to (kind, part name)."""
    found: dict[str, tuple[str, str]] = {}
    folder, name = posixpath.split(part.lstrip("/"))
    rels = posixpath.join(folder, "_rels", f"{name}.rels")

    def start(tag: str, attrs: dict[str, str]) -> None:
        if tag == "Relationship" and attrs.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attrs.get("Target", "")))
            found[attrs.get("Id", "")] = (attrs.get("Type", "").rpartition("/")[2], target.lstrip("/"))

    if rels in archive:
        walk(archive.pieces(rels), start=start)
    return found


def _strings(archive: Archive, part: str | None) -> list[str]:
    """Read the shared strings."""
    shared = _Shared()
    if part is not None and part in archive:
        walk(archive.pieces(part), start=shared.start, end=shared.end, text=shared.text)
    return shared.strings


class _Shared:
    """The handlers: runs of rich text are joined, readings (phonetic runs) are left out."""

    def __init__(self) -> None:
        self.strings: list[str] = []
        self.pieces: list[str] = []
        self.in_text = self.in_reading = False

    def start(self, tag: str, _: dict[str, str]) -> None:
        """Take note of an element's beginning."""
        if tag == "t":
            self.in_text = not self.in_reading
        elif tag == "rPh":
            self.in_reading = True
        elif tag == "si":
            self.pieces = []

    def end(self, tag: str) -> None:
        """Take note of an element's end."""
        if tag == "t":
            self.in_text = False
        elif tag == "rPh":
            self.in_reading = False
        elif tag == "si":
            self.strings.append(unescape("".join(self.pieces)))

    def text(self, piece: str) -> None:
        """Keep text of a string."""
        if self.in_text:
            self.pieces.append(piece)


def _formats(archive: Archive, part: str | None) -> list[Shows]:
    """Tell for each cell format what it shows a number as."""
    codes: dict[int, str] = {}
    kinds: list[Shows] = []
    in_cells = False
    if part is None or part not in archive:
        return kinds

    def start(tag: str, attrs: dict[str, str]) -> None:
        nonlocal in_cells
        if tag == "numFmt":
            codes[int(attrs["numFmtId"])] = attrs.get("formatCode", "")
        elif tag == "cellXfs":
            in_cells = True
        elif tag == "xf" and in_cells:
            number = int(attrs.get("numFmtId", "0"))
            kinds.append(shows(number, codes.get(number)))

    def end(tag: str) -> None:
        nonlocal in_cells
        in_cells = in_cells and tag != "cellXfs"

    try:
        walk(archive.pieces(part), start=start, end=end)
    except (KeyError, ValueError) as error:
        raise Unreadable(file="?", reason="styles-malformed") from error
    return kinds
