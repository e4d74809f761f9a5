"""Folders in which files arrive: what is complete there, and has not been taken yet."""

import hashlib
import time
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from jikwon.model import fact
from jikwon.tools.tables.files import is_litter

SETTLE_S = 5.0
"""Seconds for which nothing may change in a folder before its files count as complete."""
_UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".download")


@fact
class Look:
    """What one look at a file saw."""

    size: int
    changed_ns: int


class Folders:
    """Remembers the last looks, so that a file which still grows is left alone, and one that rests is hashed once."""

    def __init__(self, settle_s: float = SETTLE_S) -> None:
        self._settle_s = settle_s
        self._looks: dict[Path, tuple[Look, float]] = {}
        self._hashes: dict[tuple[Path, Look], str] = {}

    def new_files(self, folder: Path, taken: Collection[str]) -> list[Path] | None:
        """Give the complete files whose content was not taken, by name; None while something there still changes.

        Two files of one content count as one, the first by name.
        """
        files = _files(folder)
        looks = {path: self._settled(path) for path in files}
        if not all(looks.values()):
            return None
        new: dict[str, Path] = {}
        for path, look in looks.items():
            if look is not None and (content := self._hash(path, look)) not in taken:
                new.setdefault(content, path)
        return list(new.values())

    def contents(self, paths: Iterable[Path]) -> set[str]:
        """Give the SHA-256 of files that `new_files` has given."""
        wanted = set(paths)
        return {content for (path, _), content in self._hashes.items() if path in wanted}

    def _settled(self, path: Path) -> Look | None:
        """Give what is seen of a file that has rested long enough."""
        try:
            seen = path.stat()
        except OSError:  # renamed or removed this moment: the next look sees what became of it
            return None
        look, now = Look(size=seen.st_size, changed_ns=seen.st_mtime_ns), time.monotonic()
        before = self._looks.get(path)
        if before is None or before[0] != look:
            self._looks[path] = before = (look, now)
        return look if now - before[1] >= self._settle_s else None

    def _hash(self, path: Path, look: Look) -> str:
        if (path, look) not in self._hashes:
            with path.open("rb") as file:
                self._hashes[path, look] = hashlib.file_digest(file, "sha256").hexdigest()
        return self._hashes[path, look]


def _files(folder: Path) -> Sequence[Path]:
    try:
        found = sorted(folder.iterdir())
    except OSError:  # a share that is away for a while
        return ()
    return [
        each
        for each in found
        if not is_litter(each.name) and not each.name.lower().endswith(_UNFINISHED) and each.is_file()
    ]
