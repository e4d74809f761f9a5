"""What kind of file some bytes are, told from the bytes alone."""

from enum import StrEnum
from pathlib import PurePath


class Kind(StrEnum):
    """A kind of content; the first four are read as tables, the others told by their name or named in errors."""

    CSV = "CSV"
    XLSX = "XLSX"
    XLS = "XLS"
    ODS = "ODS"
    LOCKED = "locked"
    DRM = "DRM"
    XLSB = "XLSB"
    DOCX = "DOCX"
    PPTX = "PPTX"
    HWPX = "HWPX"
    HWP = "HWP/DOC"
    ODF = "ODF"
    ZIP = "ZIP"
    PDF = "PDF"
    HTML = "HTML"
    XML = "XML"
    PNG = "PNG"
    JPEG = "JPEG"
    TIFF = "TIFF"
    PICTURE = "picture"
    BINARY = "binary"


EXTENSIONS = (".csv", ".xlsx", ".xlsm", ".xls", ".ods")
_SAID = {
    ".csv": Kind.CSV, ".xlsx": Kind.XLSX, ".xlsm": Kind.XLSX, ".xls": Kind.XLS, ".ods": Kind.ODS,
    ".pdf": Kind.PDF, ".png": Kind.PNG, ".jpg": Kind.JPEG, ".jpeg": Kind.JPEG, ".tif": Kind.TIFF, ".tiff": Kind.TIFF,
}  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STARTS = {
    b"%PDF": Kind.PDF,
    b"\x89PNG": Kind.PNG,
    b"\xff\xd8\xff": Kind.JPEG,
    b"II*\0": Kind.TIFF,
    b"MM\0*": Kind.TIFF,
    b"GIF8": Kind.PICTURE,
}
_MEMBERS = {
    "xl/workbook.xml": Kind.XLSX,
    "xl/workbook.bin": Kind.XLSB,
    "word/document.xml": Kind.DOCX,
    "ppt/presentation.xml": Kind.PPTX,
}
_MIMETYPES = {b"application/vnd.oasis.opendocument.spreadsheet": Kind.ODS, b"application/hwp+zip": Kind.HWPX}


def said_by(name: str) -> Kind | None:
    """Give the kind that a file's extension promises; None for one that promises nothing that could be told."""
    return _SAID.get(PurePath(name).suffix.lower())


def of_bytes(data: bytes) -> Kind:
    """Tell what the content is; anything that could be text counts as CSV. A zip's insides: `of_members`."""
    start = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(_OLE):
        return _of_ole(data)
    if data.startswith(b"PK"):
        return Kind.ZIP
    for mark, kind in _STARTS.items():
        if start.startswith(mark):
            return kind
    if b"DRM" in data[:128] or data.startswith((b"SCDSA", b"<DOCUMENT SAFER")):  # how DRM clients mark a sealed file
        return Kind.DRM
    return _of_text(data, start[:256].lower())


def of_members(names: list[str], mimetype: bytes) -> Kind:
    """Tell what a zip archive is from its members' names and its `mimetype` member."""
    for name, kind in _MEMBERS.items():
        if name in names:
            return kind
    if mimetype.startswith(b"application/vnd.oasis") and mimetype not in _MIMETYPES:
        return Kind.ODF
    return _MIMETYPES.get(mimetype, Kind.ZIP)


def _of_ole(data: bytes) -> Kind:
    """Tell apart what shares the OLE container, by the names of the streams in its directory."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Kind.LOCKED
    if any(stream.encode("utf-16-le") in data for stream in ("Workbook", "Book\0")):
        return Kind.XLS
    return Kind.HWP


def _of_text(data: bytes, start: bytes) -> Kind:
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"<style")) or b"<html" in start:
        return Kind.HTML
    if start.startswith(b"<?xml"):
        return Kind.XML
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16: text, though not of an encoding we take
        return Kind.CSV
    return Kind.BINARY if b"\0" in data else Kind.CSV
