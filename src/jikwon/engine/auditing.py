"""The audit trail in the records: appending a link, and checking the whole chain."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from jikwon.model import fact
from jikwon.model.dates import moment
from jikwon.records import audit, database
from jikwon.records.database import after_commit, together
from jikwon.trust.anchors import Anchors, genuine
from jikwon.trust.chain import ActorKind, Chain, Entry, Head


@fact
class AuditFinding:
    """What `jikwon audit verify` found: the first broken link and anchor, if any."""

    entries: int
    broken_link: int | None
    broken_anchor: int | None
    anchors: int
    torn: int

    @property
    def holds(self) -> bool:
        """Tell whether nothing was changed, removed or added behind the chain's back."""
        return self.broken_link is None and self.broken_anchor is None and not self.is_unanchored

    @property
    def is_unanchored(self) -> bool:
        """Tell whether there is nothing to hold the trail against: somebody removed it, or did not copy it back."""
        return bool(self.entries) and not self.anchors


def append(
    chain: Chain, anchors: Anchors, *, anchored: bool, actor: str, kind: ActorKind, host: str, action: str, run: str,
    subject: str, count: int, why: str,
) -> None:  # fmt: skip
    """Add one link, in the caller's transaction or in one of its own."""
    with together():
        seq, link = audit.head()
        previous = Head(seq=seq, hash=bytes.fromhex(link) if link else bytes(32))
        entry = chain.next_entry(
            previous, at=moment(database.now()), actor=actor, actor_kind=kind, host=host, action=action, run=run,
            subject=subject, count=count, why=why,
        )  # fmt: skip
        audit.add(entry.seq, _stored(entry), entry.hash.hex())
        if anchored or anchors.is_due(entry.seq) or anchors.is_first_shared():
            after_commit(lambda: anchors.add(entry.head, at=entry.at))


def verify(chain: Chain, anchors: Anchors) -> AuditFinding:
    """Walk the whole chain, and hold the anchors outside the database against it."""
    count, links = 0, {}
    lines = anchors.lines()  # before the entries: others go on writing both
    anchored = {anchor.head.seq for anchor in genuine(lines)}  # a chain of years is not held in memory

    def walked() -> Iterator[Entry]:
        nonlocal count
        for entry in entries():
            count += 1
            if entry.seq in anchored:
                links[entry.seq] = entry.hash
            yield entry

    broken = chain.verify(walked())
    for entry in entries() if broken is not None else ():
        if entry.seq in anchored:
            links[entry.seq] = entry.hash
    check = anchors.verify(links.get, lines=lines)
    return AuditFinding(
        entries=count, broken_link=broken, broken_anchor=check.broken, anchors=check.anchors, torn=check.torn
    )


def entries() -> Iterator[Entry]:
    """Read the trail in order."""
    for seq, stored, link in audit.entries():
        yield _read(seq, stored, link)


def _stored(entry: Entry) -> str:
    return json.dumps(
        {
            "at": entry.at.isoformat(timespec="microseconds"),
            "actor": entry.actor, "actor_kind": entry.actor_kind.value,
            "host": entry.host, "action": entry.action, "run": entry.run, "subject": entry.subject,
            "count": entry.count, "why": entry.why,
        },
        ensure_ascii=False,
    )  # fmt: skip


def _read(seq: int, stored: str, link: str) -> Entry:
    data: dict[str, Any] = json.loads(stored)
    at, kind = datetime.fromisoformat(data.pop("at")), ActorKind(data.pop("actor_kind"))
    return Entry(seq=seq, at=at, actor_kind=kind, hash=bytes.fromhex(link), **data)
