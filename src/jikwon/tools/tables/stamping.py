"""Giving a finished workbook the run's clock, so that the same data are the same bytes.

The writer stamps the computer's own time and has no setting for it. Only the member that holds the
times is packed anew; all others keep their packed bytes. Layout: PKWARE's APPNOTE, 4.3.
"""

import io
import re
import struct
import zipfile
import zlib
from datetime import UTC, datetime

_CORE = "docProps/core.xml"
_MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION = 20


def stamped(workbook: bytes | memoryview, *, at: datetime) -> bytes:
    """Give the workbook again with `at` (aware) as its own times and its members'."""
    moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    day, clock = _dos(at)
    out, directory = bytearray(), bytearray()
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        for info in archive.infolist():
            check, size, packed = info.CRC, info.file_size, _packed(workbook, info)
            if info.filename == _CORE:
                core = _MOMENT.sub(moment, archive.read(_CORE))
                check, size, packed = zlib.crc32(core), len(core), _deflate(core)
            name, start = info.filename.encode("ascii"), len(out)
            common = (0, zipfile.ZIP_DEFLATED, clock, day, check, len(packed), size, len(name), 0)
            out += _LOCAL.pack(b"PK\3\4", _VERSION, *common) + name + packed
            directory += _CENTRAL.pack(b"PK\1\2", _VERSION, _VERSION, *common, 0, 0, 0, 0, start) + name
        count = len(archive.infolist())
    return bytes(out + directory + _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), len(out), 0))


def _dos(at: datetime) -> tuple[int, int]:
    """Write date and wall clock as zip members do, in steps of two seconds."""
    return (at.year - 1980) << 9 | at.month << 5 | at.day, at.hour << 11 | at.minute << 5 | at.second // 2


def _packed(workbook: bytes | memoryview, info: zipfile.ZipInfo) -> bytes:
    name_size, extra_size = struct.unpack_from("<HH", workbook, info.header_offset + 26)
    start = info.header_offset + 30 + name_size + extra_size
    return bytes(workbook[start : start + info.compress_size])


def _deflate(data: bytes) -> bytes:
    deflater = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return deflater.compress(data) + deflater.flush()
