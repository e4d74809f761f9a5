"""Being alive in a way that others can see: a file lock the kernel frees, and two heartbeats.

One beats in the records, for other machines; one on the lock file, for this machine. The second needs
no database: a process that hangs while it holds the writer's place must be found by those who wait.

Each is judged by one clock alone. The heartbeat of the records is by the database's, which all machines share; that
of a lock file by the kernel that keeps the file. The time of day of a machine, which may be wrong, judges nobody.
"""

import fcntl
import hashlib
import os
import secrets
import signal
import socket
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import IO

from jikwon.engine.stopwatch import elapsed
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
SURE_S = 8.0
"""So long after a heartbeat was sent nobody has given our work away, nor does while an effect begins (`FENCE_S`)."""
_sent: dict[str, float] = {}
"""When the last heartbeat that arrived was sent, for each executor of this process."""
_CLOCK = "clock"
"""A file beside the locks whose only content is the moment at which the kernel last touched it."""


@lru_cache
def place_of(locks: Path) -> str:
    """Give the name of the place where a folder of locks can be asked: this kernel, this folder, these processes.

    Whoever names the same place sees the same locks, and the same processes under the same numbers. A machine that
    was copied has another kernel running, a home that was copied is another folder, and in two containers that share
    a home a number means two processes: all of them are strangers, known by their heartbeats alone.
    """
    kernel, processes = _read("/proc/sys/kernel/random/boot_id"), _node(Path("/proc/self/ns/pid"))
    here = "/".join([socket.gethostname(), kernel, _node(locks), processes])
    return hashlib.sha256(here.encode()).hexdigest()[:10]


def _read(path: str) -> str:
    try:
        return Path(path).read_text("ascii").strip()
    except OSError:  # not Linux: the host's name and the folder must do
        return ""


def _node(path: Path) -> str:
    try:
        seen = path.stat()
    except OSError:
        return ""
    return f"{seen.st_dev}:{seen.st_ino}"


class Presence:
    """One executor's life: registered, locked and beating from `with` to its end.

    Effects: a row and a lock file. If the process is killed, the kernel frees the lock and others
    see within a moment that it is dead; if it only hangs, they see it when the heartbeat is old.
    """

    def __init__(self, home: Home, name: str, *, kind: str, capabilities: Sequence[str] = ()) -> None:
        self.id = f"{name}@{place_of(home.locks)}:{secrets.token_hex(4)}"
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
        database.named(self.id)
        sent = elapsed()
        executors.add(
            self.id, kind=self.kind, host=socket.gethostname(), pid=os.getpid(), capabilities=self.capabilities
        )
        _sent[self.id] = sent

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            self._stop.set()
            self._threads[1].join()
            with suppress(RecordsBusy):  # then others find that our lock is free, or that we are silent
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
        _sent.pop(self.id, None)

    def _beat(self) -> None:
        while not self._stop.wait(BEAT_S):
            try:
                beat(self.id)
            except Fenced:
                self.fenced.set()
                break
            except RecordsBusy:
                continue  # who keeps them busy is looked after below; a server that is down comes back
        database.close()

    def _watch(self) -> None:
        """Beat on the lock file, and end processes that hang: one may block all the others.

        Whoever has just begun, slept, or could not ask the records waits a while: the others may have done the same.
        """
        awake = last = elapsed()
        while not self._stop.wait(WATCH_S):
            now = elapsed()
            with suppress(OSError):
                os.utime(lock_path(self._home, self.id))
            awake, last = (now if now - last > ASLEEP_S else awake), now
            if now - awake < 2 * BEAT_S:
                continue
            try:
                self._end_hung()
            except RecordsBusy:
                awake = elapsed()
        database.close()

    def _end_hung(self) -> None:
        found = [each for each in executors.alive() if each.id != self.id]
        now = database.now() if found else 0.0
        if found:
            database.assert_writable()  # else nobody's heartbeat arrives
        for each in found:
            if is_dead(self._home, each, now):
                end_hung(self._home, each)
                database.end_sessions(each.id)


def beat(executor: str) -> None:
    """Beat for an executor of this process, and remember since when it is sure to live. Raises `Fenced`."""
    sent = elapsed()
    executors.beat(executor)
    _sent[executor] = sent


def is_sure(executor: str) -> bool:
    """Tell whether an executor of this process is sure that its work is its own: nothing is asked for it.

    What counts is when a heartbeat was sent: what the database answers may come late, and was true then.
    """
    return elapsed() - _sent.get(executor, elapsed()) < SURE_S


def lock_path(home: Home, executor: str) -> Path:
    """Say where an executor's lock file is."""
    return home.locks / f"{executor.replace(':', '_')}.lock"


def place_in(executor: str) -> str:
    """Give the place in an executor's name (see `place_of`): all who work there have one way to the outside."""
    return executor.rpartition(":")[0].rpartition("@")[2]


def is_here(home: Home, executor: ExecutorRow) -> bool:
    """Tell whether an executor's lock and process can be asked from here (see `place_of`)."""
    return place_in(executor.id) == place_of(home.locks)


def is_dead(home: Home, executor: ExecutorRow, now: float) -> bool:
    """Tell whether an executor is dead: its lock is free here, or it has been silent too long.

    `now` is by the database's clock (`database.now`). While a server was down nobody could be heard: who was silent
    then gets as long after its return as everybody has.
    """
    if not is_here(home, executor):
        return now - executor.beat_at > DEAD_AFTER_S and now - database.up_since() > DEAD_AFTER_S
    path = lock_path(home, executor.id)
    return _is_free(path) or _silent_s(home, path) > DEAD_AFTER_S


def heard_of(home: Home, executor: ExecutorRow) -> float:
    """Give the last moment (Unix seconds, database's clock) at which an executor was heard of, by either heartbeat."""
    path = lock_path(home, executor.id)
    if not is_here(home, executor) or not path.exists():
        return executor.beat_at
    return max(executor.beat_at, database.now() - _silent_s(home, path))


def end_hung(home: Home, executor: ExecutorRow) -> None:
    """Kill a process of this place that has been silent so long that its work is given away.

    The fence keeps it from writing to the records, but not from an effect outside whose fence it had
    looked at just before it hung. Only the process whose lock is held has that id: no other is hit.
    """
    path = lock_path(home, executor.id)
    if not is_here(home, executor) or executor.pid == os.getpid() or _is_free(path):
        return
    with suppress(OSError):
        os.kill(executor.pid, signal.SIGKILL)
    until = time.monotonic() + 5
    while not _is_free(path) and time.monotonic() < until:
        time.sleep(0.01)


def _silent_s(home: Home, path: Path) -> float:
    """Say how long ago a lock file was touched, by the kernel's clock on both sides; 0 if it is gone."""
    clock = home.locks / _CLOCK
    clock.touch()
    os.utime(clock)
    try:
        return clock.stat().st_mtime - path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _is_free(path: Path) -> bool:
    try:
        with path.open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return True
    except BlockingIOError:
        return False
    return True
