"""The database servers of the contests: private ones on free ports, each ended by its own process id.

All are set to lose nothing in a power cut: PostgreSQL flushes every commit, Redis every write. They lie on the disk,
not in memory, and run as a user without rights.
"""

import atexit
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from tests.postgres import Cluster

WITHIN_S: Final = 60.0
UNPRIVILEGED: Final = ("redis", "nobody")
DISK: Final = Path("/var/tmp")
"""Where any user may go and files are on the disk; the folders in it are private."""


class ServerMissing(Exception):
    """A server is not installed here, or did not start; the message says what to do."""


class Redis:
    """A Redis server that flushes every write to the disk before it answers."""

    def __init__(self) -> None:
        program = shutil.which("redis-server")
        if program is None:
            raise ServerMissing("redis-server is not installed: apt-get install redis-server")
        folder = _private_folder()
        _give_away(folder)
        self.port, self.password = _free_port(), secrets.token_hex(16)
        words = (
            "--bind", "127.0.0.1", "--port", self.port, "--requirepass", self.password, "--dir", folder,
            "--appendonly", "yes", "--appendfsync", "always", "--save", "",
        )  # fmt: skip
        self.server = _start([program, *words], folder, self.port, ending=signal.SIGTERM)

    def fresh(self) -> str:
        """Empty the server and give its address."""
        client = shutil.which("redis-cli") or "redis-cli"
        _said([client, "-p", self.port, "flushall"], env={"REDISCLI_AUTH": self.password})
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"


@cache
def postgres() -> "Cluster":
    """Give this program's PostgreSQL server, that of the tests with every commit flushed."""
    sys.path.append(str(Path(__file__).parents[1]))  # the tests are no package that is installed
    from tests import postgres as cluster

    if not cluster.is_installed():
        raise ServerMissing("PostgreSQL is not installed: apt-get install postgresql")
    running = cluster.cluster_in(DISK, safe=True, max_connections="300", shared_buffers="128MB")
    made = running.__enter__()
    atexit.register(running.__exit__, None, None, None)
    return made


@cache
def redis() -> Redis:
    """Give this program's Redis server, started when first asked for."""
    return Redis()


def _private_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="jikwon-bench-", dir=DISK))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def _user() -> pwd.struct_passwd | None:
    """Give the user without rights that a server runs as; None where we are one ourselves."""
    known = {each.pw_name: each for each in pwd.getpwall()} if os.getuid() == 0 else {}
    return next((known[name] for name in UNPRIVILEGED if name in known), None)


def _as_user() -> Mapping[str, Any]:
    user = _user()
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}


def _give_away(folder: Path) -> None:
    if user := _user():
        for path in (folder, *folder.iterdir()):
            os.chown(path, user.pw_uid, user.pw_gid)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _start(words: Sequence[object], folder: Path, port: int, *, ending: signal.Signals) -> subprocess.Popen[bytes]:
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [str(each) for each in words],
            cwd=folder,
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            **_as_user(),
        )
    atexit.register(_end, server, ending)
    until = time.monotonic() + WITHIN_S
    while not _answers(port):
        if server.poll() is not None or time.monotonic() > until:
            raise ServerMissing(f"{Path(str(words[0])).name} did not start: {_last_line(folder / 'server.log')}")
        time.sleep(0.05)
    return server


def _answers(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def _end(server: subprocess.Popen[bytes], ending: signal.Signals) -> None:
    server.send_signal(ending)
    try:
        server.wait(WITHIN_S)
    except subprocess.TimeoutExpired:
        server.kill()


def _said(words: Sequence[object], *, folder: Path = DISK, env: Mapping[str, str] = os.environ) -> str:
    done = subprocess.run(
        [str(each) for each in words], cwd=folder, env={**os.environ, **env}, capture_output=True, text=True,
        check=False, **_as_user(),
    )  # fmt: skip
    if done.returncode:
        raise ServerMissing(f"{Path(str(words[0])).name}: {(done.stderr or done.stdout).strip().splitlines()[-1]}")
    return done.stdout.strip()


def _last_line(path: Path) -> str:
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return lines[-1] if lines else "it said nothing"
