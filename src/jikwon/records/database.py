"""Opening the records database, and the few ways in which everything here talks to it.

The records lie in a SQLite file of the home, or in the PostgreSQL database that `JIKWON_DATABASE_URL` names.
Nothing outside this module and `engine.durable` knows which.
"""

import fcntl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import (
    DEFAULT_DB_ALIAS,
    Error,
    OperationalError,
    ProgrammingError,
    connection,
    connections,
    transaction,
)  # fmt: skip
from django.db.backends.signals import connection_created

from jikwon.records import postgres
from jikwon.records.failing import RecordsBusy, RecordsUnreachable, translated
from jikwon.records.postgres import BUSY_TIMEOUT_S, DatabaseUnreachable, Server

_SQLITE = (
    "PRAGMA journal_mode=WAL; "
    "PRAGMA synchronous=FULL; "  # an intent must survive a power cut
    "PRAGMA temp_store=MEMORY; "
    "PRAGMA cache_size=-65536; "
    "PRAGMA wal_autocheckpoint=4000"
)
LOOK_S = 0.5
"""So long between two looks whether a server that is down is back."""
NOW = "now_s()"
"""The moment at which a statement runs, in SQL: Unix seconds by the database's clock. See `now`."""
_NOW_ON_POSTGRESQL = "EXTRACT(EPOCH FROM clock_timestamp())::float8"


class _Turn(threading.local):
    """Whether this thread has the writers' lock of PostgreSQL, and whether it shares it."""

    taken = False
    shared = False


_turn = _Turn()


def open_records(path: Path, **site: Any) -> None:
    """Open the records, making or migrating them when they are new or older.

    They lie at `path`, unless the environment names a server. `site` are further settings of Django for a program
    that also serves pages; its apps stand beside the records'. Raises an `InputError` for an address that is wrong,
    a server that does not answer, or a database that cannot hold the records.

    Effects: the file at `path`, or tables. Repeatable: yes; several processes may open them at once.
    """
    chosen = _settings_of(path)
    if not settings.configured:
        settings.configure(
            **{**site, "INSTALLED_APPS": ["jikwon.records", *site.get("INSTALLED_APPS", ())]},
            DATABASES={"default": chosen},
            USE_TZ=True,
            TIME_ZONE="Asia/Seoul",
        )
        apps.populate(settings.INSTALLED_APPS)  # django.setup() would also import urls, templates and logging
        connection_created.connect(_prepare)
    elif _place(settings.DATABASES["default"]) != _place(chosen):
        _reopen(chosen)
    try:
        if site or not _is_current():
            _migrate(also_sites=bool(site))
    except RecordsUnreachable:
        server = postgres.chosen()
        raise DatabaseUnreachable(where=server.where if server else str(path)) from None


def _settings_of(path: Path) -> dict[str, Any]:
    server = postgres.chosen()
    if server is not None:
        return server.django("")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": BUSY_TIMEOUT_S, "init_command": _SQLITE},
    }


def _place(database: dict[str, Any]) -> tuple[Any, ...]:
    options = {name: value for name, value in database["OPTIONS"].items() if name != "application_name"}
    return database["ENGINE"], database["NAME"], options


def _prepare(connection: Any, **_: Any) -> None:
    if connection.vendor == "sqlite":
        connection.connection.create_function("now_s", 0, time.time)


def _reopen(chosen: dict[str, Any]) -> None:
    # Only tests open two homes in one process.
    connection.close()
    settings.DATABASES["default"] = chosen
    connections._settings = None  # type: ignore[attr-defined] # noqa: SLF001 - read again below
    vars(connections).pop("settings", None)
    del connections[DEFAULT_DB_ALIAS]


def server() -> Server | None:
    """Give the PostgreSQL database that holds the records, None where a SQLite file does."""
    return postgres.chosen() if settings.configured and connection.vendor == "postgresql" else None


def named(executor: str) -> None:
    """Let the server know the sessions of this process, from now on, as those of an executor."""
    if connection.vendor == "postgresql":
        name = connection.settings_dict["OPTIONS"]["application_name"] = postgres.session_name(executor)
        row("SELECT set_config('application_name', %s, false)", (name,))


def end_sessions(executor: str) -> None:
    """End what an executor that is dead still has open on the server: a lock that it holds would block all others.

    On SQLite nothing is open: files and locks went with the process.
    """
    if connection.vendor == "postgresql":
        with suppress(ProgrammingError), _cursor() as (cursor, _):  # a server that forbids it ends them by itself
            postgres.end_sessions(cursor, executor)


def _is_current() -> bool:
    """Tell whether the newest migration is in; asking Django's executor would cost 0.1 s a start."""
    newest = max(file.stem for file in (Path(__file__).parent / "migrations").glob("0*.py"))
    try:
        found = rows("SELECT 1 FROM django_migrations WHERE app = %s AND name = %s", ("records", newest))
    except (OperationalError, ProgrammingError):
        return False
    return bool(found)


def _migrate(*, also_sites: bool) -> None:
    with _alone():
        if also_sites or not _is_current():
            from django.core.management import call_command

            call_command("migrate", verbosity=0, interactive=False)
            if connection.vendor == "postgresql":
                postgres.sort_as_bytes(connection.connection)
            else:
                Path(connection.settings_dict["NAME"]).chmod(0o600)


@contextmanager
def _alone() -> Iterator[None]:
    """Keep others from making tables meanwhile: the first commands of an office may come at once."""
    if connection.vendor == "postgresql":
        with translated:
            connection.ensure_connection()
        postgres.assert_fit(connection.connection, makes_tables=not _is_current())
        with translated, connection.wrap_database_errors, postgres.one_makes_tables(connection.connection):
            yield
    else:
        with Path(connection.settings_dict["NAME"]).with_suffix(".migrating").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def now() -> float:
    """Give the present moment (Unix seconds) by the clock that all machines of the office share: the database's.

    On SQLite there is one machine, and its own clock is that. What executors, intents and later runs are compared
    by must come from here or from `NOW`: a machine whose clock is wrong must do no harm.
    """
    if not settings.configured or connection.vendor == "sqlite":
        return time.time()
    return float(row(f"SELECT {NOW}")[0])


def rows(sql: str, params: Any = ()) -> list[Any]:
    """Read all rows of a query (a row is a tuple in the query's order)."""
    with _cursor() as (cursor, marked):
        cursor.execute(marked(sql), params)
        return list(cursor.fetchall())


def row(sql: str, params: Any = ()) -> Any:
    """Read one row of a query, or None."""
    with _cursor() as (cursor, marked):
        cursor.execute(marked(sql), params)
        return cursor.fetchone()


def run_sql(sql: str, params: Any = ()) -> int:
    """Write, and return how many rows were touched. Raises `RecordsBusy`."""
    with _cursor() as (cursor, marked):
        cursor.execute(marked(sql), params)
        return int(cursor.rowcount)


def run_many(sql: str, params: Any) -> None:
    """Write many rows with one statement."""
    with _cursor() as (cursor, marked):
        cursor.executemany(marked(sql), params)


@contextmanager
def _cursor() -> Iterator[tuple[Any, Callable[[str], str]]]:
    """Open a cursor of the driver's own in Django's connection and transaction; and give how it marks values.

    Django's cursor costs 35 µs a statement more, of which an act needs six; on PostgreSQL it also writes every value
    into the statement's text, so that none is ever prepared.
    """
    wrapper = connections[DEFAULT_DB_ALIAS]
    wrapper.validate_no_broken_transaction()
    if wrapper.vendor == "sqlite":
        wrapper.ensure_connection()
        with translated, wrapper.wrap_database_errors, closing(wrapper.connection.cursor()) as cursor:
            yield cursor, _for_sqlite
        return
    from psycopg import Cursor

    with translated:
        wrapper.close_if_health_check_failed()
        wrapper.ensure_connection()
        with wrapper.wrap_database_errors, Cursor(wrapper.connection) as cursor:
            yield cursor, _for_postgresql


@lru_cache(maxsize=512)
def _for_sqlite(sql: str) -> str:
    return sql.replace("%s", "?")


@lru_cache(maxsize=512)
def _for_postgresql(sql: str) -> str:
    return sql.replace(NOW, _NOW_ON_POSTGRESQL)


@contextmanager
def together(*, shared: bool = False) -> Iterator[None]:
    """Write everything inside in one transaction, with the writer's place from its beginning to its end.

    So whoever reads inside and then writes what follows from it is alone: nobody has changed it meanwhile. On SQLite
    that is the one writer's place; on PostgreSQL a lock of ours stands for it.

    `shared` is for the few hot paths (outcomes of a batch, receipts and intents): on PostgreSQL they run beside each
    other, and never beside one of the others. Each says in its docstring why two of them at once cannot harm: either
    they touch rows that are theirs alone, or one statement decides between them.

    Raises `RecordsBusy`, and its kinds, if the place could not be had or the transaction was lost.
    """
    wrapper = connections[DEFAULT_DB_ALIAS]
    with translated, transaction.atomic():
        if wrapper.vendor == "sqlite":
            yield
            return
        outermost = not _turn.taken
        _take_turn(shared=shared)
        try:
            yield
        finally:
            if outermost:
                _turn.taken = False


def _take_turn(*, shared: bool) -> None:
    if _turn.taken:
        if _turn.shared and not shared:
            raise RuntimeError("begun alone inside a shared transaction: two such would wait for each other")
        return
    with _cursor() as (cursor, _):
        postgres.take_turn(cursor, shared=shared)
    _turn.taken, _turn.shared = True, shared


def after_commit(work: Callable[[], None]) -> None:
    """Do `work` once the transaction at hand is on the disk; never if it is rolled back."""
    transaction.on_commit(work)


def up_since() -> float:
    """Give the moment since which the database could be asked (Unix seconds, its own clock); 0 for a file."""
    if connection.vendor == "sqlite":
        return 0.0
    return float(row("SELECT EXTRACT(EPOCH FROM pg_postmaster_start_time())::float8")[0])


def comes_back(*, within_s: float, halts: Callable[[], bool] = lambda: False) -> bool:
    """Wait until the database can be asked again, and tell whether it can; `halts` ends the wait."""
    until = time.monotonic() + within_s
    while time.monotonic() < until and not halts():
        try:
            row("SELECT 1")
        except RecordsUnreachable:
            time.sleep(LOOK_S)
        else:
            return True
    return False


def fresh_connection() -> None:
    """Drop a connection that died since the thread's last work (a restarted database server)."""
    wrapper = connections[DEFAULT_DB_ALIAS]
    if wrapper.vendor == "postgresql" and wrapper.connection is not None and not wrapper.is_usable():
        wrapper.close()


def close() -> None:
    """Close this thread's connection."""
    with suppress(Error):
        connection.close()


__all__ = ["RecordsBusy", "RecordsUnreachable", "after_commit", "close", "named", "now", "row", "rows", "together"]
