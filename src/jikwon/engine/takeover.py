"""Take-over of a dead executor's work: the durable library's one private call, wrapped here alone."""

from collections.abc import Iterable

from dbos import DBOS


def recover(slots: Iterable[str]) -> None:
    """Run again, here, what the dead executors had begun; pieces skip what has its outcome."""
    dead = sorted(set(slots))
    if dead:
        DBOS._recover_pending_workflows(dead)  # noqa: SLF001 - the free library has no public one
