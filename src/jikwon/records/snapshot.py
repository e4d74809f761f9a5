"""Every table of the records as rows in one order, at one moment.

A row is a tuple of plain values in the order of `Table.columns`; moments are text in UTC. Its bytes (MessagePack)
are the same whichever database it was read from, so that a hash over a table's rows proves a copy of it.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from math import nan
from typing import Any, Final, TypeAlias

import msgspec
from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.models.functions import Collate

from jikwon.model import JikwonError, fact
from jikwon.model.states import ENDED

Row: TypeAlias = Sequence[Any]
_PASSING: Final = frozenset({"auth", "contenttypes", "sessions"})
"""Django's parts whose rows each database makes by itself, or that end with a login: they are not copied."""
_BYTEWISE: Final = {"sqlite": "BINARY", "postgresql": "C"}
"""What each database calls the order of bytes; its own order of text differs from place to place."""
AT_ONCE: Final = 1000
_encode = msgspec.msgpack.Encoder().encode


@fact
class Table:
    """A table by its name, and its columns in the order of a row's values."""

    name: str
    columns: tuple[str, ...]


@fact
class Tally:
    """How many rows a table has, and the SHA-256 (hexadecimal) over the bytes of all of them in order."""

    rows: int
    sha256: str


class RecordsUnreadable(JikwonError):
    """The database gives back something that is no row of ours, as a damaged file does."""

    code = "records-unreadable"


def kind(alias: str = DEFAULT_DB_ALIAS) -> str:
    """Name the database: `sqlite` or `postgresql`."""
    return str(connections[alias].vendor)


def tables() -> tuple[Table, ...]:
    """List the tables that make up the records, by name; with the console's where its parts are open."""
    return tuple(Table(name=name, columns=columns(model)) for name, model in sorted(models_by_table().items()))


def migrations(alias: str = DEFAULT_DB_ALIAS) -> tuple[str, ...]:
    """List what was migrated, as `app.name`: only tables of the same migrations can be copied into each other."""
    ours = {meta(model).app_label for model in models_by_table().values()}
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        return tuple(sorted(f"{app}.{name}" for app, name in cursor.fetchall() if app in ours))


@contextmanager
def standing_still(alias: str = DEFAULT_DB_ALIAS) -> Iterator[str]:
    """Give a name under which the records stand still at one moment, however much is written meanwhile.

    It is one read transaction on a connection of its own, which holds up no writer.
    """
    still = f"{alias}-still"
    settings = connections.settings[alias]
    connections.settings[still] = {**settings, "OPTIONS": _still(settings["OPTIONS"], connections[alias].vendor)}
    try:
        with transaction.atomic(using=still), connections[still].cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM runs")  # the moment is that of the first look
            yield still
    finally:
        connections[still].close()
        del connections[still]
        del connections.settings[still]


def _still(options: Mapping[str, Any], vendor: str) -> dict[str, Any]:
    if vendor == "sqlite":
        small = f"{options.get('init_command', '')}; PRAGMA cache_size=-4096"  # nothing is read twice
        return {**options, "transaction_mode": "DEFERRED", "init_command": small.removeprefix("; ")}
    from psycopg import IsolationLevel

    patient = f"{options.get('options', '')} -c idle_in_transaction_session_timeout=0"  # files are read meanwhile
    return {**options, "options": patient.strip(), "isolation_level": IsolationLevel.REPEATABLE_READ}


def ended(alias: str = DEFAULT_DB_ALIAS) -> frozenset[str]:
    """Name the runs that have ended."""
    return frozenset(run for run, state, *_ in _standings(alias) if state in ENDED)


def unended(alias: str = DEFAULT_DB_ALIAS) -> Mapping[str, tuple[Any, ...]]:
    """Give (state, stage, part, attempt) of each run that something may follow."""
    return {run: tuple(standing) for run, *standing in _standings(alias) if standing[0] not in ENDED}


def _standings(alias: str) -> Iterator[Any]:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT id, state, stage, part, attempt FROM runs")
        yield from cursor.fetchall()


def rows(table: Table, alias: str = DEFAULT_DB_ALIAS) -> Iterator[Row]:
    """Read a table's rows in the order of their primary keys (bytewise), a thousand at a time."""
    model = models_by_table()[table.name]
    key = meta(model).pk
    textual = isinstance(key.target_field if key.is_relation else key, models.TextField | models.CharField)
    order: Any = Collate(key.attname, _BYTEWISE[connections[alias].vendor]) if textual else key.attname
    found = model._base_manager.using(alias).order_by(order).values_list(*columns(model))  # noqa: SLF001 - public, too
    for each in found.iterator(chunk_size=AT_ONCE):
        yield tuple(map(_plain, each))


def packed(row: Row) -> bytes:
    """Give a row's bytes."""
    return _encode(row)


def tally(found: Iterable[Row]) -> Tally:
    """Count and hash rows."""
    count, digest = 0, hashlib.sha256()
    for each in found:
        count += 1
        digest.update(_encode(each))
    return Tally(rows=count, sha256=digest.hexdigest())


def occupied(alias: str = DEFAULT_DB_ALIAS) -> str:
    """Name a table that has rows, "" where there is none; tables that are not there yet have none."""
    connection = connections[alias]
    there = set(connection.introspection.table_names())
    for name in sorted(models_by_table().keys() & there):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(name)} LIMIT 1")
            if cursor.fetchone() is not None:
                return name
    return ""


def _plain(value: Any) -> Any:
    match value:
        case float():
            return value + 0.0 if value == value else nan  # neither database keeps every kind of zero and no-number
        case memoryview():
            return bytes(value)
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case None | str() | bytes() | int():
            return value
    raise RecordsUnreadable(kind=type(value).__name__)


def models_by_table() -> dict[str, Any]:
    """Give the models behind `tables`."""
    every = [model for model in apps.get_models(include_auto_created=True) if not meta(model).proxy]
    return {meta(each).db_table: each for each in every if meta(each).app_label not in _PASSING}


def meta(model: Any) -> Any:
    """Give what Django knows of a model."""
    return model._meta  # noqa: SLF001 - Django's public name for it


def columns(model: Any) -> tuple[str, ...]:
    """Name a model's columns in order."""
    return tuple(each.attname for each in meta(model).concrete_fields)
