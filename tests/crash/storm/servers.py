"""A PostgreSQL server of a storm's own: on a disk, with fsync, and crashed at will."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import psycopg

USERS = ("postgres", "nobody")
WITHIN_S = 60.0
_SETTINGS = {
    "fsync": "on",
    "full_page_writes": "on",
    "listen_addresses": "127.0.0.1",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "max_wal_size": "128MB",
    "logging_collector": "off",
    "log_min_messages": "warning",
}


def programs() -> Path | None:
    """Find the folder with the newest server's programs."""
    found = [Path(initdb).parent for initdb in (shutil.which("initdb"),) if initdb]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda each: int(each.parent.name), reverse=True)
    return next((each for each in found if (each / "postgres").exists()), None)


def missing() -> str:
    """Say what a server needs and does not find."""
    return "" if programs() else "the server is missing: apt-get install postgresql"


class Server:
    """One cluster in a folder of its own; as an unprivileged user, since it refuses root."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.log = folder / "server.log"
        self.port = _free_port()
        self.starts = 0
        self._as = next((each for each in USERS if os.getuid() == 0 and _is_known(each)), None)
        self._program: subprocess.Popen[bytes] | None = None
        self._session: psycopg.Connection[Any] | None = None

    def make(self) -> None:
        """Make the cluster and start it."""
        if self._as:
            shutil.chown(self.folder, self._as)
        bin_ = programs()
        assert bin_ is not None
        words = [str(bin_ / "initdb"), "--pgdata", str(self.data), "--username", "jikwon", "--auth", "trust",
                 "--encoding", "UTF8", "--no-locale", "--no-sync"]  # fmt: skip
        made = subprocess.run(
            words, user=self._as, extra_groups=self._groups, cwd=self.folder, capture_output=True, check=False
        )
        assert made.returncode == 0, made.stderr.decode()
        lines = [f"{key} = '{value}'" for key, value in _SETTINGS.items()]
        lines += [f"port = {self.port}", f"unix_socket_directories = '{self.folder}'"]
        with (self.data / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        self.start()
        self.run("CREATE DATABASE jikwon", database="postgres")

    @property
    def _groups(self) -> Sequence[int] | None:
        return [] if self._as else None

    def place(self) -> tuple[str, int]:
        """Give host and port at which it listens."""
        return "127.0.0.1", self.port

    def url(self, host: str, port: int) -> str:
        """Give the address of the database for whoever reaches the server at this host and port."""
        return f"postgresql://jikwon@{host}:{port}/jikwon"

    def start(self) -> None:
        """Start it where it does not run, and wait until it answers."""
        if self.is_up():
            return
        bin_ = programs()
        assert bin_ is not None
        self.starts += 1
        with self.log.open("ab") as log:
            self._program = subprocess.Popen(
                [str(bin_ / "postgres"), "-D", str(self.data)], user=self._as, extra_groups=self._groups,
                cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        until = time.monotonic() + WITHIN_S
        while not self.answers():
            assert self._program.poll() is None, self.said()
            assert time.monotonic() < until, self.said()
            time.sleep(0.05)

    def answers(self) -> bool:
        """Tell whether it takes statements."""
        try:
            self.run("SELECT 1", database="postgres")
        except OSError:
            return False
        return True

    def is_up(self) -> bool:
        """Tell whether its first process runs."""
        return self._program is not None and self._program.poll() is None

    def stop(self, *, crash: bool = False) -> None:
        """Stop it: in order (every connection ends), or as a power cut would, so that it recovers at its next start."""
        if self._program is None:
            return
        self._hang_up()
        self._program.send_signal(signal.SIGQUIT if crash else signal.SIGINT)
        try:
            self._program.wait(WITHIN_S)
        except subprocess.TimeoutExpired:
            self._program.kill()
            self._program.wait()
        self._program = None

    def run(self, sql: str, values: Sequence[object] = (), *, database: str = "jikwon") -> list[Any]:
        """Run one statement at the server itself, past all wires. Raises `OSError` where it does not answer."""
        for is_last in (False, True):  # a session that stays is cheap, and may have ended since its last statement
            try:
                cursor = self._connected(database).execute(sql.encode(), values or None)
                return cursor.fetchall() if cursor.description else []
            except psycopg.errors.UndefinedTable:
                return []
            except (psycopg.OperationalError, psycopg.InterfaceError) as error:
                self._hang_up()
                if is_last:
                    raise OSError(str(error)) from error
        raise AssertionError

    def _connected(self, database: str) -> "psycopg.Connection[Any]":
        if self._session is None or self._session.info.dbname != database:
            self._hang_up()
            self._session = psycopg.connect(self._address(database), autocommit=True)
        return self._session

    def _hang_up(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None

    def _address(self, database: str) -> str:
        return (
            f"host={self.folder} port={self.port} user=jikwon dbname={database} connect_timeout=2"
            " options='-c statement_timeout=5s -c lock_timeout=2s'"
        )

    def backends(self) -> list[int]:
        """List the processes that serve a client of ours."""
        sql = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        return [int(pid) for (pid,) in self.run(sql)]

    def kill_backend(self, pid: int) -> None:
        """Kill one of them from without: the server loses its memory and recovers."""
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)

    def said(self) -> str:
        """Give the end of its log."""
        return self.log.read_text("utf-8", "replace")[-3000:] if self.log.exists() else ""


def _is_known(user: str) -> bool:
    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True


def _free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
