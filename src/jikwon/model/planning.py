"""The plan of acts: their permanent keys, their lanes, their order."""

from collections.abc import Callable, Mapping, Sequence

from jikwon.model.acts import Act
from jikwon.model.errors import JikwonError
from jikwon.model.facts import fact
from jikwon.model.runs import NOTHING


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
    marks: Mapping[str, str] = NOTHING,
    hash: Callable[..., str],  # noqa: A002 - the name it has in Run
) -> Act:
    """Make an act with a permanent key that names nobody; a kind has a lane of its own by default."""
    key = f"{process}/{kind}/{hash('item', item)}/{version}"
    return Act(key=key, kind=kind, item=item, lane=lane or kind, files=tuple(files), marks=dict(marks))


def subject_of(key: str) -> str:
    """Give the part of an act's key that all versions of the same act on the same item share."""
    return "/".join(key.split("/", 3)[:3])


def version_of(key: str) -> str:
    """Give an act's version, the last part of its key."""
    return key.split("/", 3)[3]


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
