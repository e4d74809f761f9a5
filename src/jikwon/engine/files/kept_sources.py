"""What a run has read from outside and keeps as its sources: sealed among its working copies."""

import hashlib
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from jikwon.model import Personal, Place, Stage, declared, fact
from jikwon.model.keeping import KeepNotNow, KeptFacts, kept_facts
from jikwon.trust.seal import about

if TYPE_CHECKING:
    from jikwon.engine.active import Active

PREFIX = "kept-"
STAGES = frozenset({Stage.COLLECT, Stage.HANDLE, Stage.ACCOUNT})
_LENGTH = struct.Struct(">I")


@fact
class _Label:
    """What stands before the content: it names a case, and so it is sealed with it."""

    key: Personal[str]
    suffix: str


def keep(active: "Active", kind: str, key: str, data: bytes, suffix: str) -> Place:
    """Seal one thing in one move (see `jikwon.model.Run.keep`)."""
    declared.kind(active.manifest, kind)
    if active.doing not in STAGES:
        raise KeepNotNow(process=active.process, kind=kind)
    active.assert_open()
    active.spool.mkdir(mode=0o700, exist_ok=True)
    name = _name(active, kind, key)
    label = msgspec.json.encode(_Label(key=key, suffix=suffix))
    sealed = _LENGTH.pack(len(label)) + label + data
    active.seal.sealer.seal_file(sealed, active.spool / name, about(active.id, "spool", name))
    return Place(source=kind, file=f"{key}{suffix}")


def one(active: "Active", kind: str, key: str) -> bytes | None:
    """Give what was kept under a key, None where nothing is (any more)."""
    name = _name(active, kind, key)
    return _opened(active, name)[1] if (active.spool / name).exists() else None


def clear(active: "Active") -> None:
    """Forget what was kept, because `collect` begins again."""
    for path in _paths(active):
        path.unlink()


class KeptSources(Mapping[str, Mapping[str, bytes]]):
    """What a run has kept, by kind and key; a content is opened when it is asked for."""

    def __init__(self, active: "Active") -> None:
        self._active = active
        self._files: dict[str, dict[str, str]] = {kind: {} for kind in active.manifest.kept}
        self._hashes: dict[str, dict[str, str]] = {kind: {} for kind in active.manifest.kept}
        for path in _paths(active):
            kind = path.name.removeprefix(PREFIX).rpartition("-")[0]
            label, data = _opened(active, path.name)
            self._files[kind][label.key] = path.name
            self._hashes[kind][label.key] = hashlib.sha256(data).hexdigest()

    @property
    def facts(self) -> KeptFacts:
        """What the certificate says of them."""
        return kept_facts(self._hashes)

    def __getitem__(self, kind: str) -> Mapping[str, bytes]:
        return _OfKind(self._active, self._files[kind])

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


class _OfKind(Mapping[str, bytes]):
    def __init__(self, active: "Active", files: Mapping[str, str]) -> None:
        self._active = active
        self._files = files

    def __getitem__(self, key: str) -> bytes:
        return _opened(self._active, self._files[key])[1]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def _name(active: "Active", kind: str, key: str) -> str:
    return f"{PREFIX}{kind}-{active.office.hasher.full('kept', active.id, kind, key)}"


def _paths(active: "Active") -> list[Path]:
    return sorted(active.spool.glob(f"{PREFIX}*")) if active.manifest.kept else []


def _opened(active: "Active", name: str) -> tuple[_Label, bytes]:
    opened = active.read_spooled(name)
    end = _LENGTH.size + _LENGTH.unpack_from(opened)[0]
    return msgspec.json.decode(opened[_LENGTH.size : end], type=_Label), opened[end:]
