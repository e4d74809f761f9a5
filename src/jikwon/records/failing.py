"""What can go wrong between us and the database while we work, by what is to be done about it."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final

from django.db import Error, InterfaceError, OperationalError, connection

from jikwon.model import Handling, JikwonError
from jikwon.records.postgres import BUSY_TIMEOUT_S

_CROSSED: Final = frozenset({"40001", "40P01"})
_BUSY: Final = "55P03"
_FULL: Final = "53100"
READ_ONLY: Final = "25006"
_AWAY: Final = ("08", "57P0", "25P03", "53")
"""Classes and codes of PostgreSQL: a lost connection, a server going down or up, a stalled session, no resources."""

_KIND: Final = 0xFF
"""The bits of a code of SQLite that say what it is about; those above say more."""
_ROOM_BYTES: Final = 64 * 1024
"""With less room SQLite's files beside the database, of which one grows by 32 KiB at a time, do not fit."""


class RecordsBusy(JikwonError):
    """Another process has kept the writer's place for longer than writers wait.

    Whatever is worth another try, because the records could not take it, is one of these: nothing was written.
    """

    code = "records-busy"
    handling = Handling.RETRY


class RecordsUnreachable(RecordsBusy):
    """The connection to the records' server is lost, or the server is down.

    If it was lost at a commit, what was written may be there or not: whoever writes again looks first.
    """

    code = "records-unreachable"


class RecordsReadOnly(RecordsUnreachable):
    """The server answers, and takes no writes: a standby that was not promoted yet, or somebody has shut it.

    Nothing was written. A session may stay so when its server is opened again: it is dropped, like a lost one.
    """

    code = "records-read-only"


class RecordsCrossed(RecordsBusy):
    """Two writers waited for each other, and the server undid what one of them had begun."""

    code = "records-crossed"


class RecordsFull(RecordsBusy):
    """The disk of the records is full."""

    code = "records-full"


class Translated:
    """A block in which what the driver says of the state of the database is raised as an error of ours.

    All else passes. A class and not a generator: entering one, for each statement of a run, takes next to no time.
    """

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Translate what was raised, and drop a connection that is lost."""
        known = _known(error) if isinstance(error, Error) else None
        if isinstance(known or error, RecordsUnreachable) and not connection.in_atomic_block:  # else once that ends
            with suppress(Error):
                connection.close()
        if known is not None:
            raise known from None  # the driver's text names users and hosts


translated = Translated()
"""The one block that serves all."""


def _known(error: Error) -> RecordsBusy | None:
    cause = error.__cause__
    is_of_state = isinstance(error, OperationalError | InterfaceError)
    if not type(cause).__module__.startswith("psycopg"):
        return _of_sqlite(cause) if is_of_state and isinstance(cause, sqlite3.Error) else None
    state = getattr(cause, "sqlstate", None)
    if state is None:  # the driver's own word: the connection is lost, or it was used wrongly
        return RecordsUnreachable() if is_of_state else None
    if state == _BUSY:
        return RecordsBusy(waited_s=BUSY_TIMEOUT_S)
    if state in _CROSSED:
        return RecordsCrossed()
    if state == _FULL:
        return RecordsFull()
    if state == READ_ONLY:
        return RecordsReadOnly()
    return RecordsUnreachable() if state.startswith(_AWAY) else None


def _of_sqlite(cause: sqlite3.Error) -> RecordsBusy | None:
    code = getattr(cause, "sqlite_errorcode", 0)  # Python's own errors have none
    if code & _KIND in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return RecordsBusy(waited_s=BUSY_TIMEOUT_S)
    return RecordsFull() if is_full(code, Path(connection.settings_dict["NAME"])) else None


def is_full(code: int, file: Path) -> bool:
    """Tell whether a code of SQLite about a database's file means that its disk is full.

    Even to read, SQLite makes files beside the database: without room for them it calls that an error of the disk.
    """
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE):
        return True
    if code & _KIND not in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
        return False
    try:
        disk = os.statvfs(file.parent)
    except OSError:
        return False
    return disk.f_bavail * disk.f_frsize < _ROOM_BYTES or (disk.f_files > 0 and disk.f_favail == 0)
