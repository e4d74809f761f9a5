"""Who has which piece of work in hand at this moment; a piece is never in two hands."""

import json
from collections.abc import Collection, Sequence

from jikwon.model import fact
from jikwon.records.database import rows, run_many, run_sql


@fact
class HandRow:
    """A piece of work in the hand of an executor; `needs` are the capabilities that it uses."""

    run_id: str
    stage: str
    start: int
    executor: str
    needs: Collection[str] = ()
    begun_at: float = 0.0


_ALIVE = "SELECT id FROM executors WHERE state = 'alive'"


def every() -> list[HandRow]:
    """List what living executors have in hand."""
    found = rows(f"SELECT run_id, stage, start, executor, needs, begun_at FROM hands WHERE executor IN ({_ALIVE})")
    return [
        HandRow(
            run_id=str(run), stage=str(stage), start=int(start), executor=str(executor),
            needs=frozenset(json.loads(needs)), begun_at=float(begun_at),
        )
        for run, stage, start, executor, needs, begun_at in found
    ]  # fmt: skip


def take(pieces: Sequence[HandRow]) -> None:
    """Take pieces in hand. Inside the transaction that looked whether they are free."""
    run_many(
        "INSERT INTO hands (run_id, stage, start, executor, needs, begun_at) VALUES (%s, %s, %s, %s, %s, %s)",
        [
            (each.run_id, each.stage, each.start, each.executor, json.dumps(sorted(each.needs)), each.begun_at)
            for each in pieces
        ],
    )


def leave(piece: HandRow) -> None:
    """Let go of a piece, done or not."""
    run_sql(
        "DELETE FROM hands WHERE run_id = %s AND stage = %s AND start = %s AND executor = %s",
        (piece.run_id, piece.stage, piece.start, piece.executor),
    )


def leave_all(executor: str) -> None:
    """Let go of all that an executor has in hand."""
    run_sql("DELETE FROM hands WHERE executor = %s", (executor,))


def release_dead() -> list[str]:
    """Free what executors that are no more have left, and name the runs it belongs to. Inside a transaction."""
    left = rows(f"SELECT DISTINCT run_id FROM hands WHERE executor NOT IN ({_ALIVE})")
    if left:
        run_sql(f"DELETE FROM hands WHERE executor NOT IN ({_ALIVE})")
    return [str(run) for (run,) in left]


def any_left_by_dead() -> bool:
    """Tell whether executors that are no more have left something in their hands."""
    return bool(rows(f"SELECT 1 FROM hands WHERE executor NOT IN ({_ALIVE}) LIMIT 1"))
