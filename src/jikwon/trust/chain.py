"""The audit chain: who or which robot did what to which subject, each entry bound to all before it.

Nothing here knows the database: `Chain.next_entry` makes the entry that the caller stores in the same
transaction as the deed, and `Chain.verify` reads the rows back. Fields follow the Korean standard for
securing personal data, article 2: who, when, from where, whose data, which work.
"""

import hmac
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum

from jikwon.model import fact
from jikwon.trust.hashes import joined
from jikwon.trust.mask import scrub


class ActorKind(StrEnum):
    """Robots are logged like people, and never as one of them."""

    HUMAN = "human"
    ROBOT = "robot"


@fact
class Head:
    """The end of a chain: the last entry's number and hash (32 bytes)."""

    seq: int
    hash: bytes


GENESIS = Head(seq=0, hash=bytes(32))
"""The head of an empty chain."""


@fact
class Entry:
    """One row of the audit trail. Store every field; `at` is aware, to the microsecond.

    `subject` is a keyed hash (or empty), never a name; `count` tells how many subjects one deed
    touched; `host` is the address or machine it came from; `why` is a reason or purpose code.
    """

    seq: int
    at: datetime
    actor: str
    actor_kind: ActorKind
    host: str
    action: str
    run: str
    subject: str
    count: int
    why: str
    hash: bytes

    @property
    def head(self) -> Head:
        """The head of the chain that ends with this entry."""
        return Head(seq=self.seq, hash=self.hash)


def canonical(entry: Entry) -> bytes:
    """Give the bytes that are chained: every field but the hash, each behind its length, time in UTC."""
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    return joined(
        "audit-1", entry.seq, at, entry.actor, str(entry.actor_kind), entry.host,
        entry.action, entry.run, entry.subject, entry.count, entry.why,
    )  # fmt: skip


class Chain:
    """Links and checks entries under the office's audit key (`Keys.audit_key`), about 15 µs each."""

    __slots__ = ("_key",)

    def __init__(self, audit_key: bytes) -> None:
        self._key = audit_key

    def __repr__(self) -> str:
        return "Chain(•)"

    def link(self, previous: bytes, entry: bytes) -> bytes:
        """Give the hash (HMAC-SHA256, 32 bytes) of an entry's canonical bytes behind the previous hash."""
        return hmac.digest(self._key, previous + entry, "sha256")

    def next_entry(
        self,
        previous: Head,
        *,
        at: datetime,
        actor: str,
        actor_kind: ActorKind,
        action: str,
        host: str = "",
        run: str = "",
        subject: str = "",
        count: int = 1,
        why: str = "",
    ) -> Entry:
        """Make the entry that follows `previous` (`GENESIS` for the first).

        Read the previous head and store the entry in one immediate transaction, with `seq` unique.
        Phones, resident numbers and mail addresses in `why` are masked; names in it are the
        caller's duty. Raises ValueError for a time without a zone.
        """
        if at.tzinfo is None:
            raise ValueError("an audit entry needs an aware time")
        entry = Entry(
            seq=previous.seq + 1, at=at, actor=actor, actor_kind=actor_kind, host=host, action=action,
            run=run, subject=subject, count=count, why=scrub(why), hash=b"",
        )  # fmt: skip
        return _with_hash(entry, self.link(previous.hash, canonical(entry)))

    def verify(self, entries: Iterable[Entry], *, after: Head = GENESIS) -> int | None:
        """Give the number of the first entry that is changed, missing or out of place; None if all hold.

        `entries` in the order of `seq`. `after` is the head of what was destroyed when its two years
        were over, as an anchor remembers it. A cut at the end shows against the anchors only.
        """
        head = after
        for entry in entries:
            expected = self.link(head.hash, canonical(entry))
            if entry.seq != head.seq + 1 or not hmac.compare_digest(expected, entry.hash):
                return head.seq + 1
            head = entry.head
        return None


def _with_hash(entry: Entry, linked: bytes) -> Entry:
    object.__setattr__(entry, "hash", linked)  # still ours alone; `replace` would cost more than the hash itself
    return entry
