"""Taking work in hand: who does which piece is decided here, in one transaction of the records, for all machines."""

from collections.abc import Mapping, Sequence

from jikwon.engine.office import Office
from jikwon.engine.runs import drive
from jikwon.engine.workers import demands, maintenance
from jikwon.engine.workers.choosing import Room, Waiting, choose
from jikwon.engine.workers.office_limits import release_dead
from jikwon.engine.workers.presence import place_in
from jikwon.model import Stage
from jikwon.records import cards, database, executors, hands, misses, runs
from jikwon.records.cards import Card
from jikwon.records.database import together
from jikwon.records.hands import HandRow
from jikwon.records.runs import RunRow

Taken = tuple[HandRow, RunRow]
"""A piece in hand, and its run as it was when it was taken."""
Todo = Mapping[str, Sequence[int]]
"""The pieces that the stages of runs have left, by run."""


def todo_of(rows: Sequence[RunRow]) -> Todo:
    """List the pieces that runs have left which nobody holds as a whole; of a large run that is much to read."""
    return {row.id: drive.pieces(row) for row in rows if not row.holder}


def choice(office: Office, card: Card, rows: Sequence[RunRow], todo: Todo, *, free: int) -> list[HandRow]:
    """Choose what a worker would take in hand at this moment; a look alone, which writes nothing."""
    if free <= 0 or not any(todo.values()):
        return []
    in_hand = hands.every()
    taken = {(each.run_id, each.stage, each.start) for each in in_hand}
    taken |= {(run, Stage.ACT.value, lane) for run, lane in misses.resting(place_in(card.executor))}
    waiting = list[Waiting]()
    for row in rows:
        starts = [each for each in todo.get(row.id, ()) if (row.id, row.stage.value, each) not in taken]
        if starts:
            waiting.append(
                Waiting(
                    run=row.id, stage=row.stage.value, starts=starts[:free],
                    needs=demands.needs_of_piece(office, row), priority=row.priority, since=row.served_at,
                    created_at=row.created_at,
                )
            )  # fmt: skip
    room = Room(executor=card.executor, free=free, own=card.limits, office=office.settings.at_once)
    return choose(waiting, in_hand, room, now=database.now())


def take(office: Office, card: Card, *, free: int) -> list[Taken]:
    """Take up to `free` pieces for a worker; none while it is draining or the office is under maintenance.

    Raises `Fenced`. Effects: rows of hands, and the runs' moments of service, in one transaction: no two workers
    have one piece, and no limit of the office is passed.
    """
    with together():
        executors.assert_alive(card.executor)
        fresh = cards.get(card.executor)
        if fresh is None or fresh.draining or maintenance.standing():
            return []
        release_dead()
        rows = {row.id: row for row in able_to_do(card)}
        found = list(rows.values())
        chosen = choice(office, card, found, todo_of(found), free=free)
        hands.take(chosen)
        for each in chosen:
            runs.serve(each.run_id, each.begun_at)
    return [(each, rows[each.run_id]) for each in chosen]


def able_to_do(card: Card) -> list[RunRow]:
    """List the open runs whose process a worker can do, in the version that they began with."""
    return [row for row in runs.open_runs() if demands.kind_of(row) in card.able]
