"""Looking into a home's records and queue from outside, whichever database they are in."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
from tests import postgres


def look(home: Path, sql: str, values: Sequence[Any] = ()) -> list[Any]:
    """Read rows; none while there are no records, or their tables are being made. Marks are `%s`."""
    try:
        return _asked(home, sql, values)
    except (sqlite3.OperationalError, psycopg.errors.UndefinedTable, FileNotFoundError):
        return []


def _asked(home: Path, sql: str, values: Sequence[Any]) -> list[Any]:
    if postgres.wanted is not None:
        with psycopg.connect(postgres.wanted.of(home), autocommit=True) as server:
            return server.execute(sql.encode(), values).fetchall()
    path = home / "records.sqlite"
    if not path.exists():
        raise FileNotFoundError(path)
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=5)) as file:
        return file.execute(sql.replace("%s", "?"), values).fetchall()


def change(home: Path, sql: str, values: Sequence[Any] = ()) -> None:
    """Write behind the product's back."""
    if postgres.wanted is not None:
        with psycopg.connect(postgres.wanted.of(home)) as server:
            server.execute(sql.encode(), values)
        return
    with closing(sqlite3.connect(home / "records.sqlite")) as file, file:
        file.execute(sql.replace("%s", "?"), values)


def everything(home: Path) -> str:
    """Give all that the records hold, as text; content that is no text as hexadecimal digits."""
    if postgres.wanted is not None:
        return _copied(postgres.wanted.of(home), "public")
    with closing(sqlite3.connect(home / "records.sqlite")) as file:
        return "\n".join(file.iterdump())


def queue(home: Path) -> str:
    """Give all that the durable library's tables hold, as text."""
    if postgres.wanted is not None:
        return _copied(postgres.wanted.of(home), "dbos")
    with closing(sqlite3.connect(home / "engine.sqlite")) as file:
        return "\n".join(file.iterdump())


def _copied(url: str, schema: str) -> str:
    with psycopg.connect(url, autocommit=True) as server:
        tables = server.execute(
            "SELECT format('%%I.%%I', schemaname, tablename) FROM pg_tables WHERE schemaname = %s", (schema,)
        ).fetchall()
        found = list[str]()
        for (table,) in tables:
            with server.cursor().copy(f"COPY {table} TO STDOUT".encode()) as rows:
                found += [bytes(each).decode() for each in rows]
    return "\n".join(found)
