"""What a process sees of a run in memory: `jikwon.model.Run` without database, keys or sealing."""

import hashlib
import hmac
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from struct import pack
from typing import Any

from jikwon.model import Act, Answer, Note, Subject, declared
from jikwon.model.catalog import Process
from jikwon.model.planning import make_act

TEST_KEY = b"a key for tests, known to everyone"


def keyed(*parts: str) -> str:
    """Give a short keyed hash (16 hexadecimal digits), the same in every test."""
    joined = b"".join(pack(">I", len(each)) + each for each in (part.encode("utf-8") for part in parts))
    return hmac.digest(TEST_KEY, joined, "sha256").hex()[:16]


class MemorySource:
    """One input file in memory. Implements `jikwon.model.Source`."""

    def __init__(self, input: str, name: str, data: bytes) -> None:  # noqa: A002 - the name it has in Source
        self.input = input
        self.name = name
        self._data = data

    @cached_property
    def sha256(self) -> str:
        """The content's hash, in hexadecimal."""
        return hashlib.sha256(self._data).hexdigest()

    def read(self) -> bytes:
        """Give the content."""
        return self._data


class MemoryRun:
    """One run in memory. Implements `jikwon.model.Run` as the engine does."""

    def __init__(
        self,
        process: Process,
        *,
        clock: datetime,
        settings: Mapping[str, str],
        sources: Sequence[MemorySource],
        folder: Path,
        credentials: Mapping[str, str],
        remembered: Callable[[str, str], Answer | None],
    ) -> None:
        self.process_ = process
        self.clock = clock
        self.settings = settings
        self.folder = folder
        self.kept_alive: object = None
        self.notes: list[Note] = []
        self.rows = no_rows()
        self.answers: dict[tuple[str, Subject], Answer] = {}
        self._sources = sorted(sources, key=lambda each: each.name)
        self._credentials = credentials
        self._remembered = remembered
        self._sites: dict[str, Any] = {}

    @property
    def process(self) -> str:
        """The process's slug."""
        return self.process_.slug

    def setting(self, name: str) -> str:
        """Give a setting's text."""
        return self.settings[name]

    def sources(self, name: str) -> Sequence[MemorySource]:
        """Give an input's files in name order."""
        return [each for each in self._sources if each.input == name]

    def output(self, name: str) -> Path:
        """Give the private path of an output."""
        path = self.folder / declared.output_file(self.process_.manifest, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def tell(self, note: Note) -> None:
        """List something in the proof."""
        self.notes.append(note)

    def count(self, *, read: int = 0, used: int = 0, merged: int = 0, skipped: int = 0) -> None:
        """Add to the rows of the main input."""
        for name, more in (("read", read), ("used", used), ("merged", merged), ("skipped", skipped)):
            self.rows[name] += more

    def answer(self, code: str, about: Subject) -> Answer | None:
        """Give a person's answer about a file, a column or the run."""
        return self.answers.get((code, about))

    def remembered(self, code: str, key: str) -> Answer | None:
        """Give the answer that the office keeps."""
        return self._remembered(code, key)

    def hash(self, *parts: str) -> str:
        """Give a short keyed hash."""
        return keyed(*parts)

    def act(self, kind: str, item: str, *, version: str = "1", lane: str = "", files: Sequence[str] = ()) -> Act:
        """Make an act with a permanent key that names nobody."""
        return make_act(self.process, kind, item, version=version, lane=lane, files=files, hash=self.hash)

    def text(self, table: str, code: str, **fields: object) -> str:
        """Give a sentence of the process's strings in Korean, the office's language."""
        return self.process_.strings.text(table, code, language="ko", **fields)

    def site(self, name: str) -> object:
        """Open a resource of the outside once for this run, through the process's `open_site`."""
        if name not in self._sites:
            self._sites[name] = self.process_.function("open_site")(self, name)
        return self._sites[name]

    def credential(self, name: str) -> str:
        """Give a secret that the test has handed to its office."""
        return self._credentials[declared.credential(self.process_.manifest, name)]

    def close(self) -> None:
        """Close what was opened outside."""
        for site in self._sites.values():
            if close := getattr(site, "close", None):
                close()
        self._sites.clear()


def no_rows() -> dict[str, int]:
    """Give the counts of a run that has read nothing."""
    return {"read": 0, "used": 0, "merged": 0, "skipped": 0}
