"""PostgreSQL as the records' database: where it is, what it must be able to do, how its sessions behave."""

import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from jikwon.model import InputError, Personal, fact

if TYPE_CHECKING:
    from psycopg import Connection

VARIABLE: Final = "JIKWON_DATABASE_URL"
OLDEST: Final = 13
"""The oldest server that is still maintained, and the oldest whose floats come back to the last digit by default."""
BUSY_TIMEOUT_S: Final = 30
"""So long a writer waits for its turn."""
STALLED_S: Final = 10
"""So long a session may hold a transaction without saying anything; then the server ends it, and its locks with it."""
_SCHEMES: Final = ("postgresql://", "postgres://")
_WRITERS: Final = 0x6A696B776F6E
"""The advisory lock of all who write: shared by the hot paths, one's alone for all others."""
_MAKERS: Final = _WRITERS + 1
_SESSION: Final = {
    "idle_in_transaction_session_timeout": f"{STALLED_S}s",
    "tcp_keepalives_idle": "5",  # a machine that has vanished keeps its locks no longer than this
    "tcp_keepalives_interval": "2",
    "tcp_keepalives_count": "3",
}
_CONNECT: Final = {
    "connect_timeout": "10",
    "keepalives_idle": "5",  # a server that has vanished is noticed
    "keepalives_interval": "2",
    "keepalives_count": "3",
    "tcp_user_timeout": "10000",
}
_BINARY_ORDER: Final = frozenset({"C", "POSIX", "C.UTF-8", "C.utf8"})
# What went wrong is raised: said again by the driver it would stand in English between a command's lines.
logging.getLogger("psycopg").addHandler(logging.NullHandler())
_LONGEST_NAME: Final = 63
"""Bytes that the server keeps of a session's name."""


class DatabaseUrlInvalid(InputError):
    """JIKWON_DATABASE_URL, or what an option names in its place, is no address of a PostgreSQL database."""

    code = "database-url-invalid"


class DatabaseUnreachable(InputError):
    """Nobody answers at the address, or the server refuses the user, the password or the name."""

    code = "database-unreachable"


class DatabaseTooOld(InputError):
    """The server is older than any that is maintained."""

    code = "database-too-old"


class DatabaseEncoding(InputError):
    """The database cannot hold Korean: it was not made with UTF8."""

    code = "database-encoding"


class DatabaseRightMissing(InputError):
    """The user may not create tables in the database."""

    code = "database-right-missing"


@fact
class Server:
    """One database on a server. `where` names it for people; `parameters` are libpq's and may hold a password.

    `name` is "" where the service that the parameters name says which.
    """

    where: str
    name: str
    parameters: Personal[Mapping[str, str]]

    def connect(self, application: str, **session: str) -> "Connection[Any]":
        """Open a session of its own, not Django's; `session` are further settings of it. Raises psycopg's errors."""
        import psycopg

        named = {"dbname": self.name} if self.name else {}
        return psycopg.connect(**self.options(application, **session), **named)  # type: ignore[arg-type]

    def options(self, application: str, **session: str) -> dict[str, str]:
        """Give libpq's parameters besides the name of the database; what the address says stands above ours."""
        ours = " ".join(f"-c {name}={value}" for name, value in {**_SESSION, **session}.items())
        given = self.parameters.get("options", "")
        return {
            **_CONNECT, "application_name": session_name(application), **self.parameters,
            "options": f"{ours} {given}".strip(),
        }  # fmt: skip

    def django(self, application: str) -> dict[str, Any]:
        """Give Django's settings of the database."""
        # An intent must survive a power cut.
        session = {"lock_timeout": f"{BUSY_TIMEOUT_S}s", "synchronous_commit": "on"}
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": self.name,
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {**self.options(application, **session), "prepare_threshold": 5},
        }


def chosen(environ: Mapping[str, str] = os.environ, *, told_by: str = VARIABLE) -> Server | None:
    """Read which server the environment names; None is SQLite. Raises `DatabaseUrlInvalid`, which says `told_by`.

    Passwords are libpq's matter: in the address, PGPASSWORD, PGPASSFILE, or a service file. So is what the address
    leaves out; but that libpq takes the user's name where nobody has named a database is refused.
    """
    url = environ.get(VARIABLE, "").strip()
    if not url:
        return None
    read = _read(url, told_by)
    if service := read.get("service") or environ.get("PGSERVICE", ""):
        read["service"] = service
    name = read.pop("dbname", "") or ("" if service else environ.get("PGDATABASE", ""))
    if not (name or service) or not read.get("port", "0").replace(",", "").isdigit():
        raise DatabaseUrlInvalid(variable=told_by)
    return Server(where=_where(name, read, environ), name=name, parameters=read)


def _read(url: str, told_by: str) -> dict[str, str]:
    if not url.startswith(_SCHEMES):
        raise DatabaseUrlInvalid(variable=told_by)
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        return {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
    except ProgrammingError:  # its text quotes the address, and the address may hold a password
        raise DatabaseUrlInvalid(variable=told_by) from None


def _where(name: str, read: Mapping[str, str], environ: Mapping[str, str]) -> str:
    """Say where a database is; a service's host and port stand above those of the environment, and are its file's."""
    service = read.get("service", "")
    host = read.get("host") or (f"service={service}" if service else environ.get("PGHOST", ""))
    port = read.get("port") or ("" if service else environ.get("PGPORT", ""))
    return f"{host}{':' if port else ''}{port}{'/' if name or not service else ''}{name}"


def session_name(application: str) -> str:
    """Give a name as the server keeps it, which shortens long ones: the end, which tells executors apart, stays."""
    return f"jikwon {application}".strip()[-_LONGEST_NAME:]


def assert_fit(connection: "Connection[Any]", *, makes_tables: bool) -> None:
    """Raise an `InputError` unless a session's server and database can hold the records.

    `makes_tables` asks also for the right to create tables here and the queue's schema.
    """
    version = connection.info.server_version // 10_000
    if version < OLDEST:
        raise DatabaseTooOld(found=version, needed=OLDEST)
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise DatabaseEncoding(found=encoding or "?")
    if makes_tables:
        may = connection.execute(
            "SELECT current_schema() IS NOT NULL AND has_schema_privilege(current_schema(), 'CREATE')"
            " AND (to_regnamespace('dbos') IS NOT NULL OR has_database_privilege(current_database(), 'CREATE'))"
        ).fetchone()
        if may is None or not may[0]:
            raise DatabaseRightMissing(user=connection.info.user, name=connection.info.dbname)


def take_turn(cursor: Any, *, shared: bool) -> None:
    """Wait for the writers' lock, which the end of the transaction gives back."""
    cursor.execute(f"SELECT pg_advisory_xact_lock{'_shared' if shared else ''}({_WRITERS})")


@contextmanager
def one_makes_tables(connection: "Connection[Any]") -> Iterator[None]:
    """Keep every other process of the office from making tables for the block."""
    connection.execute("SELECT pg_advisory_lock(%s)", (_MAKERS,))
    try:
        yield
    finally:
        if not connection.closed:
            connection.execute("SELECT pg_advisory_unlock(%s)", (_MAKERS,))


def sort_as_bytes(connection: "Connection[Any]") -> None:
    """Let every text column sort by its bytes, as on SQLite: what a process is given in order is the same on both."""
    found = connection.execute("SELECT datcollate FROM pg_database WHERE datname = current_database()").fetchone()
    provider = connection.execute(
        "SELECT to_jsonb(d) ->> 'datlocprovider' FROM pg_database d WHERE datname = current_database()"
    ).fetchone()
    if found and provider and found[0] in _BINARY_ORDER and provider[0] in (None, "c"):
        return
    columns = connection.execute(
        "SELECT a.attrelid::regclass::text, quote_ident(a.attname), format_type(a.atttypid, a.atttypmod)"
        " FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_collation l ON l.oid = a.attcollation"
        " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attnum > 0"
        " AND NOT a.attisdropped AND l.collname <> 'C' ORDER BY 1, 2"
    ).fetchall()
    changes: dict[str, list[str]] = {}
    for table, column, kind in columns:
        changes.setdefault(str(table), []).append(f'ALTER COLUMN {column} TYPE {kind} COLLATE "C"')
    for table, each in changes.items():
        connection.execute(f"ALTER TABLE {table} {', '.join(each)}".encode())


def end_sessions(cursor: Any, application: str) -> None:
    """End every session of an executor that is no more, wherever it ran: what it had not committed is undone."""
    cursor.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
        " AND usename = current_user AND application_name = %s AND pid <> pg_backend_pid()",
        (session_name(application),),
    )
