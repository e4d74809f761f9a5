"""Anchors of the audit chain: heads kept outside the database, so that cutting or rewriting it shows."""

import hmac
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from jikwon.model import fact
from jikwon.trust.chain import Head
from jikwon.trust.hashes import joined
from jikwon.trust.home import Home
from jikwon.trust.writing import append_line

EVERY = 100
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


class Anchors:
    """The file `logs/audit-anchors.log`: append-only, mode 0600, one head a line under a MAC.

    It shows every rewriting of the database up to the last anchor. Somebody who can also cut this
    file can hide what came after the last line left: copy it off the machine (notice art. 8③).
    """

    __slots__ = ("_key", "_path")

    def __init__(self, home: Home, audit_key: bytes) -> None:
        self._path: Path = home.logs / "audit-anchors.log"
        self._key = audit_key

    def __repr__(self) -> str:
        return "Anchors(•)"

    @staticmethod
    def is_due(seq: int) -> bool:
        """Tell whether the entry `seq` is to be anchored: the first, and every hundredth; a run's end always is."""
        return seq == 1 or seq % EVERY == 0

    def add(self, head: Head, *, at: datetime) -> None:
        """Append a head, fsynced; call it after the entry's transaction is committed.

        Repeatable: yes; a second line with the same head changes nothing.
        """
        moment = at.astimezone(UTC).isoformat()
        append_line(self._path, f"{head.seq}\t{head.hash.hex()}\t{moment}\t{self._mac(head, moment)}")

    def read(self) -> tuple[Anchor, ...]:
        """List the anchors in the order they were written, forged ones left out."""
        return tuple(anchor for anchor, genuine in self._lines() if anchor is not None and genuine)

    def verify(self, hash_at: Callable[[int], bytes | None], *, first: int = 1) -> AnchorCheck:
        """Hold every anchor against the database; `hash_at(seq)` gives an entry's hash or None.

        `first` is the oldest entry that retention has left; older anchors are passed over.
        """
        lines = self._lines()
        broken = [
            anchor.head.seq
            for anchor, genuine in lines
            if anchor is not None and anchor.head.seq >= first
            if not genuine or not _same(hash_at(anchor.head.seq), anchor.head.hash)
        ]
        found = sum(anchor is not None for anchor, _ in lines)
        return AnchorCheck(anchors=found, torn=len(lines) - found, broken=min(broken, default=None))

    def _lines(self) -> list[tuple[Anchor | None, bool]]:
        if not self._path.exists():
            return []
        text = self._path.read_text("ascii", "replace")
        return [self._parse(line) for line in text.splitlines() if line]

    def _parse(self, line: str) -> tuple[Anchor | None, bool]:
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


def _same(stored: bytes | None, anchored: bytes) -> bool:
    return stored is not None and hmac.compare_digest(stored, anchored)
