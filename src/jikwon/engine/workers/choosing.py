"""Choosing the pieces of work that a worker takes next: a pure decision over what the records say."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from jikwon.model import capabilities, fact, manifest
from jikwon.records.hands import HandRow

URGENT, NORMAL, LOW = 0, 1, 2
RANKS = dict(zip(manifest.PRIORITIES, (URGENT, NORMAL, LOW), strict=True))
"""How a run's priority is said, and how it stands in the records: the smaller number goes first."""
AGES_AFTER_S = 300.0
"""A run of which no piece was begun for so long counts as the next more urgent kind, after twice as long once more."""


@fact
class Waiting:
    """A run with pieces that nobody has in hand, listed by where they start; `since` is when it was served last."""

    run: str
    stage: str
    starts: Sequence[int]
    needs: frozenset[str]
    priority: int
    since: float
    created_at: float


@fact
class Room:
    """What a worker may still take: free slots, its own limits by capability, and those of the whole office."""

    executor: str
    free: int
    own: Mapping[str, int]
    office: Mapping[str, int]


@dataclass(slots=True)
class _Line:
    """A run in the line, with the pieces of it that are left."""

    run: Waiting
    since: float
    left: list[int]
    taken: int = 0

    def rank(self, now: float) -> tuple[int, float, int, float, str]:
        aged = int(max(now - self.since, 0.0) // AGES_AFTER_S)
        return max(self.run.priority - aged, URGENT), self.since, self.taken, self.run.created_at, self.run.run


def choose(waiting: Sequence[Waiting], in_hand: Collection[HandRow], room: Room, *, now: float) -> list[HandRow]:
    """Choose what a worker takes in hand, in its order.

    The most urgent kind goes first; among runs of one kind the one that was served longest ago, one piece each in
    turn. So a run of low priority gets a piece every `LOW * AGES_AFTER_S` at the latest, whatever else there is.
    """
    lines = [_Line(each, each.since or each.created_at, list(each.starts)) for each in waiting if each.starts]
    office = [each.needs for each in in_hand]
    own = [each.needs for each in in_hand if each.executor == room.executor]
    chosen = list[HandRow]()
    while lines and len(chosen) < room.free:
        line = min(lines, key=lambda one: one.rank(now))
        needs = line.run.needs
        if not (capabilities.room(room.own, own, needs) and capabilities.room(room.office, office, needs)):
            lines.remove(line)
            continue
        chosen.append(
            HandRow(
                run_id=line.run.run, stage=line.run.stage, start=line.left.pop(0), executor=room.executor,
                needs=needs, begun_at=now,
            )
        )  # fmt: skip
        own.append(needs)
        office.append(needs)
        line.since, line.taken = now, line.taken + 1
        if not line.left:
            lines.remove(line)
    return chosen
