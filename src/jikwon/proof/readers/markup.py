"""Reading zipped XML safely: sizes bounded, document types and so entities refused."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from xml.parsers import expat

from jikwon.proof.errors import Unreadable

MOST_BYTES = 1 << 30
"""A book's parts may unpack to so many bytes in all; a hundred thousand rows of sixteen columns are 90 MB."""
MOST_PARTS = 10_000
PIECE = 1 << 20
_ENCRYPTED = 0x1
_OF_DAMAGE = (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError)
"""What zipfile raises of a damaged archive: the second is its word for a packing method that it does not know, the last
two are for places before its beginning and beyond every end. All of them refuse the file by name."""


class Archive:
    """A zip file whose declared sizes are within bounds (zipfile never gives more than declared)."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _OF_DAMAGE as error:
            raise Unreadable(file="?", reason="not-a-zip") from error
        parts = self._zip.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
            raise Unreadable(file="?", reason="too-large")
        self._names = {part.filename.lstrip("/").casefold(): part.filename for part in parts}

    def __contains__(self, name: str) -> bool:
        return name.lstrip("/").casefold() in self._names

    def pieces(self, name: str) -> Iterator[bytes]:
        """Give a part in pieces of at most a mebibyte."""
        if name not in self:
            raise Unreadable(file="?", reason="part-missing")
        info = self._zip.getinfo(self._names[name.lstrip("/").casefold()])
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or info.flag_bits & _ENCRYPTED:
            raise Unreadable(file="?", reason="part-corrupt")
        try:
            with self._zip.open(info) as part:
                while piece := part.read(PIECE):
                    yield piece
        except (*_OF_DAMAGE, zlib.error, EOFError) as error:
            raise Unreadable(file="?", reason="part-corrupt") from error


def parser() -> expat.XMLParserType:
    """Make an expat parser that refuses document types: no entity can be declared."""
    made = expat.ParserCreate()
    made.buffer_text = True
    made.StartDoctypeDeclHandler = _refuse
    return made


def _refuse(*_: object) -> None:
    raise Unreadable(file="?", reason="document-type")


def local(tag: str) -> str:
    """Give a tag or attribute without its prefix."""
    return tag.rpartition(":")[2]


def walk(
    pieces: Iterator[bytes],
    *,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Parse a part and call the handlers with prefixes taken off tags and attributes."""
    made = parser()
    made.StartElementHandler = lambda tag, attrs: start(local(tag), {local(k): v for k, v in attrs.items()})
    if end is not None:
        made.EndElementHandler = lambda tag: end(local(tag))
    made.CharacterDataHandler = text
    parse(made, pieces)


def parse(made: expat.XMLParserType, pieces: Iterator[bytes]) -> None:
    """Feed a parser to the end. Raises `Unreadable` for what is not well-formed."""
    try:
        for piece in pieces:
            made.Parse(piece, False)
        made.Parse(b"", True)
    except expat.ExpatError as error:
        raise Unreadable(file="?", reason="xml-malformed") from error
