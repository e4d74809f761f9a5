"""Opening the records database, and writing to it in transactions.

The records lie in a SQLite file of the home, or in the PostgreSQL database that `JIKWON_DATABASE_URL` names.
Nothing outside this package and `engine.workers.durable` knows which.
"""

import fcntl
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import (
    DEFAULT_DB_ALIAS,
    Error,
    ProgrammingError,
    connection,
    connections,
    transaction,
)  # fmt: skip
from django.db.backends.signals import connection_created

from jikwon.records import postgres
from jikwon.records.failing import RecordsBusy, RecordsReadOnly, RecordsUnreachable, translated
from jikwon.records.postgres import BUSY_TIMEOUT_S, DatabaseUnreachable, Server
from jikwon.records.shape import is_current
from jikwon.records.statements import NOW, assert_writable, cursor, now, row, rows, run_many, run_sql, up_since

_SQLITE = (
    "PRAGMA journal_mode=WAL; "
    "PRAGMA synchronous=FULL; "  # an intent must survive a power cut
    "PRAGMA temp_store=MEMORY; "
    "PRAGMA cache_size=-65536; "
    "PRAGMA wal_autocheckpoint=4000"
)
LOOK_S = 0.5
"""So long between two looks whether a server that is down is back."""


class _Turn(threading.local):
    """Whether this thread has the writers' lock of PostgreSQL, and whether it shares it."""

    taken = False
    shared = False


_turn = _Turn()


def open_records(path: Path, *, first: Callable[[], None] | None = None, **site: Any) -> None:
    """Open the records, making or migrating them when they are new or older.

    They lie at `path`, unless the environment names a server. `site` are further settings of Django for a program
    that also serves pages; its apps stand beside the records'. `first` may look at the database as it lies there, and
    refuse it, before anything is written to it. Raises an `InputError` for an address that is wrong, a server that does
    not answer, or a database that cannot hold the records or that a newer version has made.

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
        if first is not None:
            first()
        if not is_current() or site:
            _migrate(also_sites=bool(site))
    except RecordsReadOnly:
        raise
    except RecordsUnreachable:
        server = postgres.chosen()
        raise DatabaseUnreachable(where=server.where if server else str(path)) from None


def is_there(path: Path) -> bool:
    """Tell whether there is a database to open, without making one: the file at `path`, or the server's."""
    return postgres.chosen() is not None or path.exists()


def _settings_of(path: Path) -> dict[str, Any]:
    server = postgres.chosen()
    return sqlite(path) if server is None else server.django("")


def sqlite(path: Path) -> dict[str, Any]:
    """Give Django's settings of a SQLite file."""
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


def described() -> str:
    """Say which database holds the records, for people: its kind, version and place, without user or password."""
    found = server()
    if found is None:
        return f"SQLite {sqlite3.sqlite_version}, {connection.settings_dict['NAME']}"
    version = row("SHOW server_version")[0]
    return f"PostgreSQL {str(version).partition(' ')[0]}, {found.where}"


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
        with suppress(ProgrammingError), cursor() as (asked, _):  # a server that forbids it ends them by itself
            postgres.end_sessions(asked, executor)


def _migrate(*, also_sites: bool) -> None:
    with _alone():
        if not is_current() or also_sites:
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
        postgres.assert_fit(connection.connection, makes_tables=not is_current())
        with translated, connection.wrap_database_errors, postgres.one_makes_tables(connection.connection):
            yield
    else:
        with Path(connection.settings_dict["NAME"]).with_suffix(".migrating").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            with translated:
                yield


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
    with cursor() as (asked, _):
        postgres.take_turn(asked, shared=shared)
    _turn.taken, _turn.shared = True, shared


def take_time() -> None:
    """Let the transaction at hand stand still for as long as it needs: files are copied while it is open."""
    if connection.vendor == "postgresql":
        row("SELECT set_config('idle_in_transaction_session_timeout', '0', true)")


@contextmanager
def destroying() -> Iterator[None]:
    """Write what destroys in one transaction, and leave no older copy of it in the database's own files.

    On SQLite freed bytes are overwritten, and the log that held the old page is emptied; on PostgreSQL the old row is
    removed as soon as no session can see it. Backups end with their own rotation.
    """
    if connection.vendor == "sqlite":
        row("PRAGMA secure_delete = ON")
    with together():
        yield
    if connection.vendor == "sqlite":
        row("PRAGMA wal_checkpoint(TRUNCATE)")
    else:
        run_sql("VACUUM runs")


def after_commit(work: Callable[[], None]) -> None:
    """Do `work` once the transaction at hand is on the disk; never if it is rolled back."""
    transaction.on_commit(work)


def comes_back(*, within_s: float, halts: Callable[[], bool] = lambda: False) -> bool:
    """Wait until the database takes writes again, and tell whether it does; `halts` ends the wait."""
    until = time.monotonic() + within_s
    while time.monotonic() < until and not halts():
        try:
            assert_writable()
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
    """Close this thread's connection, if it has one."""
    if settings.configured:
        with suppress(Error):
            connection.close()


def size_bytes() -> int:
    """Give the size of the records: their files, or what the server says of the database."""
    if connection.vendor == "sqlite":
        path = Path(connection.settings_dict["NAME"])
        return sum(each.stat().st_size for each in path.parent.glob(f"{path.name}*"))
    return int(row("SELECT pg_database_size(current_database())")[0])


__all__ = [
    "NOW", "RecordsBusy", "RecordsReadOnly", "RecordsUnreachable", "after_commit", "assert_writable", "close",
    "comes_back", "described", "destroying", "end_sessions", "fresh_connection", "is_current", "named", "now",
    "open_records", "row", "rows", "run_many", "run_sql", "server", "size_bytes", "together", "up_since",
]  # fmt: skip
