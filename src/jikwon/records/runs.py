"""Runs: their rows, and every change of their state."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from jikwon.model import Stage, State, fact
from jikwon.model.states import ENDED, OPEN
from jikwon.records.database import row, rows, run_sql


@fact
class RunRow:
    """A run as the records have it. Moments are Unix seconds; `options`, `key` and `notes` are sealed.

    `priority` is 0 urgent, 1 normal, 2 low; `served_at` the moment at which a worker took a piece of it last.
    """

    id: str
    process: str
    version: str
    state: State
    stage: Stage
    part: int
    attempt: int
    clock: str
    options: bytes
    key: bytes | None
    account: str
    holder: str
    counts: Mapping[str, int]
    notes: bytes
    proof: Mapping[str, object]
    error: str
    approved_by: str
    created_at: float
    changed_at: float
    ended_at: float | None
    robot_s: float
    people_s: float
    priority: int = 1
    served_at: float = 0.0


_COLUMNS = ", ".join(f'"{each.name}"' for each in fields(RunRow))


def from_row(values: Sequence[Any]) -> RunRow:
    """Make a run of a row that holds the columns in the class's order."""
    named: dict[str, Any] = dict(zip((each.name for each in fields(RunRow)), values, strict=True))
    named["state"] = State(str(named["state"]))
    named["stage"] = Stage(str(named["stage"]))
    named["counts"] = json.loads(str(named["counts"]))
    named["proof"] = json.loads(str(named["proof"]))
    for name in ("options", "notes", "key"):
        named[name] = bytes(named[name]) if named[name] is not None else None
    return RunRow(**named)


def add(run: RunRow) -> None:
    """Add a new run."""
    values = [_plain(getattr(run, each.name)) for each in fields(RunRow)]
    run_sql(f"INSERT INTO runs ({_COLUMNS}) VALUES ({', '.join(['%s'] * len(values))})", values)


def get(run: str) -> RunRow | None:
    """Find a run by its id."""
    found = row(f"SELECT {_COLUMNS} FROM runs WHERE id = %s", (run,))
    return from_row(found) if found else None


def latest(limit: int = 1000) -> list[RunRow]:
    """List runs, newest first."""
    found = rows(f"SELECT {_COLUMNS} FROM runs ORDER BY created_at DESC, id DESC LIMIT %s", (limit,))
    return [from_row(each) for each in found]


def between(begin: float, end: float) -> list[RunRow]:
    """List the runs that began from `begin` up to before `end`, oldest first."""
    found = rows(
        f"SELECT {_COLUMNS} FROM runs WHERE created_at >= %s AND created_at < %s ORDER BY created_at, id", (begin, end)
    )
    return [from_row(each) for each in found]


def open_runs() -> list[RunRow]:
    """List the runs in which a robot has work to do, oldest first."""
    states = tuple(OPEN)
    marks = ", ".join(["%s"] * len(states))
    found = rows(f"SELECT {_COLUMNS} FROM runs WHERE state IN ({marks}) ORDER BY created_at, id", states)
    return [from_row(each) for each in found]


def with_key_ended_before(moment: float) -> list[RunRow]:
    """List the ended runs whose content can still be opened, oldest first."""
    found = rows(
        f'SELECT {_COLUMNS} FROM runs WHERE ended_at < %s AND "key" IS NOT NULL ORDER BY ended_at, id', (moment,)
    )
    return [from_row(each) for each in found]


def destroy_key(run: str) -> bool:
    """Let a run's content be opened never again; False if that was done before. Use `database.destroying`."""
    return bool(run_sql('UPDATE runs SET "key" = NULL WHERE id = %s AND "key" IS NOT NULL', (run,)))


def change(run: str, now: float, **values: object) -> None:
    """Change columns of a run."""
    sets = ", ".join(f'"{name}" = %s' for name in values)
    run_sql(
        f"UPDATE runs SET {sets}, changed_at = %s WHERE id = %s",
        [*(_plain(value) for value in values.values()), now, run],
    )


def move(run: str, now: float, *, stage: Stage, to: Stage, state: State) -> bool:
    """Move a run from one stage to the next; False if it no longer stands there (another did it)."""
    return bool(
        run_sql(
            "UPDATE runs SET stage = %s, state = %s, changed_at = %s WHERE id = %s AND stage = %s",
            (to.value, state.value, now, run, stage.value),
        )
    )


def end(run: str, now: float, state: State) -> None:
    """End a run in `state`; the states that something may follow keep `ended_at` empty."""
    change(run, now, state=state, ended_at=now if state in ENDED else None, holder="")


def add_time(run: str, *, robot_s: float = 0.0, people_s: float = 0.0) -> None:
    """Add to the seconds that the robot and people have spent on a run."""
    run_sql("UPDATE runs SET robot_s = robot_s + %s, people_s = people_s + %s WHERE id = %s", (robot_s, people_s, run))


def serve(run: str, now: float) -> None:
    """Say that a worker took a piece of a run; nothing else of it has changed."""
    run_sql("UPDATE runs SET served_at = %s WHERE id = %s", (now, run))


def forget(run: str) -> None:
    """Remove a run that never began (its input could not be read)."""
    for table in ("questions", "items", "acts", "lanes", "misses", "outputs", "published", "hands", "tickets"):
        run_sql(f"DELETE FROM {table} WHERE run_id = %s", (run,))
    run_sql("DELETE FROM runs WHERE id = %s", (run,))


def _plain(value: object) -> object:
    if isinstance(value, State | Stage):
        return value.value
    return json.dumps(value) if isinstance(value, Mapping) else value


def standing(run: str) -> tuple[str, str, int, str]:
    """Give (state, stage, attempt, holder) as they are at this moment; all empty if the run is gone."""
    found = row("SELECT state, stage, attempt, holder FROM runs WHERE id = %s", (run,))
    return (str(found[0]), str(found[1]), int(found[2]), str(found[3])) if found else ("", "", 0, "")


def last_of(process: str, state: State) -> RunRow | None:
    """Find the newest run of a process that is in a state."""
    found = row(
        f"SELECT {_COLUMNS} FROM runs WHERE process = %s AND state = %s ORDER BY created_at DESC, id DESC LIMIT 1",
        (process, state.value),
    )
    return from_row(found) if found else None


def lately(since: float) -> list[RunRow]:
    """List the runs that have changed since a moment, and those that wait for somebody, newest first."""
    waiting = (State.QUEUED, State.RUNNING, State.ACTING, State.PAUSED, State.NEEDS_PEOPLE, State.AWAITING_APPROVAL)
    marks = ", ".join(["%s"] * len(waiting))
    found = rows(
        f"SELECT {_COLUMNS} FROM runs WHERE changed_at >= %s OR state IN ({marks}) ORDER BY created_at DESC, id DESC",
        (since, *(each.value for each in waiting)),
    )
    return [from_row(each) for each in found]


def any_of(account: str) -> bool:
    """Tell whether a person has ever started a run."""
    return row("SELECT 1 FROM runs WHERE account = %s LIMIT 1", (account,)) is not None
