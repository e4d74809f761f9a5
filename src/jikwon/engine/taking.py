"""Taking work in hand: who does which piece is decided here, in one transaction of the records, for all machines."""

from collections.abc import Mapping, Sequence

from jikwon.engine import drive, maintenance, standing
from jikwon.engine.choosing import Room, Waiting, choose
from jikwon.engine.office import Office
from jikwon.model.states import OPEN
from jikwon.records import cards, database, executors, hands, runs
from jikwon.records.cards import Card
from jikwon.records.database import together
from jikwon.records.hands import HandRow
from jikwon.records.runs import RunRow

Taken = tuple[HandRow, RunRow]
"""A piece in hand, and its run as it was when it was taken."""


def take(office: Office, card: Card, *, free: int) -> list[Taken]:
    """Take up to `free` pieces for a worker; none while it is draining or the office is under maintenance.

    Raises `Fenced`. Effects: rows of hands, and the runs' moments of service, in one transaction: no two workers
    have one piece, and no limit of the office is passed.
    """
    if free <= 0 or not _waiting(office, card, _mine(card, runs.open_runs())):
        return []  # the usual look costs no write
    with together():
        executors.assert_alive(card.executor)
        fresh = cards.get(card.executor)
        if fresh is None or fresh.draining or maintenance.standing():
            return []
        _release_dead()
        rows = _mine(card, runs.open_runs())
        now = database.now()
        room = Room(executor=card.executor, free=free, own=card.limits, office=office.settings.at_once)
        chosen = choose(_waiting(office, card, rows), hands.every(), room, now=now)
        hands.take(chosen)
        for run in {each.run_id for each in chosen}:
            runs.serve(run, now)
    return [(each, rows[each.run_id]) for each in chosen]


def _mine(card: Card, found: Sequence[RunRow]) -> Mapping[str, RunRow]:
    return {row.id: row for row in found if not row.holder and standing.kind_of(row) in card.able}


def _waiting(office: Office, card: Card, rows: Mapping[str, RunRow]) -> list[Waiting]:
    """List the runs with pieces that nobody living has in hand."""
    taken = {(each.run_id, each.stage, each.start) for each in hands.every()} if rows else set()
    found = list[Waiting]()
    for row in rows.values():
        starts = [each for each in drive.pieces(row) if (row.id, row.stage.value, each) not in taken]
        if starts:
            found.append(
                Waiting(
                    run=row.id, stage=row.stage.value, starts=starts[: card.slots],
                    needs=standing.needs_of_piece(office, row), priority=row.priority, since=row.served_at,
                    created_at=row.created_at,
                )
            )  # fmt: skip
    return found


def _release_dead() -> None:
    """Free what the dead have left; a stage that one of them may still believe to be its own begins a new attempt."""
    for run in hands.release_dead():
        row = runs.get(run)
        if row is not None and row.state in OPEN and not row.holder:
            runs.change(run, database.now(), attempt=row.attempt + 1)
