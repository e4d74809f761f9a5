"""Files for downloading: a table as a workbook with a title over it, or as CSV in cp949, and how they are given."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import quote
from xml.sax.saxutils import escape

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from jikwon_practice import switches, wire

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV: Final = "text/csv; charset=euc-kr"

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS: Final = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>',
}


def as_xlsx(title: str, rows: Sequence[Sequence[str]]) -> bytes:
    """Give a workbook of one sheet: a title, an empty row, the headers, the rows; every cell is text.

    Written here in a few lines of XML, so that what reads it in Jikwon is tried on another hand's file.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, part in _PARTS.items():
            _add(book, name, part)
        lines = "".join(_lines([[title], [], *rows]))
        _add(book, "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{_MAIN}"><sheetData>{lines}</sheetData></worksheet>')
    return out.getvalue()


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """Give a CSV file in cp949, as such systems do; signs that it lacks become a ?."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("cp949", errors="replace")


def _lines(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for number, row in enumerate(rows, start=1):
        cells = "".join(
            f'<c r="{_letters(column)}{number}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
            for column, cell in enumerate(row)
            if cell
        )
        yield f'<row r="{number}">{cells}</row>'


def _letters(column: int) -> str:
    """Name a column, counted from 0, as spreadsheets do: A … Z, AA …"""
    before, letter = divmod(column, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + letter)


def _add(book: zipfile.ZipFile, name: str, part: str) -> None:
    """Add a part without the time of day, so that the same table gives the same bytes."""
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    book.writestr(info, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{part}')


def given(request: HttpRequest, name: str, kind: str, content: bytes) -> HttpResponseBase:
    """Answer with a file of that name and kind; a fault may cut it short."""
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    if switches.strikes("cut_downloads"):
        return wire.cut_short(request, content, **headers, **{"Content-Type": kind})
    return HttpResponse(content, content_type=kind, headers=headers)
