"""Reading an archive: what it says of itself, and its parts, each proved before the archive's end was seen to fit."""

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from tarfile import BLOCKSIZE
from typing import Any, BinaryIO, Final

import msgspec

from jikwon.engine.backup import contents
from jikwon.engine.backup.container import Member, members
from jikwon.engine.backup.contents import About, Files, Label, Manifest
from jikwon.engine.backup.errors import BackupDamaged, NotABackup
from jikwon.engine.backup.writing import LENGTH, place_of
from jikwon.model import fact
from jikwon.records.snapshot import Row, Tally
from jikwon.trust.errors import SealBroken
from jikwon.trust.seal import Sealer, sealed_size

LARGEST_CHUNK: Final = 1 << 30
LARGEST_MANIFEST: Final = 1 << 24
LARGEST_LABEL: Final = 1 << 16
_BEGINS: Final = contents.ABOUT.encode() + b"\0"


@fact
class Rows:
    """Some rows of a table, in order."""

    table: str
    rows: Sequence[Row]


@fact
class Content:
    """One file: its pieces must be read before the next part is asked for."""

    label: Label
    pieces: Iterator[bytes]


class Archive:
    """An open archive whose beginning was read."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file = file
        self.name = name
        self.manifest: Manifest | None = None
        self.about, self._about_sha256 = self._beginning()

    def _beginning(self) -> tuple[About, str]:
        """Read what an archive says of itself; one that ends in the middle of that is damaged, and not another's."""
        self._file.seek(0)
        first = self._first()
        written = first.data.read(contents.LARGEST_ABOUT)
        if len(written) < min(first.size, contents.LARGEST_ABOUT):
            raise BackupDamaged(where=contents.ABOUT)
        if (about := contents.read_about(written)) is None:
            raise NotABackup(file=self.name)
        return about, hashlib.sha256(written).hexdigest()

    def _first(self) -> Member:
        try:
            first = next(members(self._file), None)
        except BackupDamaged:
            first = None
        if first is not None and first.name == contents.ABOUT:
            return first
        self._file.seek(0)
        begun = self._file.read(BLOCKSIZE)
        if len(begun) < BLOCKSIZE and (_BEGINS.startswith(begun) or begun.startswith(_BEGINS)):
            raise BackupDamaged(where=contents.ABOUT)
        raise NotABackup(file=self.name)

    def carried(self) -> bytes:
        """Give the sealed key that the archive carries, b"" where there is none."""
        self._file.seek(0)
        for number, each in enumerate(members(self._file)):
            if each.name == contents.KEY:
                return each.data.read(LARGEST_LABEL)
            if number:
                break
        return b""

    def parts(self, sealer: Sealer) -> Iterator[Rows | Content]:
        """Give every part in order, opened; whoever takes the last one knows that the archive is whole.

        Raises `BackupDamaged` for anything that is not as it was written: at the latest after the last part, when
        counts and hashes are held against the manifest.
        """
        self._file.seek(0)
        walk = _Walk(self.about, self._about_sha256, sealer)
        try:
            for number, member in enumerate(members(self._file)):
                if number and member.name != contents.KEY:
                    yield from walk.part(member)
        except (SealBroken, zlib.error, msgspec.MsgspecError, ValueError) as error:
            where = error.fields.get("where", "") if isinstance(error, SealBroken) else ""
            raise BackupDamaged(where=where or "tar") from None
        self.manifest = walk.ended()


class _Walk:
    """Keeps count on the way through an archive."""

    def __init__(self, about: About, about_sha256: str, sealer: Sealer) -> None:
        self._about = about
        self._about_sha256 = about_sha256
        self._sealer = sealer
        self._order = [each.name for each in about.tables]
        self._hashes: dict[str, Any] = {name: hashlib.sha256() for name in self._order}
        self._counts = dict.fromkeys(self._order, 0)
        self._chunk = ("", 0)
        self._files = Files(count=0, bytes=0, sha256="")
        self._digest = hashlib.sha256()
        self._manifest: Manifest | None = None

    def part(self, member: Member) -> Iterator[Rows | Content]:
        kind, _, rest = member.name.partition("/")
        if self._manifest is not None:
            raise BackupDamaged(where=member.name)
        if kind == "tables":
            yield self._rows(member, *rest.rpartition("/")[::2])
        elif kind == "files" and rest == f"{self._files.count + 1:08}":
            yield from self._content(member)
        elif member.name == contents.MANIFEST:
            self._manifest = msgspec.json.decode(self._whole(member, LARGEST_MANIFEST), type=Manifest)
        else:
            raise BackupDamaged(where=member.name)

    def _rows(self, member: Member, table: str, number: str) -> Rows:
        before, last = self._chunk
        if number != (f"{last + 1:06}" if table == before else f"{1:06}") or table not in self._hashes:
            raise BackupDamaged(where=member.name)
        self._chunk = (table, int(number))
        opener = zlib.decompressobj()
        data = opener.decompress(self._whole(member, LARGEST_CHUNK), LARGEST_CHUNK)
        if not opener.eof or opener.unused_data:
            raise BackupDamaged(where=member.name)
        rows, at = [], 0
        while at < len(data):
            end = at + LENGTH.size + LENGTH.unpack_from(data, at)[0]
            packed = data[at + LENGTH.size : end]
            self._hashes[table].update(packed)
            rows.append(msgspec.msgpack.decode(packed))
            at = end
        self._counts[table] += len(rows)
        return Rows(table=table, rows=rows)

    def _content(self, member: Member) -> Iterator[Content]:
        pieces = self._opened(member)
        first = next(pieces, b"")
        end = LENGTH.size + LENGTH.unpack_from(first)[0]
        if end > min(len(first), LARGEST_LABEL):
            raise BackupDamaged(where=member.name)
        label = msgspec.json.decode(first[LENGTH.size : end], type=Label)
        digest, size = hashlib.sha256(), 0

        def told() -> Iterator[bytes]:
            nonlocal size
            for piece in chain((first[end:],), pieces):
                digest.update(piece)
                size += len(piece)
                yield piece

        yield Content(label=label, pieces=told())
        if size != label.size:
            raise BackupDamaged(where=member.name)
        self._files = replace(self._files, count=self._files.count + 1, bytes=self._files.bytes + size)
        self._digest.update(first[:end] + digest.digest())

    def ended(self) -> Manifest:
        """Hold what has come against the manifest."""
        tallies = {name: Tally(rows=self._counts[name], sha256=self._hashes[name].hexdigest()) for name in self._order}
        files = replace(self._files, sha256=self._digest.hexdigest())
        come = (self._about.id, self._about_sha256, tallies, files)
        found = self._manifest
        if found is None or (found.id, found.about_sha256, found.tables, found.files) != come:
            raise BackupDamaged(where=contents.MANIFEST)
        return found

    def _opened(self, member: Member) -> Iterator[bytes]:
        return self._sealer.opened(member.data, place_of(self._about.id, member.name), name=member.name)

    def _whole(self, member: Member, most: int) -> bytes:
        if member.size > sealed_size(most):
            raise BackupDamaged(where=member.name)
        return b"".join(self._opened(member))


def opened(path: Path, file: BinaryIO) -> Archive:
    """Read an archive's beginning; raise `NotABackup`, or `BackupDamaged` where it ends in its beginning."""
    return Archive(file, path.name)
