"""A home as large as an office makes it in years: many runs at rest, one at work."""

import os
import time
from collections.abc import Iterator
from typing import Any

from jikwon.records import database

KEY = os.urandom(60)


def fill(*, runs: int, items: int) -> None:
    """Write so many runs of so many items: one at work, two that wait for people, the others released."""
    with database.together():
        database.run_many(_into("runs", 22), (_run(number) for number in range(runs)))
        for number in range(runs):
            database.run_many(_ITEM, _items(number, items))
            database.run_many(_ACT, ((f"run-{number}", n, os.urandom(80)) for n in range(items // 10)))
        database.run_many(_QUESTION, ((f"q-{n}", f"run-{n % 2 + 1}", n, b"\0", time.time() - n) for n in range(400)))


_ITEM = (
    "INSERT INTO items (run_id, position, key_hash, body, state, code, outcome, late_state, late_code, part, attempts,"
    " error) VALUES (%s, %s, %s, %s, %s, '', %s, '', '', 1, 1, '')"
)
_ACT = (
    "INSERT INTO acts (run_id, position, part, lane, kind, key_hash, act, state, attempts, error)"
    " VALUES (%s, %s, 1, 0, 'send', 'h', %s, 'done', 1, '')"
)
_QUESTION = (
    "INSERT INTO questions (id, run_id, stage, position, about, subject_hash, code, ask, remember_hash, state,"
    " answered_by, people_s, asked_at) VALUES (%s, %s, 'handle', %s, 'item', '', 'letter-unclear', %s, '', 'open',"
    " '', 0, %s)"
)


def _into(table: str, columns: int) -> str:
    names = (
        'id, process, version, state, stage, part, attempt, clock, options, "key", account, holder, counts, notes,'
        " proof, error, approved_by, created_at, changed_at, ended_at, robot_s, people_s"
    )
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join(['%s'] * columns)})"


def _run(number: int) -> tuple[Any, ...]:
    state = {0: "running", 1: "needs-people", 2: "needs-people"}.get(number, "released")
    now = time.time() - number * 3600
    return (
        f"run-{number}", "test-letters", "1.0.0", state, "handle" if number < 3 else "end", 1, 1, "2021-10-06T09:00",
        os.urandom(1500), KEY, "kim", "", "{}", os.urandom(300), "{}", "", "", now, now, now if number > 2 else None,
        12.5, 3.0,
    )  # fmt: skip


def _items(run: int, count: int) -> Iterator[tuple[Any, ...]]:
    body, outcome = os.urandom(350), os.urandom(250)
    for position in range(count):
        state = "open" if run == 0 and position % 3 else "waiting" if run in (1, 2) and position < 200 else "done"
        yield (f"run-{run}", position, f"{position:032x}", body, state, outcome)
