"""Workers that take work in hand and never do it: what is decided about pieces, without doing them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.engine.desk import Desk

from jikwon.engine.office import Office
from jikwon.engine.runs import ordering
from jikwon.engine.workers import demands, taking
from jikwon.engine.workers.presence import Presence
from jikwon.model.capabilities import parse
from jikwon.records import cards
from jikwon.records.cards import Card
from jikwon.records.hands import HandRow
from jikwon.records.runs import RunRow


class Hired:
    """One such worker."""

    def __init__(self, office: Office, card: Card) -> None:
        self.office = office
        self.card = card

    def take(self, free: int = 1) -> list[HandRow]:
        """Take up to so many pieces in hand."""
        return [hand for hand, _row in taking.take(self.office, self.card, free=free)]


@contextmanager
def hired(desk: Desk, name: str, *can: str, slots: int = 4, able: frozenset[str] | None = None) -> Iterator[Hired]:
    """Let a worker live for the block; `able` are process versions, else all that are installed here."""
    limits = parse(can)
    with Presence(desk.office.home, name, kind="worker", capabilities=tuple(limits)) as presence:
        card = Card(
            executor=presence.id, version="0", slots=slots, limits=limits,
            able=demands.able(desk.office, limits) if able is None else able,
        )  # fmt: skip
        cards.put(card)
        yield Hired(desk.office, card)


def ordered(desk: Desk, *, name: str = "편지.csv", slug: str = "test-letters", priority: str = "") -> RunRow:
    """Order a run for the workers."""
    path: Path = desk.file(("L1", "김하나"), ("L2", "이두리"), name=name)
    return ordering.start(
        desk.office, slug=slug, inputs=[("letters", path)], settings={"receiver": f"http://127.0.0.1:{desk.port}"},
        priority=priority,
    )  # fmt: skip


def say(desk: Desk, settings: str) -> None:
    """Write the office's settings, which are read once."""
    desk.office.home.settings.write_text(settings, "utf-8")
    desk.office.__dict__.pop("settings", None)
