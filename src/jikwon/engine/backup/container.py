"""The archive's container: a plain tar file, so that any system's `tar` lists it; read without trusting it.

Members are written and read one after the other; none is ever extracted by its name.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from tarfile import BLOCKSIZE, GNU_FORMAT, REGTYPE, HeaderError, TarInfo
from typing import BinaryIO, Final, cast

from jikwon.engine.backup.errors import BackupDamaged
from jikwon.model import fact

_END: Final = bytes(2 * BLOCKSIZE)
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_./-]{0,98}")


class Writer:
    """Writes members into an open file, and hashes all that it writes."""

    def __init__(self, file: BinaryIO, *, at: float) -> None:
        self._file = file
        self._at = int(at)
        self._digest = hashlib.sha256()
        self.size = 0

    @property
    def sha256(self) -> str:
        """The hash (hexadecimal) of the file so far."""
        return self._digest.hexdigest()

    def add(self, name: str, size: int, pieces: Iterable[bytes]) -> None:
        """Write one member of `size` bytes; raise ValueError where the pieces are more or less."""
        info = TarInfo(name)
        info.size, info.mode, info.mtime = size, 0o600, self._at
        self._write(info.tobuf(GNU_FORMAT))
        before = self.size
        for piece in pieces:
            self._write(piece)
        if self.size - before != size:
            raise ValueError(f"{self.size - before} bytes instead of {size}")
        self._write(bytes(-size % BLOCKSIZE))

    def end(self) -> None:
        """Write the end mark."""
        self._write(_END)

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._digest.update(data)
        self.size += len(data)


@fact
class Member:
    """One member: `data` gives its bytes, only until the next member is asked for."""

    name: str
    size: int
    data: BinaryIO


class _Slice:
    """The next `size` bytes of a file, and no more."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self.left = size

    def read(self, size: int = -1) -> bytes:
        """Read at most `size` bytes."""
        data = self._file.read(self.left if size < 0 else min(size, self.left))
        self.left -= len(data)
        return data


def members(file: BinaryIO) -> Iterator[Member]:
    """Read the members in order; raise `BackupDamaged` unless every byte up to the file's end is theirs.

    Only plain files under names of ours pass: no links, no long names, no paths that lead elsewhere. A header takes
    512 bytes whatever it says; a size is believed only as far as the file has bytes.
    """
    while (block := file.read(BLOCKSIZE)) != _END[:BLOCKSIZE]:
        info = _header(block)
        data = _Slice(file, info.size)
        yield Member(name=info.name, size=info.size, data=cast("BinaryIO", data))  # it reads; more is not asked of it
        while data.left and data.read(1 << 20):
            pass
        if data.left or len(file.read(-info.size % BLOCKSIZE)) != -info.size % BLOCKSIZE:
            raise BackupDamaged(where=info.name)
    if file.read(BLOCKSIZE) != _END[:BLOCKSIZE] or file.read(1):
        raise BackupDamaged(where="end")


def _header(block: bytes) -> TarInfo:
    try:
        info = TarInfo.frombuf(block, "ascii", "strict")
    except (HeaderError, UnicodeDecodeError, ValueError):
        raise BackupDamaged(where="tar") from None
    if info.type != REGTYPE or info.size < 0 or not _NAME.fullmatch(info.name) or ".." in info.name:
        raise BackupDamaged(where="tar")
    return info
