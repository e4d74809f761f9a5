"""Opening the records database, and the few ways in which everything here talks to it."""

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, OperationalError, close_old_connections, connection, connections, transaction

from jikwon.model import Handling, JikwonError

BUSY_TIMEOUT_S = 30
_SQLITE = (
    "PRAGMA journal_mode=WAL; "
    "PRAGMA synchronous=FULL; "  # an intent must survive a power cut
    "PRAGMA temp_store=MEMORY; "
    "PRAGMA cache_size=-65536; "
    "PRAGMA wal_autocheckpoint=4000"
)


class RecordsBusy(JikwonError):
    """Another process has kept the writer's place for longer than writers wait."""

    code = "records-busy"
    handling = Handling.RETRY


def open_records(path: Path, **site: Any) -> None:
    """Open the records at `path`, making or migrating them when they are new or older.

    `site` are further settings of Django for a program that also serves pages; its apps stand beside the records'.

    Effects: the file at `path`. Repeatable: yes; several processes may open it at once.
    """
    if not settings.configured:
        settings.configure(
            **{**site, "INSTALLED_APPS": ["jikwon.records", *site.get("INSTALLED_APPS", ())]},
            DATABASES={"default": _sqlite(path)},
            USE_TZ=True,
            TIME_ZONE="Asia/Seoul",
        )
        apps.populate(settings.INSTALLED_APPS)  # django.setup() would also import urls, templates and logging
    elif settings.DATABASES["default"]["NAME"] != str(path):
        _reopen(path)
    if site or not _is_current():
        _migrate(also_sites=bool(site))


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": BUSY_TIMEOUT_S, "init_command": _SQLITE},
    }


def _reopen(path: Path) -> None:
    # Only tests open two homes in one process.
    connection.close()
    settings.DATABASES["default"]["NAME"] = str(path)
    connection.settings_dict["NAME"] = str(path)


def _is_current() -> bool:
    """Tell whether the newest migration is in; asking Django's executor would cost 0.1 s a start."""
    newest = max(file.stem for file in (Path(__file__).parent / "migrations").glob("0*.py"))
    try:
        found = rows("SELECT 1 FROM django_migrations WHERE app = %s AND name = %s", ("records", newest))
    except OperationalError:
        return False
    return bool(found)


def _migrate(*, also_sites: bool) -> None:
    from django.core.management import call_command

    path = Path(connection.settings_dict["NAME"])
    with path.with_suffix(".migrating").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the first commands of an office may come at once
        if also_sites or not _is_current():
            call_command("migrate", verbosity=0, interactive=False)
            path.chmod(0o600)


def rows(sql: str, params: Any = ()) -> list[Any]:
    """Read all rows of a query (a row is a tuple in the query's order)."""
    with _cursor() as cursor:
        cursor.execute(_marked(sql), params)
        return list(cursor.fetchall())


def row(sql: str, params: Any = ()) -> Any:
    """Read one row of a query, or None."""
    with _cursor() as cursor:
        cursor.execute(_marked(sql), params)
        return cursor.fetchone()


def run_sql(sql: str, params: Any = ()) -> int:
    """Write, and return how many rows were touched. Raises `RecordsBusy`."""
    with _patient(), _cursor() as cursor:
        cursor.execute(_marked(sql), params)
        return int(cursor.rowcount)


def run_many(sql: str, params: Any) -> None:
    """Write many rows with one statement."""
    with _cursor() as cursor:
        cursor.executemany(_marked(sql), params)


@contextmanager
def _cursor() -> Iterator[Any]:
    """Open a cursor in Django's connection and transaction; on SQLite the driver's own.

    Django's cursor costs 35 µs a statement more, of which an act needs six.
    """
    wrapper = connections[DEFAULT_DB_ALIAS]
    if wrapper.vendor != "sqlite":
        with wrapper.cursor() as cursor:
            yield cursor
        return
    wrapper.validate_no_broken_transaction()
    wrapper.ensure_connection()
    with wrapper.wrap_database_errors, closing(wrapper.connection.cursor()) as cursor:
        yield cursor


@lru_cache(maxsize=512)
def _marked(sql: str) -> str:
    """Write a statement's places for values as the driver at hand wants them."""
    return sql.replace("%s", "?") if connection.vendor == "sqlite" else sql


@contextmanager
def together() -> Iterator[None]:
    """Write everything inside in one transaction, which on SQLite takes the writer's place at once.

    Raises `RecordsBusy` if another process kept that place too long.
    """
    with _patient(), transaction.atomic():
        yield


@contextmanager
def _patient() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        if "locked" in str(error):
            raise RecordsBusy(waited_s=BUSY_TIMEOUT_S) from error
        raise


def after_commit(work: Callable[[], None]) -> None:
    """Do `work` once the transaction at hand is on the disk; never if it is rolled back."""
    transaction.on_commit(work)


def fresh_connection() -> None:
    """Drop a connection that died since the thread's last work (a restarted database server)."""
    close_old_connections()


def close() -> None:
    """Close this thread's connection."""
    connection.close()


def is_current() -> bool:
    """Tell whether the records answer and have the shape that this version works with."""
    return _is_current()


def size_bytes() -> int:
    """Give the size of the records: their files, or what the server says of the database."""
    if connection.vendor == "sqlite":
        path = Path(connection.settings_dict["NAME"])
        return sum(each.stat().st_size for each in path.parent.glob(f"{path.name}*"))
    return int(row("SELECT pg_database_size(current_database())")[0])


def clock() -> float:
    """Give the database's clock (Unix seconds), which is this machine's where it lies on it."""
    if connection.vendor == "sqlite":
        return time.time()
    return float(row("SELECT EXTRACT(EPOCH FROM clock_timestamp())")[0])
