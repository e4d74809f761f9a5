"""Statements: the few ways in which everything here reads and writes the records, on either database."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections

from jikwon.records.failing import RecordsReadOnly, translated

NOW = "now_s()"
"""The moment at which a statement runs, in SQL: Unix seconds by the database's clock. See `now`."""
_NOW_ON_POSTGRESQL = "EXTRACT(EPOCH FROM clock_timestamp())::float8"


def now() -> float:
    """Give the present moment (Unix seconds) by the clock that all machines of the office share: the database's.

    On SQLite there is one machine, and its own clock is that. What executors, intents and later runs are compared
    by must come from here or from `NOW`: a machine whose clock is wrong must do no harm.
    """
    if not settings.configured or connection.vendor == "sqlite":
        return time.time()
    return float(row(f"SELECT {NOW}")[0])


def up_since() -> float:
    """Give the moment since which the database could be asked (Unix seconds, its own clock); 0 for a file."""
    if connection.vendor == "sqlite":
        return 0.0
    return float(row("SELECT EXTRACT(EPOCH FROM pg_postmaster_start_time())::float8")[0])


def assert_writable() -> None:
    """Raise `RecordsUnreachable` unless the database answers, its kind `RecordsReadOnly` where it takes no writes."""
    if connection.vendor == "sqlite":
        row("SELECT 1")
        return
    with translated:
        if row("SELECT current_setting('transaction_read_only')::bool")[0]:
            raise RecordsReadOnly


def rows(sql: str, params: Any = ()) -> list[Any]:
    """Read all rows of a query (a row is a tuple in the query's order)."""
    with cursor() as (asked, marked):
        asked.execute(marked(sql), params)
        return list(asked.fetchall())


def row(sql: str, params: Any = ()) -> Any:
    """Read one row of a query, or None."""
    with cursor() as (asked, marked):
        asked.execute(marked(sql), params)
        return asked.fetchone()


def run_sql(sql: str, params: Any = ()) -> int:
    """Write, and return how many rows were touched. Raises `RecordsBusy`."""
    with cursor() as (asked, marked):
        asked.execute(marked(sql), params)
        return int(asked.rowcount)


def run_many(sql: str, params: Any) -> None:
    """Write many rows with one statement."""
    with cursor() as (asked, marked):
        asked.executemany(marked(sql), params)


@contextmanager
def cursor() -> Iterator[tuple[Any, Callable[[str], str]]]:
    """Open a cursor of the driver's own in Django's connection and transaction; and give how it marks values.

    Django's cursor costs 35 µs a statement more, of which an act needs six; on PostgreSQL it also writes every value
    into the statement's text, so that none is ever prepared.
    """
    wrapper = connections[DEFAULT_DB_ALIAS]
    wrapper.validate_no_broken_transaction()
    if wrapper.vendor == "sqlite":
        with translated:
            wrapper.ensure_connection()
            with wrapper.wrap_database_errors:
                yield wrapper.connection.cursor(), _for_sqlite  # closed with its last reference, at the statement's end
        return
    from psycopg import Cursor

    with translated:
        wrapper.close_if_health_check_failed()
        wrapper.ensure_connection()
        with wrapper.wrap_database_errors, Cursor(wrapper.connection) as opened:
            yield opened, _for_postgresql


@lru_cache(maxsize=512)
def _for_sqlite(sql: str) -> str:
    return sql.replace("%s", "?")


@lru_cache(maxsize=512)
def _for_postgresql(sql: str) -> str:
    return sql.replace(NOW, _NOW_ON_POSTGRESQL)
