"""What a process sees of its run."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from jikwon.model.acts import Act
from jikwon.model.items import Answer, Note
from jikwon.model.places import Subject


class Source(Protocol):
    """One input file, as it was when the run began."""

    @property
    def input(self) -> str:
        """The input's name in the manifest."""

    @property
    def name(self) -> str:
        """The file's name, without folders."""

    @property
    def sha256(self) -> str:
        """The content's hash, in hexadecimal."""

    def read(self) -> bytes:
        """Give the content."""


class Run(Protocol):
    """The run that a process's functions work for. Time, chance and names come from here alone."""

    @property
    def process(self) -> str:
        """The process's slug."""

    @property
    def clock(self) -> datetime:
        """The run's moment, aware (Asia/Seoul), fixed once for the run's whole life."""

    def setting(self, name: str) -> str:
        """Give a setting's text: what was set, else the manifest's default."""

    def sources(self, name: str) -> Sequence[Source]:
        """Give an input's files in name order; an optional input without files gives none."""

    def output(self, name: str) -> Path:
        """Give the private path to which output `name` of the manifest is written."""

    def tell(self, note: Note) -> None:
        """List something in the proof: a normalisation, a hidden row, a file passed over."""

    def count(self, *, read: int = 0, used: int = 0, merged: int = 0, skipped: int = 0) -> None:
        """Add to the rows of the main input; read = used + merged + skipped in the end."""

    def answer(self, code: str, about: Subject) -> Answer | None:
        """Give a person's answer to a question about a file, a column or the run."""

    def remembered(self, code: str, key: str) -> Answer | None:
        """Give the answer that the office keeps under `key` for questions with this code."""

    def hash(self, *parts: str) -> str:
        """Give a short keyed hash (16 hexadecimal digits), the same in every run of this office."""

    def act(self, kind: str, item: str, *, version: str = "1", lane: str = "", files: Sequence[str] = ()) -> Act:
        """Make an act about the item with key `item`, with a permanent key that names nobody."""

    def text(self, table: str, code: str, **fields: object) -> str:
        """Give a sentence of the process's strings in the office's language (Korean)."""

    def site(self, name: str) -> object:
        """Open a resource of the outside (a portal, a printer) once for this worker and run."""

    def credential(self, name: str) -> str:
        """Give a secret from the vault that the manifest names, for the moment it is needed."""
