"""The plan of acts: their permanent keys, their lanes, their order."""

from collections.abc import Callable, Sequence

from jikwon.model.acts import Act
from jikwon.model.errors import JikwonError
from jikwon.model.facts import fact


class ActTwice(JikwonError):
    """A plan holds two acts with the same key."""

    code = "act-twice"


class ActUnplanned(JikwonError):
    """A process tried to do something outside that is not the act it was given."""

    code = "act-unplanned"


class ActWithoutReceipt(JikwonError):
    """A process's `act` came back without having gone through `effects.once`."""

    code = "act-without-receipt"


@fact
class Planned:
    """An act with its place in the plan; acts with the same `lane` number follow each other."""

    position: int
    lane: int
    act: Act


def make_act(
    process: str,
    kind: str,
    item: str,
    *,
    version: str = "1",
    lane: str = "",
    files: Sequence[str] = (),
    hash: Callable[..., str],  # noqa: A002 - the name it has in Run
) -> Act:
    """Make an act with a permanent key that names nobody; a kind has a lane of its own by default."""
    key = f"{process}/{kind}/{hash('item', item)}/{version}"
    return Act(key=key, kind=kind, item=item, lane=lane or kind, files=tuple(files))


def plan(acts: Sequence[Act], *, first: int = 0) -> list[Planned]:
    """Give acts their positions from `first` on, and each lane the number of its first appearance.

    Raises `ActTwice`.
    """
    lanes: dict[str, int] = {}
    seen: set[str] = set()
    planned = []
    for position, act in enumerate(acts, first):
        if act.key in seen:
            raise ActTwice(act=act.key)
        seen.add(act.key)
        planned.append(Planned(position=position, lane=first + lanes.setdefault(act.lane, len(lanes)), act=act))
    return planned
