"""Being alive in a way that others can see: a file lock the kernel frees, and two heartbeats.

One beats in the records, for other machines; one on the lock file, for this machine. The second needs
no database: a process that hangs while it holds the writer's place must be found by those who wait.
"""

import fcntl
import os
import secrets
import signal
import socket
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import IO

from jikwon.model.doors import doors_shut
from jikwon.records import database, executors
from jikwon.records.database import RecordsBusy
from jikwon.records.executors import ExecutorRow, Fenced
from jikwon.trust.home import Home

BEAT_S = 2.0
WATCH_S = 0.5
ASLEEP_S = 5.0
"""A longer time between two looks means that this process, or the whole machine, stood still."""
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
        self._shut = ExitStack()
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=each, daemon=True) for each in (self._watch, self._beat)]

    def __enter__(self) -> "Presence":
        self._lock = lock_path(self._home, self.id).open("w")
        fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self._threads[0].start()
        try:
            self._register()
            self._shut.enter_context(doors_shut())  # to threads that a process leaves behind, too
        except BaseException:
            self._leave()
            raise
        self._threads[1].start()
        return self

    def _register(self) -> None:
        executors.add(
            self.id, kind=self.kind, host=socket.gethostname(), pid=os.getpid(),
            capabilities=self.capabilities, now=time.time(),
        )  # fmt: skip

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            self._stop.set()
            self._threads[1].join()
            executors.mark(self.id, "gone")
        finally:
            self._leave()

    def _leave(self) -> None:
        self._shut.close()
        self._stop.set()
        self._threads[0].join()
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
            except RecordsBusy:
                continue  # who keeps the records busy is looked after below
        database.close()

    def _watch(self) -> None:
        """Beat on the lock file, and end processes of this machine that hang: one may block all the others."""
        awake = last = time.time()
        while not self._stop.wait(WATCH_S):
            now = time.time()
            os.utime(lock_path(self._home, self.id))
            awake, last = (now if now - last > ASLEEP_S else awake), now
            if now - awake < 2 * BEAT_S:
                continue  # just begun, or just woken together with the others, who have not beaten yet
            with suppress(RecordsBusy):
                for each in executors.alive():
                    if each.id != self.id and is_dead(self._home, each, now):
                        end_hung(self._home, each)
        database.close()


def lock_path(home: Home, executor: str) -> Path:
    """Say where an executor's lock file is."""
    return home.locks / f"{executor.replace(':', '_')}.lock"


def is_dead(home: Home, executor: ExecutorRow, now: float) -> bool:
    """Tell whether an executor is dead: its lock is free on this machine, or it has been silent too long."""
    if executor.host != socket.gethostname():
        return now - executor.beat_at > DEAD_AFTER_S
    path = lock_path(home, executor.id)
    return _is_free(path) or now - _touched(path, now) > DEAD_AFTER_S


def heard_of(home: Home, executor: ExecutorRow) -> float:
    """Give the last moment (Unix seconds) at which an executor was heard of, by either of its heartbeats."""
    if executor.host != socket.gethostname():
        return executor.beat_at
    return max(executor.beat_at, _touched(lock_path(home, executor.id), executor.beat_at))


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


def _touched(path: Path, now: float) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return now


def _is_free(path: Path) -> bool:
    try:
        with path.open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return True
    except BlockingIOError:
        return False
    return True
