"""Files that nobody should open: corrupt, locked, empty, exploding, renamed, or without what a register needs."""

import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import msoffcrypto
import openpyxl
import xlwt
from msoffcrypto.format.ooxml import OOXMLFile

HEADER = ("격리자관리번호", "성명", "생년월일", "휴대전화", "주소", "상세주소")
ROW = ("SP-2110-00001", "김가람", "1985-03-07", "010-0123-4567", "서울특별시 송파구 올림픽로 19-2", "")


def csv_text(header: tuple[str, ...] = HEADER) -> str:
    """Return a small good register without the columns that the header leaves out."""
    cells = dict(zip(HEADER, ROW, strict=True))
    return ",".join(header) + "\n" + ",".join(cells.get(name, "") for name in header) + "\n"


def workbook(*, sheets: int = 1, header: tuple[str, ...] = HEADER) -> bytes:
    """Return a small good workbook; a second sheet has some of the columns only."""
    book = openpyxl.Workbook()
    for number in range(sheets):
        sheet = book.active if number == 0 else book.create_sheet(f"추가{number}")
        assert sheet is not None
        sheet.append(list(header if number == 0 else header[:2]))
        sheet.append(list(ROW if number == 0 else ROW[:2]))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def locked() -> bytes:
    """Return a workbook that asks for a password."""
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(workbook())).encrypt("모르는암호", out)
    assert msoffcrypto.OfficeFile(out).is_encrypted()
    return out.getvalue()


def old_workbook() -> bytes:
    """Return a workbook in the format before XLSX."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("격리자")
    for line, cells in enumerate((HEADER, ROW)):
        for place, cell in enumerate(cells):
            sheet.write(line, place, cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bomb(*, megabytes: int = 640) -> bytes:
    """Return a valid workbook of under a megabyte whose sheet unpacks to hundreds."""
    block = b" " * (1 << 20)
    head = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    good = zipfile.ZipFile(io.BytesIO(workbook()))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as new:
        for name in good.namelist():
            if name != "xl/worksheets/sheet1.xml":
                new.writestr(name, good.read(name))
                continue
            with new.open(name, "w") as sheet:
                sheet.write(head + b"<sheetData>")
                for _ in range(megabytes):
                    sheet.write(block)
                sheet.write(b"</sheetData></worksheet>")
    return out.getvalue()


def damaged() -> bytes:
    """Return a workbook with a hole in its middle."""
    good = bytearray(workbook())
    middle = len(good) // 3
    good[middle : middle + 400] = zlib.compress(b"hole" * 100)[:40].ljust(400, b"\xff")
    return bytes(good)


FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "an empty CSV": ("empty.csv", lambda: b""),
    "an empty workbook file": ("empty.xlsx", lambda: b""),
    "a workbook cut in half": ("half.xlsx", lambda: workbook()[: len(workbook()) // 2]),
    "a workbook with a hole": ("hole.xlsx", damaged),
    "an old workbook cut short": ("short.xls", lambda: old_workbook()[:700]),
    "a locked workbook": ("locked.xlsx", locked),
    "a zip bomb": ("bomb.xlsx", bomb),
    "an old workbook renamed to XLSX": ("renamed.xlsx", old_workbook),
    "a workbook renamed to CSV": ("renamed.csv", workbook),
    "a workbook renamed to XLS": ("renamed.xls", workbook),
    "a CSV renamed to XLSX": ("text.xlsx", lambda: csv_text().encode()),
    "a web page renamed to XLS": ("page.xls", lambda: b"<html><table><tr><td>1</td></tr></table></html>"),
    "a PDF renamed to XLSX": ("paper.xlsx", lambda: b"%PDF-1.7\n%%EOF\n"),
    "an archive renamed to XLSX": ("archive.xlsx", lambda: _archive()),
    "a picture renamed to CSV": ("picture.csv", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4),
    "a file of an unknown kind": ("memo.hwp", lambda: b"HWP Document File"),
    "a CSV without names": ("noname.csv", lambda: csv_text((*HEADER[:1], *HEADER[2:])).encode()),
    "a CSV without phones": ("nophone.csv", lambda: csv_text((*HEADER[:3], *HEADER[4:])).encode()),
    "a CSV without addresses": ("noaddress.csv", lambda: csv_text((*HEADER[:4], *HEADER[5:])).encode()),
    "a CSV with neither ids nor birth dates": ("noid.csv", lambda: csv_text((HEADER[1], *HEADER[3:])).encode()),
    "a workbook without phones": ("nophone.xlsx", lambda: workbook(header=(*HEADER[:3], "비상", *HEADER[4:]))),
    "a workbook whose second sheet has some columns only": ("sheets.xlsx", lambda: workbook(sheets=2)),
}

MISSING = {
    "noname.csv": "성명",
    "nophone.csv": "휴대전화",
    "noaddress.csv": "주소",
    "noid.csv": "생년월일",
    "nophone.xlsx": "휴대전화",
    "sheets.xlsx": "추가1",
}
"""What the error line must name beside the file."""


def _archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        new.writestr("readme.txt", "표가 아닙니다")
    return out.getvalue()


def write_hostile(name: str, folder: Path) -> Path:
    """Write one hostile file into a folder of its own and return its path."""
    file_name, make = FILES[name]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file_name
    path.write_bytes(make())
    return path
