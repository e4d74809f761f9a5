"""The office's past files as a process reads them to learn from: a run that reads, and does nothing else."""

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jikwon.engine.runs.starting import checked, clock_of, office_settings
from jikwon.model import Answer, InputError, JikwonError, Note, Subject, declared
from jikwon.model.catalog import Process
from jikwon.model.declared import InputMissing, InputUnknown
from jikwon.records import questions
from jikwon.tools.tables import unlocked

if TYPE_CHECKING:
    from jikwon.engine.office import Office
    from jikwon.learn.history import Example


class KindUnknown(InputError):
    """The process learns no model of this kind."""

    code = "model-kind-unknown"


class HistoryReadsOnly(JikwonError):
    """A process wants more of its run than reading while it reads its history."""

    code = "history-reads-only"


class PastFile:
    """A past file, read where it lies. Implements `jikwon.model.Source`."""

    def __init__(self, office: "Office", input: str, path: Path) -> None:  # noqa: A002 - the name it has in Source
        data = path.read_bytes()
        self.input = input
        self.name = unicodedata.normalize("NFC", path.name)
        self.sha256 = hashlib.sha256(data).hexdigest()
        self._data = unlocked(data, file=path.name, passwords=office.table_password)

    def read(self) -> bytes:
        """Give the content; a locked workbook opened with the vault's password."""
        return self._data


class Past:
    """What `examples(run, kind)` sees of its run: `jikwon.model.Run` as far as it reads.

    Notes and counts are for no proof and go nowhere; anything else raises `HistoryReadsOnly`.
    """

    def __init__(
        self, office: "Office", process: Process, kind: str, settings: Mapping[str, str], given: Sequence[PastFile]
    ) -> None:
        self._office, self._process, self._kind = office, process, kind
        self._settings, self._given = settings, given
        self.clock: datetime = clock_of("")
        self.process = process.slug

    def __getattr__(self, name: str) -> object:
        raise HistoryReadsOnly(process=self.process, call=name)

    @property
    def files(self) -> dict[str, str]:
        """The files with their hashes, for the model's card."""
        return {f"{each.input}/{each.name}": each.sha256 for each in self._given}

    def examples(self) -> "list[Example]":
        """Let the process read its settled cases."""
        return list(self._process.function("examples")(self, self._kind))

    def setting(self, name: str) -> str:
        """Give a setting's text."""
        return self._settings[name]

    def sources(self, name: str) -> Sequence[PastFile]:
        """Give an input's files in name order."""
        return sorted((each for each in self._given if each.input == name), key=lambda each: each.name)

    def tell(self, note: Note) -> None:
        """Let a note go."""

    def count(self, *, read: int = 0, used: int = 0, merged: int = 0, skipped: int = 0) -> None:
        """Let a count go."""

    def answer(self, code: str, about: Subject) -> Answer | None:  # noqa: ARG002 - nobody is asked here
        """Give no answer: only what the office remembers counts."""
        return None

    def remembered(self, code: str, key: str) -> Answer | None:
        """Give the answer that the office keeps."""
        hashed = self._office.hash("remember", key)
        sealed = questions.kept(self.process, code, hashed)
        if not sealed:
            return None
        return self._office.seal.unpack(sealed, Answer, "remembered", self.process, code, hashed)

    def hash(self, *parts: str) -> str:
        """Give a short keyed hash."""
        return self._office.hash(*parts)

    def text(self, table: str, code: str, **fields: object) -> str:
        """Give a sentence of the process's strings in Korean."""
        return self._process.strings.text(table, code, language="ko", **fields)


def of(
    office: "Office", process: Process, kind: str, *, inputs: Sequence[tuple[str, Path]], settings: Mapping[str, str]
) -> Past:
    """Check a command to learn, and open its files. Raises `InputError`s."""
    manifest = process.manifest
    if kind not in manifest.models:
        raise KindUnknown(process=process.slug, kind=kind, known=", ".join(sorted(manifest.models)) or "–")
    wanted = manifest.models[kind].inputs
    for name, _ in inputs:
        if name not in wanted:
            raise InputUnknown(process=process.slug, input=name, known=", ".join(wanted))
    if not any(name == wanted[0] for name, _ in inputs):
        raise InputMissing(process=process.slug, input=wanted[0])
    chosen = declared.settings(manifest, settings, office_settings(office, process))
    files, _ = checked(office, process, inputs)
    return Past(office, process, kind, chosen, [PastFile(office, name, each.path) for name, each in files])
