"""Being alive in a way that others can see: a file lock the kernel frees, and a heartbeat."""

import fcntl
import os
import secrets
import signal
import socket
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO

from jikwon.records import database, executors
from jikwon.records.executors import ExecutorRow, Fenced
from jikwon.trust.home import Home

BEAT_S = 2.0
DEAD_AFTER_S = 10.0


class Presence:
    """One executor's life: registered, locked and beating from `with` to its end.

    Effects: a row and a lock file. If the process is killed, the kernel frees the lock and others
    see within a moment that it is dead; if it only hangs, they see it when the heartbeat is old.
    """

    def __init__(self, home: Home, name: str, *, kind: str, capabilities: Sequence[str] = ()) -> None:
        self.id = f"{name}:{secrets.token_hex(4)}"
        self.kind = kind
        self.capabilities = capabilities
        self.fenced = threading.Event()
        self._home = home
        self._lock: IO[str] | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="heartbeat", daemon=True)

    def __enter__(self) -> "Presence":
        self._lock = lock_path(self._home, self.id).open("w")
        fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        executors.add(
            self.id, kind=self.kind, host=socket.gethostname(), pid=os.getpid(),
            capabilities=self.capabilities, now=time.time(),
        )  # fmt: skip
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop.set()
        self._thread.join()
        executors.mark(self.id, "gone")
        if self._lock is not None:
            self._lock.close()
        lock_path(self._home, self.id).unlink(missing_ok=True)

    def _beat(self) -> None:
        while not self._stop.wait(BEAT_S):
            try:
                executors.beat(self.id, time.time())
            except Fenced:
                self.fenced.set()
                break
        database.close()


def lock_path(home: Home, executor: str) -> Path:
    """Say where an executor's lock file is."""
    return home.locks / f"{executor.replace(':', '_')}.lock"


def is_dead(home: Home, executor: ExecutorRow, now: float) -> bool:
    """Tell whether an executor is dead: its lock is free on this machine, or it has been silent too long."""
    if now - executor.beat_at > DEAD_AFTER_S:
        return True
    return executor.host == socket.gethostname() and _is_free(lock_path(home, executor.id))


def end_hung(home: Home, executor: ExecutorRow) -> None:
    """Kill a process of this machine that has been silent so long that its work is given away.

    The fence keeps it from writing to the records, but not from an effect outside whose fence it had
    looked at just before it hung. Only the process whose lock is held has that id: no other is hit.
    """
    path = lock_path(home, executor.id)
    if executor.host != socket.gethostname() or executor.pid == os.getpid() or _is_free(path):
        return
    with suppress(OSError):
        os.kill(executor.pid, signal.SIGKILL)
    until = time.monotonic() + 5
    while not _is_free(path) and time.monotonic() < until:
        time.sleep(0.01)


def _is_free(path: Path) -> bool:
    try:
        with path.open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return True
    except BlockingIOError:
        return False
    return True
