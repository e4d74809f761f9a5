"""An HWPX file taken apart within bounds, and put together again.

The file is a zip archive whose first member, `mimetype`, is stored and not packed. Bounds: what opens a document
here must not be harmed by it. XML is read as UTF-8 whatever it says of itself, without document types, so that no
entity can be declared, and not deeper than 256 (libxml2's own bound).
"""

import io
import zipfile
import zlib
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from jikwon.tools.hwpx.errors import HwpxUnreadable

if TYPE_CHECKING:
    from lxml import etree

MIMETYPE, MEDIA = "mimetype", b"application/hwp+zip"
CONTAINER, VERSION, CONTENT, HEADER = (
    "META-INF/container.xml", "version.xml", "Contents/content.hpf", "Contents/header.xml",
)  # fmt: skip
PARTS_MAX = 2_000
UNPACKED_MAX = 256 << 20
XML_MAX = 64 << 20
"""One part of XML; 10,000 rows of nine columns are 60 MB."""
_ENCRYPTED = 0x1
_OF_DAMAGE = (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError)
"""What zipfile raises of a damaged archive: the second is its word for a packing method that it does not know, the last
two are for places before its beginning and beyond every end. All of them refuse the file by name."""
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes" ?>'


class Package:
    """The parts of a file by name, in the file's order. Raises `HwpxUnreadable` for what is beyond the bounds."""

    def __init__(self, data: bytes, *, file: str = "hwpx") -> None:
        self.file = file
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self.infos = archive.infolist()
                self._bound()
                self.parts = {info.filename: _unpacked(archive, info) for info in self.infos}
        except (*_OF_DAMAGE, zlib.error, EOFError):
            raise self.refusal("not-a-zip") from None

    def _bound(self) -> None:
        names = [info.filename for info in self.infos]
        if len(names) > PARTS_MAX or sum(info.file_size for info in self.infos) > UNPACKED_MAX:
            raise self.refusal("too-large")
        if len({name.casefold() for name in names}) < len(names):
            raise self.refusal("part-twice")
        if any(map(is_unsafe, names)):
            raise self.refusal("name-unsafe")
        for info in self.infos:
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or info.flag_bits & _ENCRYPTED:
                raise self.refusal("packed-otherwise", info.filename)

    def refusal(self, why: str, part: str = "") -> HwpxUnreadable:
        """Give the error that names this file."""
        return HwpxUnreadable(file=self.file, why=why, part=part)

    def xml(self, part: str) -> "etree._Element":
        """Parse a part. Raises `HwpxUnreadable`."""
        if part not in self.parts:
            raise self.refusal("part-missing", part)
        try:
            return parse(self.parts[part])
        except Malformed as error:
            raise self.refusal(error.why, part) from None

    def sections(self) -> list[str]:
        """Name the parts that hold the text, in reading order: as the spine lists them. Raises `HwpxUnreadable`."""
        root = self.xml(CONTENT)
        items = {each.get("id"): each.get("href", "") for each in root.iter("{*}item")}
        spine = [items.get(each.get("idref"), "") for each in root.iter("{*}itemref")]
        found = [self.named(href) for href in spine if is_section(href)]
        if not found or any(part not in self.parts for part in found):
            raise self.refusal("section-missing")
        return found

    def named(self, href: str) -> str:
        """Give the part that a reference of the manifest means: from the root, or beside the manifest."""
        return href if href in self.parts or f"Contents/{href}" not in self.parts else f"Contents/{href}"


class Malformed(Exception):
    """A part that cannot be parsed; `why` is one of the short words of `HwpxUnreadable`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def parse(data: bytes) -> "etree._Element":
    """Parse XML. Raises `Malformed`."""
    from lxml import etree

    if len(data) > XML_MAX:
        raise Malformed("too-large")
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise Malformed("xml-malformed") from None
    if root.getroottree().docinfo.doctype:
        raise Malformed("document-type")
    return root


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Unpack a part and no more of it than it admits to; without a size zipfile unpacks the whole before it looks."""
    with archive.open(info) as part:
        return part.read(info.file_size or 1)


def write_xml(root: "etree._Element") -> bytes:
    """Give a part's bytes as Hancom writes them."""
    from lxml import etree

    return _DECLARATION + bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=False))


def put_together(parts: Mapping[str, bytes], *, at: datetime) -> bytes:
    """Give the file: `mimetype` first and stored, the others packed in their order, all with `at` as their time."""
    made = io.BytesIO()
    wall = max((at.year, at.month, at.day, at.hour, at.minute, at.second), (1980, 1, 1, 0, 0, 0))
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in {MIMETYPE: MEDIA, **parts}.items():
            info = zipfile.ZipInfo(name, wall)
            info.create_system, info.external_attr = 0, 0
            info.compress_type = zipfile.ZIP_STORED if name == MIMETYPE else zipfile.ZIP_DEFLATED
            archive.writestr(info, MEDIA if name == MIMETYPE else data)
    return made.getvalue()


def is_section(href: str) -> bool:
    """Tell whether a reference of the manifest means a part that holds text."""
    name = href.rpartition("/")[2]
    return name.startswith("section") and name.endswith(".xml")


def is_unsafe(name: str) -> bool:
    """Tell whether a member's name leads out of a folder it might be unpacked to."""
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/") or not name.isprintable()
