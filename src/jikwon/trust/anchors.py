"""Anchors of the audit chain: heads kept outside the database, so that cutting or rewriting it shows."""

import hmac
import re
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

from jikwon.model import fact
from jikwon.trust import logs
from jikwon.trust.chain import Head
from jikwon.trust.hashes import joined
from jikwon.trust.home import PRIVATE_FOLDER, Home
from jikwon.trust.writing import append_line

EVERY = 100
_LOG = logs.get(__name__)
FILE = "audit-anchors.log"
_LINE = re.compile(r"(\d+)\t([0-9a-f]{64})\t([0-9T:.+-]+)\t([0-9a-f]{64})")


@fact
class Anchor:
    """A head as it was at a moment (aware)."""

    head: Head
    at: datetime


@fact
class AnchorCheck:
    """What holding the anchors against the database found.

    `broken` is the number of the first anchored entry that the database lacks or has otherwise, or
    whose anchor was forged; `torn` counts lines that a power cut (or a hand) left incomplete. No
    anchors beside a chain with entries means that the file was removed, or never copied back.
    """

    anchors: int
    torn: int
    broken: int | None


Line: TypeAlias = tuple[Anchor | None, bool]
"""A line of the file: its anchor, None where it is torn, and whether it is genuine."""


class Anchors:
    """The file `logs/audit-anchors.log`: append-only, mode 0600, one head a line under a MAC.

    It shows every rewriting of the database up to the last anchor. Somebody who can also cut this
    file can hide what came after the last line left: copy it off the machine (notice art. 8③).

    Where machines share a folder, each also writes its anchors there, into a file of its own, and holds the
    database against those of all: one that was added a moment ago has none yet, and sees as much as the others.
    """

    __slots__ = ("_key", "_path", "_shared")

    def __init__(self, home: Home, audit_key: bytes) -> None:
        self._path: Path = home.logs / FILE
        self._key = audit_key
        machine = hmac.digest(audit_key, joined("anchors-of", socket.gethostname(), str(home.root)), "sha256").hex()
        self._shared = home.anchors / f"{machine[:16]}.log" if home.shared else None

    def __repr__(self) -> str:
        return "Anchors(•)"

    @staticmethod
    def is_due(seq: int) -> bool:
        """Tell whether the entry `seq` is to be anchored: the first, and every hundredth; a run's end always is."""
        return seq == 1 or seq % EVERY == 0

    def is_first_shared(self) -> bool:
        """Tell whether this machine has yet to leave its first anchor with those of the others."""
        return self._shared is not None and not self._shared.exists()

    def add(self, head: Head, *, at: datetime) -> None:
        """Append a head, fsynced; call it after the entry's transaction is committed.

        The copy on the shared folder follows; where that is away, the log says so.
        Repeatable: yes; a second line with the same head changes nothing.
        """
        moment = at.astimezone(UTC).isoformat()
        line = f"{head.seq}\t{head.hash.hex()}\t{moment}\t{self._mac(head, moment)}"
        append_line(self._path, line)
        if self._shared is not None:
            try:
                self._shared.parent.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
                append_line(self._shared, line)
            except OSError as error:  # what was anchored is done, and anchored here: the next one goes there again
                _LOG.failure("anchor-not-shared", error)

    def read(self) -> tuple[Anchor, ...]:
        """List the anchors in the order they were written, machine by machine, forged ones left out."""
        return genuine(self.lines())

    def text(self) -> bytes:
        """Give every line of every machine's file once, for a backup."""
        return "".join(f"{line}\n" for line in self._written()).encode("ascii", "replace")

    def lines(self) -> Sequence[Line]:
        """Read every line, the same one of two files once."""
        return [self._parse(line) for line in self._written()]

    def verify(
        self, hash_at: Callable[[int], bytes | None], *, first: int = 1, lines: Sequence[Line] | None = None
    ) -> AnchorCheck:
        """Hold every anchor against the database; `hash_at(seq)` gives an entry's hash or None.

        `first` is the oldest entry that retention has left; older anchors are passed over. `lines` are those of
        before the database was read, where others write meanwhile.
        """
        lines = self.lines() if lines is None else lines
        broken = [
            anchor.head.seq
            for anchor, genuine in lines
            if anchor is not None and anchor.head.seq >= first
            if not genuine or not _same(hash_at(anchor.head.seq), anchor.head.hash)
        ]
        found = sum(anchor is not None for anchor, _ in lines)
        return AnchorCheck(anchors=found, torn=len(lines) - found, broken=min(broken, default=None))

    def _written(self) -> Sequence[str]:
        others = sorted(self._shared.parent.glob("*.log")) if self._shared is not None else ()
        found: dict[str, None] = {}
        for path in (self._path, *others):
            with suppress(FileNotFoundError):
                found.update(dict.fromkeys(line for line in path.read_text("ascii", "replace").splitlines() if line))
        return list(found)

    def _parse(self, line: str) -> Line:
        found = _LINE.fullmatch(line)
        if found is None:
            return None, False
        try:
            head, at = Head(seq=int(found[1]), hash=bytes.fromhex(found[2])), datetime.fromisoformat(found[3])
        except ValueError:
            return None, False
        return Anchor(head=head, at=at), hmac.compare_digest(self._mac(head, found[3]), found[4])

    def _mac(self, head: Head, moment: str) -> str:
        return hmac.digest(self._key, joined("anchor-1", head.seq, head.hash.hex(), moment), "sha256").hex()


def genuine(lines: Sequence[Line]) -> tuple[Anchor, ...]:
    """Leave out what is torn or forged."""
    return tuple(anchor for anchor, is_genuine in lines if anchor is not None and is_genuine)


def _same(stored: bytes | None, anchored: bytes) -> bool:
    return stored is not None and hmac.compare_digest(stored, anchored)
