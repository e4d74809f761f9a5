"""Zip archives within bounds: nothing is unpacked beyond what the archive's directory admits to."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from jikwon.tools.tables.errors import FileCorrupt, FileLocked, ZipBomb

MEMBERS_MAX = 5_000
UNPACKED_MAX = 1 << 30
RATIO_MAX = 250
"""Unpacked to packed. Sheets reach 10 to 40; the format's own ceiling, and so a bomb's, is 1,032."""
RATIO_FROM = 32 << 20
"""Below this many unpacked bytes the ratio does not matter: they hurt nobody."""
CHUNK = 1 << 20
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_ENCRYPTED = 0x1


class Archive:
    """A zip archive in memory whose directory is within the bounds; raises `ZipBomb` or `FileCorrupt`."""

    def __init__(self, data: bytes, *, file: str) -> None:
        self.file = file
        self._data = memoryview(data)
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self.members = {info.filename: info for info in archive.infolist()}
                count, unpacked = len(archive.infolist()), sum(info.file_size for info in archive.infolist())
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:  # an unknown packing method; no UTF-8
            raise FileCorrupt(file=file) from error
        if count > MEMBERS_MAX or unpacked > UNPACKED_MAX:
            raise ZipBomb(file=file)
        if unpacked > RATIO_FROM and unpacked > RATIO_MAX * len(data):
            raise ZipBomb(file=file)

    def chunks(self, name: str) -> Iterator[bytes]:
        """Unpack a member piece by piece and hold its size and checksum against the directory."""
        info = self.members.get(name)
        if info is None:
            raise FileCorrupt(file=self.file)
        if info.flag_bits & _ENCRYPTED:
            raise FileLocked(file=self.file)
        size = check = 0
        for piece in self._pieces(info):
            size, check = size + len(piece), zlib.crc32(piece, check)
            if size > info.file_size:
                raise ZipBomb(file=self.file)
            yield piece
        if size != info.file_size or check != info.CRC:
            raise FileCorrupt(file=self.file)

    def unpack_all(self) -> None:
        """Unpack every member once, keeping nothing, to know that all is sound."""
        for name in self.members:
            for _ in self.chunks(name):
                pass

    def read(self, name: str) -> bytes:
        """Unpack a whole member; b"" if the archive has none of that name."""
        return b"".join(self.chunks(name)) if name in self.members else b""

    def _pieces(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        packed = self._packed(info)
        if info.compress_type == zipfile.ZIP_STORED:
            yield from (bytes(packed[at : at + CHUNK]) for at in range(0, len(packed), CHUNK))
            return
        if info.compress_type != zipfile.ZIP_DEFLATED:
            raise FileCorrupt(file=self.file)
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            rest: bytes | memoryview = packed
            while not inflater.eof and (piece := inflater.decompress(rest, CHUNK)):
                yield piece
                rest = inflater.unconsumed_tail
        except zlib.error as error:
            raise FileCorrupt(file=self.file) from error
        if not inflater.eof:
            raise FileCorrupt(file=self.file)

    def _packed(self, info: zipfile.ZipInfo) -> memoryview:
        head = self._data[info.header_offset : info.header_offset + _LOCAL_HEADER.size]
        if len(head) < _LOCAL_HEADER.size:
            raise FileCorrupt(file=self.file)
        signature, name_size, extra_size = _LOCAL_HEADER.unpack(head)
        start = info.header_offset + _LOCAL_HEADER.size + name_size + extra_size
        if signature != b"PK\x03\x04" or start + info.compress_size > len(self._data):
            raise FileCorrupt(file=self.file)
        return self._data[start : start + info.compress_size]
