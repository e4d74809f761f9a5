"""A PostgreSQL server of the tests' own, and a fresh database on it for every home folder that wants one.

    with cluster_in(folder) as cluster:
        url = cluster.fresh()          # tables made already; `cluster.empty()` has none

`pytest --database postgresql` gives every home of every test such a database (see `Databases`); tests that are
about SQLite itself are marked so, and say why.
"""

import atexit
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import psycopg

SOURCES = Path(__file__).parents[1] / "src"
INSTALLED = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
UNPRIVILEGED = "postgres"
"""Whom the server runs as where we are root, which it refuses."""
VARIABLE = "JIKWON_DATABASE_URL"
TEMPLATE = "made"
PORT = 5432
_GUARD = 'read -r _; "$0" -D "$1" -m immediate -w stop; rm -rf "$2"'
_TEMPLATE_MAKER = """
from pathlib import Path
from jikwon.engine.workers.durable import Durable
from jikwon.records import database
database.open_records(Path("unused"))
Durable(Path("unused"), "maker", perform=lambda *_: None).close()
"""


def is_installed() -> bool:
    """Tell whether this machine has a server."""
    return bool(INSTALLED)


class Cluster:
    """One server on a Unix socket in a folder of its own; `safe` waits for the disk, as one in use does."""

    def __init__(self, folder: Path, *, safe: bool = False, **settings: str) -> None:
        self.folder = folder
        self.data = folder / "data"
        self._bin = INSTALLED[-1]
        off = {} if safe else {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        self._settings = {
            "listen_addresses": "", "unix_socket_directories": str(folder), "port": str(PORT), "max_connections": "200",
            "shared_buffers": "32MB", **off, **settings,
        }  # fmt: skip

    def make(self) -> None:
        """Make the server's folder. UTF8, sorted by bytes."""
        self.folder.chmod(0o755)
        if os.getuid() == 0:
            shutil.chown(self.folder, UNPRIVILEGED, UNPRIVILEGED)
        self._run("initdb", "-D", str(self.data), "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust", "-U", "jikwon", "-N")

    def start(self) -> None:
        """Start the server and wait until it answers."""
        settings = " ".join(f"-c {name}='{value}'" for name, value in self._settings.items())
        self._run("pg_ctl", "-D", str(self.data), "-l", str(self.folder / "log"), "-o", settings, "-w", "start")

    def stop(self, how: str = "immediate") -> None:
        """Stop the server: `immediate` is as if it had crashed, `fast` ends every session first."""
        self._run("pg_ctl", "-D", str(self.data), "-m", how, "-w", "stop")

    def restart(self, how: str = "immediate") -> None:
        """Stop the server and start it again."""
        self.stop(how)
        self.start()

    @property
    def pid(self) -> int:
        """The server's own process."""
        return int((self.data / "postmaster.pid").read_text().splitlines()[0])

    def url(self, name: str) -> str:
        """Say where a database is, as JIKWON_DATABASE_URL has it."""
        return f"postgresql://jikwon@/{name}?host={self.folder}&port={PORT}"

    def empty(self, options: str = "") -> str:
        """Make a database without tables and give its address."""
        return self._new(options)

    def fresh(self) -> str:
        """Make a database with all tables and nothing in them, and give its address."""
        return self._new(f"TEMPLATE {self._template}")

    def drop(self, url: str) -> None:
        """Remove a database, whoever uses it."""
        self.tell(f"DROP DATABASE IF EXISTS {name_of(url)} WITH (FORCE)")

    def tell(self, sql: str, name: str = "postgres") -> list[Any]:
        """Say something to a database of this server, outside transactions."""
        with psycopg.connect(self.url(name), autocommit=True) as connection:
            cursor = connection.execute(sql.encode())
            return cursor.fetchall() if cursor.description else []

    def _new(self, options: str) -> str:
        name = f"office_{secrets.token_hex(6)}"  # not counted: a forked command counts for itself
        self.tell(f"CREATE DATABASE {name} {options}")
        return self.url(name)

    @cached_property
    def _template(self) -> str:
        self.tell(f"CREATE DATABASE {TEMPLATE}")
        environ = {**os.environ, VARIABLE: self.url(TEMPLATE), "PYTHONPATH": str(SOURCES)}
        environ.pop("JIKWON_HOME", None)
        subprocess.run([sys.executable, "-c", _TEMPLATE_MAKER], env=environ, check=True)
        return TEMPLATE

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Let the server end with this process, also where that is killed: another one waits for its end.

        It waits at a pipe of which only we have the other end, in a session of its own that no Ctrl-C reaches.
        """
        guard = subprocess.Popen(
            ["sh", "-c", _GUARD, self._bin / "pg_ctl", self.data, self.folder], stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", start_new_session=True, **self._as_user(),
        )  # fmt: skip
        try:
            yield
        finally:
            guard.kill()  # whoever comes to its end itself stops the server itself
            guard.communicate()

    def _as_user(self) -> dict[str, Any]:
        env = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"}
        who = {"user": UNPRIVILEGED, "group": UNPRIVILEGED, "extra_groups": []} if os.getuid() == 0 else {}
        return {"env": env, **who}

    def _run(self, program: str, *words: str) -> None:
        done = subprocess.run(
            [self._bin / program, *words], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            cwd=self.folder, check=False, **self._as_user(),
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()


@contextmanager
def cluster_in(folder: Path | None = None, *, safe: bool = False, **settings: str) -> Iterator[Cluster]:
    """Run a server for the block, in a folder of its own (in memory unless it is `safe`, or a `folder` is given)."""
    memory = Path("/dev/shm")
    place = Path(tempfile.mkdtemp(prefix="pg-", dir=folder or (None if safe or not memory.is_dir() else memory)))
    cluster = Cluster(place, safe=safe, **settings)
    try:
        cluster.make()
        with cluster.guarded():
            cluster.start()
            try:
                yield cluster
            finally:
                with suppress(AssertionError):  # a test has stopped it
                    cluster.stop()
    finally:
        shutil.rmtree(place, ignore_errors=True)


def name_of(url: str) -> str:
    """Give the database's name in an address of ours."""
    return url.removeprefix("postgresql://jikwon@/").partition("?")[0]


class Databases:
    """A database for every home folder, made when the home is first seen, by this process or one that it starts."""

    def __init__(self) -> None:
        self._known: dict[Path, str] = {}
        self._made = set[str]()
        self._lock = threading.Lock()

    @cached_property
    def cluster(self) -> Cluster:
        """The server, started when it is first needed."""
        running = cluster_in()
        cluster = running.__enter__()
        atexit.register(running.__exit__, None, None, None)
        return cluster

    def of(self, home: Path) -> str:
        """Give the address of a home's database."""
        with self._lock:
            if home not in self._known:
                self._known[home] = self.cluster.fresh()
                self._made.add(self._known[home])
            return self._known[home]

    def share(self, home: Path, other: Path) -> None:
        """Let a further machine's home have the database of the first one's."""
        url = self.of(home)
        with self._lock:
            self._known[other] = url

    def drop_unused(self, folder: Path | None) -> None:
        """Remove the databases of the homes in a folder whose test is over, and of those that are gone."""
        with self._lock:
            for home in [each for each in self._known if folder in each.parents or not each.exists()]:
                self.cluster.drop(self._known.pop(home))

    def environment(self, given: Mapping[str, str]) -> Mapping[str, str]:
        """Add the database of its home to a program's environment, if that says a home and no other database."""
        home, url = given.get("JIKWON_HOME"), given.get(VARIABLE, "")
        if not home or (url and url not in self._made):
            return given
        return {**given, VARIABLE: self.of(Path(home).absolute())}

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """For the block open every home of this process, and of the programs that it starts, on its database."""
        global wanted
        from jikwon.records import database

        opened, begun = database.open_records, cast("Any", subprocess.Popen.__init__)
        before, inherited = wanted, os.environ.get(VARIABLE)

        def open_records(path: Path, **site: Any) -> None:
            os.environ[VARIABLE] = self.of(path.parent)
            opened(path, **site)

        def begin(program: Any, *words: Any, env: Mapping[str, str] | None = None, **more: Any) -> None:
            begun(program, *words, env=self.environment(os.environ if env is None else env), **more)

        wanted, database.open_records = self, open_records
        subprocess.Popen.__init__ = begin  # type: ignore[assignment]
        try:
            yield
        finally:
            wanted, database.open_records = before, opened
            subprocess.Popen.__init__ = begun  # type: ignore[method-assign]
            os.environ.pop(VARIABLE, None)
            if inherited is not None:
                os.environ[VARIABLE] = inherited


wanted: Databases | None = None
"""Set by `--database postgresql`: then no test opens a SQLite file."""
