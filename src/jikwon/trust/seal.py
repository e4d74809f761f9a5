"""Seal values and files with AES-256-GCM, each bound to the place it stands in."""

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from struct import pack
from typing import TYPE_CHECKING, BinaryIO

from jikwon.trust.errors import SealBroken, SealTooLarge
from jikwon.trust.hashes import derive, joined
from jikwon.trust.writing import private_file

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VALUE = b"\x01"
"""Version of a sealed value: nonce (12 bytes), cipher text, tag (16). Another cipher gets another number."""
FILE = b"JKS\x01"
"""Version of a sealed file: salt (32 bytes), then frames of cipher text and tag."""
NONCE, SALT, TAG, FRAME = 12, 32, 16, 1 << 20
MAX_FILE = 1 << 30
OVERHEAD = 1 + NONCE + TAG


def about(run: str, table: str, *position: str | int) -> bytes:
    """Name the place of a sealed value (run, table, position): it opens there and nowhere else."""
    return joined(run, table, *position)


class Sealer:
    """Seals and opens what belongs to one run, under that run's key (32 bytes).

    A random 96-bit nonce allows 2^32 values a key (NIST SP 800-38D, 8.3), far above a run's. About
    2 µs for a small value.
    """

    __slots__ = ("_cipher", "_key", "_refusals")

    def __init__(self, run_key: bytes) -> None:
        from cryptography.exceptions import InvalidTag  # 30 ms to import: only when something is sealed
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._key = run_key
        self._cipher = AESGCM(run_key)
        self._refusals = (InvalidTag, ValueError)  # ValueError: shorter than a tag

    def __repr__(self) -> str:
        return "Sealer(•)"

    def __reduce__(self) -> str:
        raise TypeError("a sealer holds a key and is never stored")

    def seal(self, data: bytes, about: bytes) -> bytes:
        """Seal `data` for the place `about`; the result is 29 bytes longer."""
        nonce = os.urandom(NONCE)
        return VALUE + nonce + self._cipher.encrypt(nonce, data, about)

    def open(self, sealed: bytes, about: bytes) -> bytes:
        """Open what `seal` sealed for this place; raise `SealBroken` for anything else."""
        if sealed[:1] != VALUE or len(sealed) < OVERHEAD:
            raise SealBroken(where="value")
        try:
            return self._cipher.decrypt(sealed[1 : 1 + NONCE], sealed[1 + NONCE :], about)
        except self._refusals:
            raise SealBroken(where="value") from None

    def seal_file(self, source: Path | BinaryIO | bytes, target: Path, about: bytes) -> int:
        """Seal a file, an open one, or bytes (≤ 1 GiB) as `target`, mode 0600, in one move; give the plain size.

        Frames of 1 MiB, each under a key of the file's own with its number and whether it is the
        last in the nonce: none can be dropped, repeated, reordered or taken from another file.
        Raises `SealTooLarge`; nothing appears then.
        """
        size = 0

        def counted(pieces: Iterator[bytes]) -> Iterator[bytes]:
            nonlocal size
            for piece in pieces:
                size += len(piece)
                if size > MAX_FILE:
                    raise SealTooLarge(file=target.name, limit=MAX_FILE)
                yield piece

        with ExitStack() as stack, private_file(target) as out:
            out.writelines(self.sealed(counted(_chunks(source, stack)), about))
        return size

    def sealed(self, pieces: Iterable[bytes], about: bytes) -> Iterator[bytes]:
        """Seal a stream of any length as `seal_file` does; every piece but the last has `FRAME` bytes."""
        salt = os.urandom(SALT)
        yield FILE + salt
        cipher = self._file_cipher(salt, about)
        for number, last, data in _frames(iter(pieces)):
            yield cipher.encrypt(_frame_nonce(number, last), data, None)

    def open_file(self, source: Path, target: Path, about: bytes) -> int:
        """Open a sealed file as `target`, mode 0600, in one move once its end was seen; give the plain size.

        Raises `SealBroken`; nothing appears then.
        """
        size = 0
        with private_file(target) as out:
            for data in self._opened(source, about):
                size += out.write(data)
        return size

    def read_file(self, source: Path, about: bytes) -> bytes:
        """Give the content of a sealed file; raise `SealBroken`."""
        return b"".join(self._opened(source, about))

    def opened(self, file: BinaryIO, about: bytes, *, name: str) -> Iterator[bytes]:
        """Open a sealed stream piece by piece; `SealBroken` (of `name`) may come after the first pieces."""
        head = file.read(len(FILE) + SALT)
        if head[: len(FILE)] != FILE or len(head) < len(FILE) + SALT:
            raise SealBroken(where=name)
        cipher = self._file_cipher(head[len(FILE) :], about)
        for number, last, data in _frames(_read(file, FRAME + TAG)):
            try:
                yield cipher.decrypt(_frame_nonce(number, last), data, None)
            except self._refusals:
                raise SealBroken(where=name) from None

    def _opened(self, source: Path, about: bytes) -> Iterator[bytes]:
        with source.open("rb") as file:
            yield from self.opened(file, about, name=source.name)

    def _file_cipher(self, salt: bytes, about: bytes) -> "AESGCM":
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        return AESGCM(derive(self._key, FILE + about, salt=salt))


def in_frames(data: bytes) -> Iterator[bytes]:
    """Cut bytes into the pieces that `Sealer.sealed` takes."""
    return (data[start : start + FRAME] for start in range(0, len(data), FRAME))


def sealed_size(size: int) -> int:
    """Give how many bytes `Sealer.sealed` makes of `size`."""
    return len(FILE) + SALT + size + TAG * max(1, -(-size // FRAME))


def _chunks(source: Path | BinaryIO | bytes, stack: ExitStack) -> Iterator[bytes]:
    if isinstance(source, bytes):
        return in_frames(source)
    return _read(stack.enter_context(source.open("rb")) if isinstance(source, Path) else source, FRAME)


def _read(file: BinaryIO, size: int) -> Iterator[bytes]:
    """Read pieces of exactly `size` bytes; only the last is shorter."""
    while piece := file.read(size):
        while len(piece) < size and (more := file.read(size - len(piece))):  # a raw stream may read less at once
            piece += more
        yield piece


def _frames(pieces: Iterator[bytes]) -> Iterator[tuple[int, bool, bytes]]:
    """Number the pieces and tell which is the last; no pieces are one empty last frame."""
    number, held = 0, next(pieces, b"")
    for piece in pieces:
        yield number, False, held
        number, held = number + 1, piece
    yield number, True, held


def _frame_nonce(number: int, last: bool) -> bytes:
    return pack(">QxxxB", number, last)
