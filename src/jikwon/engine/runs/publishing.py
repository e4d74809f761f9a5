"""What a run publishes for later runs of its process, and what earlier ones have published."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from jikwon.model import Published, Stage, declared
from jikwon.model.keeping import PublishNotNow
from jikwon.records import published
from jikwon.records.published import PublishedRow

if TYPE_CHECKING:
    from jikwon.engine.active import Active


def publish(active: "Active", kind: str, key: str, data: Mapping[str, str]) -> None:
    """Remember what `deliver` publishes until it has finished (see `jikwon.model.Run.publish`)."""
    declared.publication(active.manifest, kind)
    if active.doing is not Stage.DELIVER:
        raise PublishNotNow(process=active.process, kind=kind)
    active.publishing[kind, key] = dict(data)


def write(active: "Active") -> None:
    """Write down what `deliver` has published. Inside its transaction."""
    clock = active.clock.isoformat()
    found = [
        PublishedRow(kind=kind, key=key, data=data, clock=clock) for (kind, key), data in active.publishing.items()
    ]
    published.put(active.id, active.row.part, active.process, found)


def earlier(active: "Active", kind: str, key: str) -> Sequence[Published]:
    """Give what was published and released before this run began (see `jikwon.model.Run.published`)."""
    declared.publication(active.manifest, kind)
    found = published.before(active.process, kind, active.row.created_at, key=key)
    return [Published(key=each.key, data=each.data, clock=datetime.fromisoformat(each.clock)) for each in found]
