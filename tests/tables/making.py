"""Files that the tests read, made by other programs' libraries or byte by byte. All people are made up."""

import csv
import hashlib
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter
import xlwt

from jikwon.model import Note
from jikwon.tools.tables import Field, Row, read

FIELDS = (
    Field(name="격리자관리번호", synonyms=("관리번호",)),
    Field(name="성명", synonyms=("이름",)),
    Field(name="생년월일"),
    Field(name="휴대전화", synonyms=("연락처", "전화번호")),
    Field(name="주소", synonyms=("도로명주소",)),
    Field(name="상세주소"),
    Field(name="행정동"),
    Field(name="해제예정일시", synonyms=("해제예정일",)),
    Field(name="상태"),
    Field(name="비고"),
)
REQUIRED = (("성명",), ("휴대전화",), ("주소",), ("격리자관리번호", "생년월일"))
HEADER = ["격리자관리번호", "성명", "휴대전화", "주소"]
HONG = ["SP-001", "홍길동", "010-0123-4567", "올림픽로 326"]
KIM = ["SP-002", "김하나", "010-0234-5678", "가락로 5"]

Rows = Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Made:
    """A source in memory."""

    name: str
    content: bytes = field(repr=False)
    input: str = "register"

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    def read(self) -> bytes:
        return self.content


@dataclass(frozen=True, slots=True)
class Heard:
    """What a reading gave: its rows and what it told."""

    rows: list[Row]
    notes: list[Note]

    def codes(self) -> list[str]:
        return [note.code for note in self.notes]

    def note(self, code: str) -> Note:
        (found,) = [note for note in self.notes if note.code == code]
        return found

    def names(self) -> list[str]:
        return [row.text("성명") for row in self.rows]


def read_all(*sources: Made, **options: Any) -> Heard:
    notes: list[Note] = []
    given: dict[str, Any] = {"required": REQUIRED, "told": notes.append} | options
    return Heard(list(read(sources, FIELDS, **given)), notes)


def csv_bytes(rows: Rows, *, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_bytes(sheets: Mapping[str, Rows], tweak: Callable[[Any, dict[str, Any]], None] | None = None) -> bytes:
    """Write sheets as a spreadsheet program would; `tweak` gets the book and its sheets by name before saving."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    formats = {date: "yyyy-mm-dd", datetime: "yyyy-mm-dd hh:mm"}
    formats = {kind: book.add_format({"num_format": text}) for kind, text in formats.items()}
    made = {}
    for name, rows in sheets.items():
        made[name] = sheet = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(row, column, cell, formats[type(cell)])
                elif isinstance(cell, str) and cell:
                    sheet.write_string(row, column, cell)
                elif cell not in ("", None):
                    sheet.write(row, column, cell)
    if tweak:
        tweak(book, made)
    book.close()
    return buffer.getvalue()


def xlsx(rows: Rows, tweak: Callable[[Any, Any], None] | None = None, *, name: str = "명단.xlsx") -> Made:
    """Make a book of one sheet; `tweak` gets the book and that sheet."""
    each = (lambda book, made: tweak(book, made["Sheet1"])) if tweak else None
    return Made(name, xlsx_bytes({"Sheet1": rows}, each))


def xls(rows: Rows, tweak: Callable[[Any], None] | None = None, *, name: str = "명단.xls") -> Made:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Sheet1")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if cell not in ("", None):
                sheet.write(row, column, cell, *([day] if isinstance(cell, date) else []))
    if tweak:
        tweak(sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return Made(name, buffer.getvalue())


_ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.3"'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
)
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def ods_cell(text: str, attributes: str = "") -> str:
    if not text:
        return f"<table:table-cell {attributes}/>"
    return (
        f'<table:table-cell office:value-type="string" {attributes}><text:p>{escape(text)}</text:p></table:table-cell>'
    )


def ods(rows: Sequence[str], *, columns: str = "", name: str = "명단.ods") -> Made:
    """Make an ODS book of one sheet from rows of XML."""
    body = f'<table:table table:name="Sheet1">{columns}{"".join(rows)}</table:table>'
    content = f"{_ODS_HEAD}{body}</office:spreadsheet></office:body></office:document-content>"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_TYPE}"/></manifest:manifest>'
    )
    return Made(name, zip_bytes({"mimetype": _ODS_TYPE, "content.xml": content, "META-INF/manifest.xml": manifest}))


def ods_row(cells: Sequence[str], attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(map(ods_cell, cells))}</table:table-row>"


def zip_bytes(members: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def with_member(book: bytes, member: str, change: Callable[[bytes], bytes]) -> bytes:
    """Give a book again with one member changed."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return zip_bytes(members | {member: change(members[member])})
