"""Work items: added once, settled once, re-opened by answers."""

from collections.abc import Iterable, Sequence
from typing import Any

from jikwon.records.database import row, rows, run_many, run_sql

STATE = "CASE WHEN late_state <> '' THEN late_state ELSE state END"
"""The state of an item, in SQL: what `deliver` decided stands above what `handle` did."""


def add(run: str, found: Iterable[tuple[int, str, bytes]]) -> None:
    """Add items as (position, key hash, sealed body)."""
    run_many(
        "INSERT INTO items (run_id, position, key_hash, body, state, code, late_state, late_code, part, attempts,"
        " error) VALUES (%s, %s, %s, %s, 'open', '', '', '', 0, 0, '')",
        ((run, position, key_hash, body) for position, key_hash, body in found),
    )


def open_in(run: str, start: int, stop: int) -> list[tuple[int, bytes]]:
    """List the open items of a range as (position, sealed body)."""
    return rows(
        "SELECT position, body FROM items WHERE run_id = %s AND position >= %s AND position < %s AND state = 'open'"
        " ORDER BY position",
        (run, start, stop),
    )


def body(run: str, position: int) -> bytes:
    """Give one item's sealed body."""
    return bytes(row("SELECT body FROM items WHERE run_id = %s AND position = %s", (run, position))[0])


def settle(run: str, found: Iterable[tuple[str, str, bytes | None, str, int]]) -> None:
    """Write outcomes as (state, code, sealed outcome, error, position); an item that has one keeps it."""
    run_many(
        "UPDATE items SET state = %s, code = %s, outcome = %s, error = %s, attempts = attempts + 1"
        " WHERE run_id = %s AND position = %s AND state = 'open'",
        ((state, code, outcome, error, run, position) for state, code, outcome, error, position in found),
    )


def reopen(run: str, positions: Sequence[int]) -> None:
    """Open items again: a person has answered, or a failure is retried."""
    run_many(
        "UPDATE items SET state = 'open', code = '', outcome = NULL, error = '' WHERE run_id = %s AND position = %s",
        ((run, position) for position in positions),
    )


def reopen_answered(run: str) -> int:
    """Open every waiting item again about which a person has answered something; return how many."""
    return run_sql(
        "UPDATE items SET state = 'open', code = '', outcome = NULL, error = ''"
        " WHERE run_id = %s AND part = 0 AND state = 'waiting' AND position IN"
        " (SELECT position FROM questions WHERE run_id = %s AND state = 'answered' AND position IS NOT NULL)",
        (run, run),
    )


def reopen_failed(run: str) -> int:
    """Open every failed item again and return how many there were."""
    return run_sql("UPDATE items SET state = 'open', error = '' WHERE run_id = %s AND state = 'failed'", (run,))


def reopen_overruled(run: str) -> None:
    """Open again what waited with a question that `deliver` withdrew by excluding it: it will decide anew."""
    run_sql(
        "UPDATE items SET state = 'open', code = '', outcome = NULL, late_state = '', late_code = '', late = NULL"
        " WHERE run_id = %s AND part = 0 AND state = 'waiting' AND late_state = 'excluded'",
        (run,),
    )


def first_error(run: str) -> str:
    """Give the stored error of the first failed item, or ""."""
    found = row("SELECT error FROM items WHERE run_id = %s AND state = 'failed' ORDER BY position LIMIT 1", (run,))
    return str(found[0]) if found else ""


def open_ranges(run: str, size: int) -> list[tuple[int, int]]:
    """List the ranges of `size` positions that hold an open item."""
    found = rows(
        "SELECT DISTINCT position / %s FROM items WHERE run_id = %s AND state = 'open' ORDER BY 1", (size, run)
    )
    return [(int(number) * size, (int(number) + 1) * size) for (number,) in found]


def counts(run: str) -> dict[str, int]:
    """Count the items by what became of them: open, done, excluded, waiting, failed."""
    found = rows(f"SELECT {STATE}, COUNT(*) FROM items WHERE run_id = %s GROUP BY 1", (run,))
    return {str(state): int(count) for state, count in found}


def all_of(run: str) -> list[Any]:
    """List all items as (position, body, state, outcome, part), by what `handle` said."""
    return rows("SELECT position, body, state, outcome, part FROM items WHERE run_id = %s ORDER BY position", (run,))


def clear_late(run: str) -> None:
    """Forget what an earlier pass of `deliver` decided, except about items it released."""
    run_sql(
        "UPDATE items SET late_state = '', late_code = '', late = NULL"
        " WHERE run_id = %s AND part = 0 AND late_state <> ''",
        (run,),
    )


def settle_late(run: str, found: Iterable[tuple[str, str, bytes | None, int]]) -> None:
    """Write what `deliver` decided as (state, code, sealed outcome, position)."""
    run_many(
        "UPDATE items SET late_state = %s, late_code = %s, late = %s WHERE run_id = %s AND position = %s",
        ((state, code, late, run, position) for state, code, late, position in found),
    )


def mark_released(run: str, part: int) -> None:
    """Note that the items which are decided now stand in part `part` of the outputs."""
    run_sql(
        f"UPDATE items SET part = %s WHERE run_id = %s AND part = 0 AND {STATE} IN ('done', 'excluded')",
        (part, run),
    )


def exclude(run: str, position: int, code: str, outcome: bytes) -> None:
    """Exclude a waiting item because a person says so."""
    run_sql(
        "UPDATE items SET state = 'excluded', code = %s, outcome = %s, late_state = '', late_code = '', late = NULL"
        " WHERE run_id = %s AND position = %s",
        (code, outcome, run, position),
    )


def count_unreleased(run: str) -> int:
    """Count the decided items that no part of the outputs holds yet."""
    sql = f"SELECT COUNT(*) FROM items WHERE run_id = %s AND part = 0 AND {STATE} IN ('done', 'excluded')"
    return int(row(sql, (run,))[0])


def fates(run: str) -> list[tuple[int, str, str, int, bytes | None]]:
    """List (position, state, code, part, sealed questions of `deliver`) of all items, with what `deliver` decided."""
    return rows(
        f"SELECT position, {STATE}, CASE WHEN late_state <> '' THEN late_code ELSE code END, part,"
        " CASE WHEN late_state = 'waiting' THEN late END FROM items"
        " WHERE run_id = %s ORDER BY position",
        (run,),
    )


def codes(run: str, state: str) -> dict[str, int]:
    """Count the items in a state by code."""
    found = rows(
        f"SELECT CASE WHEN late_state <> '' THEN late_code ELSE code END, COUNT(*) FROM items"
        f" WHERE run_id = %s AND {STATE} = %s GROUP BY 1 ORDER BY 1",
        (run, state),
    )
    return {str(code): int(count) for code, count in found}
