"""Lock files that killed executors have left: the kernel frees a lock, and nobody removes its file."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from jikwon.engine.workers.presence import lock_path
from jikwon.records import executors
from jikwon.records.executors import ExecutorRow
from jikwon.trust.home import Home

BEGINNING_S = 3600.0
"""A file without an executor on the records is one that is just beginning, or was killed while it did so long ago."""


def remove(home: Home, executor: ExecutorRow) -> None:
    """Remove the lock file of an executor that was declared dead, unless it hangs on to its lock still."""
    _remove_if_free(lock_path(home, executor.id))


def sweep(home: Home) -> None:
    """Remove the lock files of all that are no more; those before a machine's restart, too.

    An executor's name is never given again, so nobody else can want one of these files.
    """
    for path, executor in _locks(home):
        row = executors.get(executor)
        is_over = _is_old(path) if row is None else row.state != "alive"
        if is_over:
            _remove_if_free(path)


def _locks(home: Home) -> Iterator[tuple[Path, str]]:
    for path in sorted(home.locks.glob("*@*.lock")):
        name, _, token = path.stem.rpartition("_")
        yield path, f"{name}:{token}"


def _is_old(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime > BEGINNING_S
    except FileNotFoundError:
        return False


def _remove_if_free(path: Path) -> None:
    with suppress(FileNotFoundError, BlockingIOError, PermissionError), path.open("r+") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink()
