"""Executors: who is alive, and the fence that keeps the dead from writing."""

import json
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from jikwon.model import JikwonError, fact
from jikwon.records.database import NOW, row, rows, run_sql


@fact
class ExecutorRow:
    """A process that works, or worked."""

    id: str
    kind: str
    host: str
    pid: int
    capabilities: Sequence[str]
    state: str
    started_at: float
    beat_at: float


_NAMES = tuple(each.name for each in fields(ExecutorRow))
_COLUMNS = ", ".join(_NAMES)


class Fenced(JikwonError):
    """This executor was declared dead and its work given to another; it must write nothing more."""

    code = "fenced"


def add(
    executor: str, *, kind: str, host: str, pid: int, capabilities: Sequence[str], now: float | None = None
) -> None:
    """Register a living executor under an id that no other process ever had; `now` None is the database's moment."""
    run_sql(
        "INSERT INTO executors (id, kind, host, pid, capabilities, state, started_at, beat_at)"
        f" VALUES (%s, %s, %s, %s, %s, 'alive', COALESCE(%s, {NOW}), COALESCE(%s, {NOW}))",
        (executor, kind, host, pid, json.dumps(list(capabilities)), now, now),
    )


def beat(executor: str) -> None:
    """Say that an executor lives; raises `Fenced` if it was declared dead.

    One statement, outside all transactions: nobody who writes keeps a heartbeat waiting on PostgreSQL.
    """
    touched = run_sql(f"UPDATE executors SET beat_at = {NOW} WHERE id = %s AND state = 'alive'", (executor,))
    if not touched:
        raise Fenced(executor=executor)


def assert_alive(executor: str) -> None:
    """Raise `Fenced` unless the executor may still write. Call it inside the transaction that writes."""
    if row("SELECT 1 FROM executors WHERE id = %s AND state = 'alive'", (executor,)) is None:
        raise Fenced(executor=executor)


def alive() -> list[ExecutorRow]:
    """List the executors that are not known to be dead or gone."""
    return [_from_row(each) for each in rows(f"SELECT {_COLUMNS} FROM executors WHERE state = 'alive'")]


def ended(limit: int) -> list[ExecutorRow]:
    """List the executors that are dead or gone, the last ones first."""
    found = rows(f"SELECT {_COLUMNS} FROM executors WHERE state != 'alive' ORDER BY beat_at DESC LIMIT %s", (limit,))
    return [_from_row(each) for each in found]


def last_beat(kind: str) -> float:
    """Give the last moment (Unix seconds) at which any executor of a kind was heard of; 0 if there never was one."""
    found = row("SELECT MAX(beat_at) FROM executors WHERE kind = %s", (kind,))
    return float(found[0] or 0)


def get(executor: str) -> ExecutorRow | None:
    """Find an executor, also one that is no more."""
    found = row(f"SELECT {_COLUMNS} FROM executors WHERE id = %s", (executor,))
    return _from_row(found) if found else None


def _from_row(values: Sequence[Any]) -> ExecutorRow:
    named = dict(zip(_NAMES, values, strict=True))
    return ExecutorRow(**{**named, "capabilities": tuple(json.loads(named["capabilities"]))})


def mark(executor: str, state: str) -> bool:
    """Declare an executor `dead` or `gone`; False if another did so first."""
    return bool(run_sql("UPDATE executors SET state = %s WHERE id = %s AND state = 'alive'", (state, executor)))


def bury_all() -> None:
    """Declare everybody dead: those who worked on these records before they were restored."""
    run_sql("UPDATE executors SET state = 'dead' WHERE state = 'alive'")
