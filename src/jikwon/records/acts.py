"""Planned acts and the ledger of effects."""

from collections.abc import Iterable, Sequence
from typing import Any

from jikwon.model import fact
from jikwon.records.database import NOW, row, rows, run_many, run_sql


@fact
class PlannedRow:
    """A planned act as the records have it; `act` is sealed."""

    position: int
    lane: int
    kind: str
    key_hash: str
    act: bytes
    state: str
    attempts: int
    error: str


@fact
class EffectRow:
    """One line of the ledger; `noted` and `receipt` are sealed."""

    key_hash: str
    run_id: str
    intended_at: float
    noted: bytes | None
    receipt: bytes | None


def plan(run: str, part: int, found: Iterable[tuple[int, int, str, str, bytes]]) -> None:
    """Write a part's plan as (position, lane, kind, key hash, sealed act), replacing an unapproved one."""
    run_sql("DELETE FROM acts WHERE run_id = %s AND part = %s", (run, part))
    run_many(
        "INSERT INTO acts (run_id, part, position, lane, kind, key_hash, act, state, attempts, error)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, 'planned', 0, '')",
        ((run, part, position, lane, kind, key_hash, act) for position, lane, kind, key_hash, act in found),
    )


def add(run: str, part: int, position: int, lane: int, kind: str, key_hash: str, act: bytes) -> None:
    """Add one act to an approved plan, because a person wants it done again."""
    run_sql(
        "INSERT INTO acts (run_id, part, position, lane, kind, key_hash, act, state, attempts, error)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, 'planned', 0, '')",
        (run, part, position, lane, kind, key_hash, act),
    )


def next_position(run: str, *, before_part: int) -> int:
    """Give the first place of a part's plan: after the acts of the parts before it."""
    sql = "SELECT COALESCE(MAX(position) + 1, 0) FROM acts WHERE run_id = %s AND part < %s"
    return int(row(sql, (run, before_part))[0])


def of_run(run: str, *, part: int | None = None) -> list[PlannedRow]:
    """List a run's planned acts in the plan's order."""
    found = rows(
        "SELECT position, lane, kind, key_hash, act, state, attempts, error FROM acts WHERE run_id = %s"
        + (" AND part = %s" if part is not None else "")
        + " ORDER BY position",
        (run,) if part is None else (run, part),
    )
    return [_planned(each) for each in found]


def next_in_lane(run: str, lane: int, limit: int) -> list[PlannedRow]:
    """Give the lane's next unfinished acts in order, whatever holds them up."""
    found = rows(
        "SELECT position, lane, kind, key_hash, act, state, attempts, error FROM acts"
        " WHERE run_id = %s AND lane = %s AND state <> 'done' ORDER BY position LIMIT %s",
        (run, lane, limit),
    )
    return [_planned(each) for each in found]


def open_lanes(run: str) -> list[int]:
    """List the lanes whose next unfinished act may be tried now."""
    found = rows(
        "SELECT a.lane FROM acts a JOIN (SELECT lane, MIN(position) AS first FROM acts WHERE run_id = %s"
        " AND state <> 'done' GROUP BY lane) f ON a.position = f.first AND a.run_id = %s"
        " WHERE a.state = 'planned' ORDER BY a.lane",
        (run, run),
    )
    return [int(lane) for (lane,) in found]


def mark(run: str, position: int, state: str, *, error: str = "") -> None:
    """Write an act's state: planned, done, in-doubt, failed."""
    run_sql(
        "UPDATE acts SET state = %s, error = %s, attempts = attempts + 1 WHERE run_id = %s AND position = %s",
        (state, error, run, position),
    )


def retry_failed(run: str) -> int:
    """Plan every failed act again."""
    return run_sql("UPDATE acts SET state = 'planned', error = '' WHERE run_id = %s AND state = 'failed'", (run,))


def first_error(run: str) -> str:
    """Give the stored error of the first failed act, or ""."""
    found = row("SELECT error FROM acts WHERE run_id = %s AND state = 'failed' ORDER BY position LIMIT 1", (run,))
    return str(found[0]) if found else ""


def counts(run: str) -> dict[str, int]:
    """Count a run's acts by state."""
    return {str(state): int(count) for state, count in rows(
        "SELECT state, COUNT(*) FROM acts WHERE run_id = %s GROUP BY state", (run,)
    )}  # fmt: skip


def own_share(run: str) -> float:
    """Give the share of a run's acts that this run itself did; 1 for a run without acts.

    The others had their receipt from an earlier run: nobody would have done them by hand again.
    """
    planned, own = row(
        "SELECT COUNT(*), COUNT(e.key_hash) FROM acts a"
        " LEFT JOIN effects e ON e.key_hash = a.key_hash AND e.run_id = a.run_id WHERE a.run_id = %s",
        (run,),
    )
    return int(own) / int(planned) if planned else 1.0


def effect(key_hash: str) -> EffectRow | None:
    """Find a line of the ledger."""
    found = row("SELECT key_hash, run_id, intended_at, noted, receipt FROM effects WHERE key_hash = %s", (key_hash,))
    if found is None:
        return None
    return EffectRow(
        key_hash=str(found[0]), run_id=str(found[1]), intended_at=float(found[2]), noted=_bytes(found[3]),
        receipt=_bytes(found[4]),
    )  # fmt: skip


@fact
class LedgerRow:
    """What the ledger knows of a planned act: the run that did it, its sealed receipt and when that came."""

    key_hash: str
    run_id: str
    at: float | None
    receipt: bytes | None


@fact
class NewIntent:
    """What the ledger writes down before an act; `about` is sealed."""

    key_hash: str
    subject_hash: str
    about: bytes
    kind: str
    run: str


def intend(new: NewIntent) -> bool:
    """Write down that an act is about to be done, now; False if the ledger knows the key already.

    The moment is the database's: whoever asks a receiver about it later may be another machine.
    """
    return bool(
        run_sql(
            "INSERT INTO effects (key_hash, subject_hash, about, kind, run_id, intended_at)"
            f" VALUES (%s, %s, %s, %s, %s, {NOW}) ON CONFLICT (key_hash) DO NOTHING",
            (new.key_hash, new.subject_hash, new.about, new.kind, new.run),
        )
    )


def intend_again(new: NewIntent, *, known: float) -> bool:
    """Renew an intent of the moment `known` whose act the receiver is sure not to have; False if another did."""
    return bool(
        run_sql(
            f"UPDATE effects SET run_id = %s, intended_at = {NOW}, about = %s, noted = NULL"
            " WHERE key_hash = %s AND receipt IS NULL AND intended_at = %s",
            (new.run, new.about, new.key_hash, known),
        )
    )


def completed(subject_hash: str) -> list[tuple[str, bytes, float]]:
    """List (key hash, sealed version and marks, moment of the receipt) of all completed acts on a subject, in order."""
    found = rows(
        "SELECT key_hash, about, receipt_at FROM effects WHERE subject_hash = %s AND receipt IS NOT NULL"
        " ORDER BY receipt_at, key_hash",
        (subject_hash,),
    )
    return [(str(key_hash), bytes(about), float(at)) for key_hash, about, at in found]


def is_in_hand(run: str, key_hash: str) -> bool:
    """Tell whether a performer that counts as living has the lane in which run `run` does this act."""
    sql = (
        "SELECT 1 FROM acts a JOIN lanes l ON l.run_id = a.run_id AND l.lane = a.lane"
        " JOIN executors e ON e.id = l.executor AND e.state = 'alive'"
        " WHERE a.run_id = %s AND a.key_hash = %s AND a.state <> 'done'"
    )
    return row(sql, (run, key_hash)) is not None


def note(key_hash: str, noted: bytes) -> None:
    """Add what was learnt on the way (a job's id)."""
    run_sql("UPDATE effects SET noted = %s WHERE key_hash = %s", (noted, key_hash))


def receive(key_hash: str, receipt: bytes) -> None:
    """Write the receipt, which comes now; one that stands is never replaced."""
    run_sql(
        f"UPDATE effects SET receipt = %s, receipt_at = {NOW} WHERE key_hash = %s AND receipt IS NULL",
        (receipt, key_hash),
    )


def ledger(run: str) -> list[LedgerRow]:
    """List the ledger's lines of a run's acts, in the plan's order; those that an earlier run did, too."""
    found = rows(
        "SELECT e.key_hash, e.run_id, e.receipt_at, e.receipt FROM acts a"
        " JOIN effects e ON e.key_hash = a.key_hash WHERE a.run_id = %s ORDER BY a.position",
        (run,),
    )
    return [
        LedgerRow(
            key_hash=str(key_hash), run_id=str(by), at=float(at) if at is not None else None, receipt=_bytes(receipt)
        )
        for key_hash, by, at, receipt in found
    ]


def _planned(values: Sequence[Any]) -> PlannedRow:
    position, lane, kind, key_hash, act, state, attempts, error = values
    return PlannedRow(
        position=int(position), lane=int(lane), kind=str(kind), key_hash=str(key_hash), act=bytes(act),
        state=str(state), attempts=int(attempts), error=str(error),
    )  # fmt: skip


def _bytes(value: Any) -> bytes | None:
    return bytes(value) if value is not None else None


def withdraw(key_hash: str) -> None:
    """Take an intent back because a person says that the act was not done."""
    run_sql("DELETE FROM effects WHERE key_hash = %s AND receipt IS NULL", (key_hash,))


def part_of(run: str, position: int) -> int:
    """Find the part of a run that planned the act at a position."""
    return int(row("SELECT part FROM acts WHERE run_id = %s AND position = %s", (run, position))[0])


def position_of(run: str, key_hash: str) -> int:
    """Find an act of a run's plan by the hash of its key."""
    return int(row("SELECT position FROM acts WHERE run_id = %s AND key_hash = %s", (run, key_hash))[0])
