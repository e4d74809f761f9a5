"""Zip archives damaged on purpose: single bytes where their directories lie, and sizes and places that lie."""

import io
import struct
import zipfile
from collections.abc import Callable

from hypothesis import strategies as st

PARTS = {"mimetype": b"application/hwp+zip", "Contents/한글.xml": b"<a>" + b"x" * 300 + b"</a>", "b": b"y" * 50}
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
_EDGES = st.sampled_from([0, 1, 2, 8, 9, 12, 14, 20, 45, 63, 64, 0x7F, 0x80, 0xFE, 0xFF])
_ENTRY = "<4s4B4HL2L5H2L"
"""A directory's entry; its last number is where the part begins."""


def packed(method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in PARTS.items():
            archive.writestr(name, data)
    return made.getvalue()


def changed(archive: bytes, change: Callable[[list[int]], object]) -> bytes:
    """Change the numbers of the last directory entry."""
    at = archive.rindex(b"PK\x01\x02")
    fields = list(struct.unpack_from(_ENTRY, archive, at))
    change(fields)
    return archive[:at] + struct.pack(_ENTRY, *fields) + archive[at + struct.calcsize(_ENTRY) :]


def placed_beyond_every_end() -> bytes:
    """Give an archive one of whose parts begins at the last byte that 64 bits can name."""
    extra = struct.pack("<HHQ", 1, 8, 2**64 - 1)

    def lie(fields: list[int]) -> None:
        fields[13], fields[-1] = len(extra), 0xFFFFFFFF

    archive = changed(packed(), lie)
    end = archive.rindex(b"PK\x05\x06")
    tail = bytearray(archive[end:])
    struct.pack_into("<L", tail, 12, struct.unpack_from("<L", tail, 12)[0] + len(extra))
    return archive[:end] + extra + bytes(tail)


def placed_before_the_beginning() -> bytes:
    """Give an archive whose directory is said to be so long that its parts begin before the file."""
    archive = bytearray(packed())
    end = archive.rindex(b"PK\x05\x06")
    struct.pack_into("<L", archive, end + 16, struct.unpack_from("<L", archive, end + 16)[0] + 1_000)
    return bytes(archive)


def bomb(unpacked: int, *, said: int) -> bytes:
    """Give an archive whose one part unpacks to so many bytes, and says that it has `said`."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", bytes(unpacked))
    return changed(made.getvalue(), lambda fields: fields.__setitem__(11, said))


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Give an archive some of whose bytes are others, most of them in its directory; it may be cut."""
    archive = bytearray(packed(draw(st.sampled_from(_METHODS))))
    directory = archive.index(b"PK\x01\x02")
    places = st.integers(directory, len(archive) - 1) | st.integers(0, len(archive) - 1)
    for _ in range(draw(st.integers(1, 4))):
        archive[draw(places)] = draw(_EDGES | st.integers(0, 255))
    return bytes(archive[draw(st.sampled_from([0, 0, 0, 1, 40])) : draw(st.sampled_from([None, None, None, -1, -30]))])
