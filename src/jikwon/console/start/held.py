"""Files that somebody hands over, held apart until they are taken or refused: a private folder a request.

The folder is locked for as long as its request lives. One whose lock is free was left by a console that was
killed; it is removed when the next one is made, and when a console starts.
"""

import fcntl
import secrets
import shutil
from pathlib import Path
from typing import Final

_PREFIX: Final = "upload-"
_LOCK: Final = ".lock"


class Held:
    """The files of one request.

    Effects: a folder in the spool, until `drop`. If the process is killed the kernel frees its lock, and
    `sweep` removes the folder.
    """

    def __init__(self, spool: Path) -> None:
        sweep(spool)
        name = f"{_PREFIX}{secrets.token_hex(8)}"
        made = spool / f".{name}"
        made.mkdir(mode=0o700)
        self._lock = (made / _LOCK).open("w")
        fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self.folder = made.rename(spool / name)  # from now on others may look at its lock
        self._count = 0

    def fresh(self) -> Path:
        """Give the path of a file that does not exist yet; nothing of what a person wrote is in it."""
        self._count += 1
        return self.folder / f"{self._count:04}"

    def named(self, held: Path, name: str) -> Path:
        """Move a file into a folder of its own under a name that was found to be one."""
        folder = held.with_name(f"{held.name}-named")
        folder.mkdir(mode=0o700)
        return held.rename(folder / name)

    def drop(self) -> None:
        """Remove the folder with all that is in it."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self._lock.close()


def sweep(spool: Path) -> None:
    """Remove what killed consoles have left."""
    for folder in spool.glob(f"{_PREFIX}*"):
        try:
            lock = (folder / _LOCK).open("r+")
        except FileNotFoundError:  # another is removing it
            continue
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            shutil.rmtree(folder, ignore_errors=True)
