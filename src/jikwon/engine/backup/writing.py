"""Writing an archive: files and tables as sealed members, in bounded memory."""

import hashlib
import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

import msgspec

from jikwon.engine.backup.container import Writer
from jikwon.engine.backup.contents import ABOUT, KEY, MANIFEST, About, Files, Label, Manifest
from jikwon.engine.backup.places import Found
from jikwon.records import snapshot
from jikwon.records.snapshot import Row, Table, Tally
from jikwon.trust.hashes import joined
from jikwon.trust.home import Home
from jikwon.trust.seal import FRAME, Sealer, in_frames, sealed_size

CHUNK: Final = 4 << 20
"""Bytes of rows that are packed together, more only by the last row."""
LENGTH: Final = struct.Struct(">I")
_LEVEL: Final = 1
"""Most of a row is sealed, and no level of packing makes that smaller."""


def place_of(archive: str, member: str) -> bytes:
    """Name the place of a member: it opens there and in no other archive."""
    return joined("backup", archive, member)


class ArchiveWriter:
    """Writes one archive, member by member, and keeps count of what must come back from it."""

    def __init__(self, file: BinaryIO, sealer: Sealer, about: About) -> None:
        self._out = Writer(file, at=about.taken_at)
        self._sealer = sealer
        self._about = about
        self._written = msgspec.json.format(msgspec.json.encode(about), indent=1)
        self._out.add(ABOUT, len(self._written), [self._written])
        self._tables: dict[str, Tally] = {}
        self._files = 0
        self._bytes = 0
        self._digest = hashlib.sha256()

    @property
    def files(self) -> Files:
        """The files so far."""
        return Files(count=self._files, bytes=self._bytes, sha256=self._digest.hexdigest())

    @property
    def rows(self) -> int:
        """The rows so far."""
        return sum(each.rows for each in self._tables.values())

    def add_key(self, sealed: bytes) -> None:
        """Write the key, sealed under a passphrase."""
        self._out.add(KEY, len(sealed), [sealed])

    def add_table(self, table: Table, rows: Iterable[Row]) -> None:
        """Write a table in pieces, each of which opens alone."""
        digest, count = hashlib.sha256(), 0
        held: list[bytes] = []
        size = number = 0
        for row in rows:
            packed = snapshot.packed(row)
            digest.update(packed)
            count += 1
            held += (LENGTH.pack(len(packed)), packed)
            size += len(packed)
            if size >= CHUNK:
                number += 1
                self._add_rows(table, number, held)
                held, size = [], 0
        if held:
            self._add_rows(table, number + 1, held)
        self._tables[table.name] = Tally(rows=count, sha256=digest.hexdigest())

    def _add_rows(self, table: Table, number: int, held: list[bytes]) -> None:
        self._add_sealed(f"tables/{table.name}/{number:06}", zlib.compress(b"".join(held), _LEVEL))

    def add_file(self, found: Found) -> bool:
        """Write a file under its label; False where it is there no more."""
        if found.path.endswith("/"):
            self.add_bytes(found.place, found.path, b"")
            return True
        with suppress(FileNotFoundError), found.at.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(0)
            self._add_stream(Label(place=found.place, path=found.path, size=size), _exactly(file, size, found.at))
            return True
        return False

    def add_bytes(self, place: str, path: str, data: bytes) -> None:
        """Write a file that is in memory."""
        self._add_stream(Label(place=place, path=path, size=len(data)), iter((data,)))

    def _add_stream(self, label: Label, pieces: Iterator[bytes]) -> None:
        written, content = msgspec.json.encode(label), hashlib.sha256()

        def hashed() -> Iterator[bytes]:
            for piece in pieces:
                content.update(piece)
                yield piece

        head = LENGTH.pack(len(written)) + written
        self._files += 1
        self._add(f"files/{self._files:08}", len(head) + label.size, _framed(head, hashed()))
        self._bytes += label.size
        self._digest.update(head + content.digest())

    def end(self, home: Home) -> str:
        """Write the manifest and the end mark; give the archive's own SHA-256."""
        about = hashlib.sha256(self._written).hexdigest()
        manifest = Manifest(
            id=self._about.id,
            about_sha256=about,
            tables=self._tables,
            files=self.files,
            root=str(home.root),
            shared=str(home.files),
        )
        self._add_sealed(MANIFEST, msgspec.json.encode(manifest))
        self._out.end()
        return self._out.sha256

    @property
    def size(self) -> int:
        """The archive's bytes so far."""
        return self._out.size

    def _add_sealed(self, name: str, data: bytes) -> None:
        self._add(name, len(data), in_frames(data))

    def _add(self, name: str, size: int, pieces: Iterable[bytes]) -> None:
        self._out.add(name, sealed_size(size), self._sealer.sealed(pieces, place_of(self._about.id, name)))


def _exactly(file: BinaryIO, size: int, path: Path) -> Iterator[bytes]:
    """Read so many bytes: a log may grow meanwhile, and no other file changes."""
    left = size
    while left:
        piece = file.read(min(FRAME, left))
        if not piece:
            raise OSError(None, "cut short while it was read", str(path))
        left -= len(piece)
        yield piece


def _framed(head: bytes, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Join pieces and cut them into frames again."""
    held = bytearray(head)
    for piece in pieces:
        held += piece
        while len(held) >= FRAME:
            yield bytes(held[:FRAME])
            del held[:FRAME]
    if held:
        yield bytes(held)
