"""The server's record: every mail that it has taken, as it came, in the order in which they came."""

import json
import os
import threading
from collections.abc import Sequence
from dataclasses import asdict
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Final

from jikwon.model import Personal, fact

_NOTES: Final = "[0-9]*.json"
"""Not what is just being written, whose name begins with a full stop."""


@fact
class Taken:
    """One mail that was taken: from and to whom the server was told to bring it, and when (ISO 8601, UTC)."""

    number: int
    sender: str
    to: Personal[tuple[str, ...]]
    at: str
    path: Path

    @property
    def data(self) -> bytes:
        """The mail's bytes."""
        return self.path.read_bytes()

    @property
    def message(self) -> EmailMessage:
        """The mail, parsed."""
        return message_from_bytes(self.data, policy=policy.default)

    @property
    def message_id(self) -> str:
        """Its Message-ID, "" where it has none."""
        return str(self.message.get("Message-ID", ""))


class Record:
    """A folder with `000001.eml` and `000001.json` for each mail; safe to use from several threads of one process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._lock = threading.Lock()

    def keep(self, sender: str, to: Sequence[str], at: str, data: bytes) -> None:
        """Keep a mail for good: the mail first, then the line that makes it count."""
        with self._lock:
            number = len(list(self.folder.glob(_NOTES))) + 1
            self._write(f"{number:06}.eml", data)
            told = {"number": number, "sender": sender, "to": list(to), "at": at}
            self._write(f"{number:06}.json", json.dumps(told, ensure_ascii=False).encode())

    def all(self) -> tuple[Taken, ...]:
        """List what was taken."""
        return tuple(_taken(path) for path in sorted(self.folder.glob(_NOTES)))

    def one(self, number: int) -> Taken | None:
        """Give a mail by its number."""
        path = self.folder / f"{number:06}.json"
        return _taken(path) if path.exists() else None

    def _write(self, name: str, data: bytes) -> None:
        unfinished = self.folder / f".{name}"
        with unfinished.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(self.folder / name)


def _taken(path: Path) -> Taken:
    told = json.loads(path.read_text("utf-8"))
    return Taken(
        number=told["number"], sender=told["sender"], to=tuple(told["to"]), at=told["at"],
        path=path.with_suffix(".eml"),
    )  # fmt: skip


def as_told(taken: Taken) -> dict[str, object]:
    """Give what a control address tells of a mail."""
    return {**asdict(taken), "path": str(taken.path), "message_id": taken.message_id}
