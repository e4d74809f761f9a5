"""The file of the log: private, turned over by size, shared by all processes of one home."""

import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

from jikwon.trust.writing import PRIVATE

MAX_BYTES: Final = 10_000_000
KEPT: Final = 9


class LogFile(RotatingFileHandler):
    """A file that only its owner reads. No more than `KEPT` older ones stay beside it, whoever writes.

    A line that cannot be written (the disk is full) is lost: the log must end no work, and its handler's own
    complaint would print what the line was made of.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=MAX_BYTES, backupCount=KEPT, encoding="utf-8", delay=True)
        self._lock_path = path.with_name(f".{path.name}.lock")

    def _open(self) -> TextIOWrapper:
        handle = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, PRIVATE)
        return TextIOWrapper(os.fdopen(handle, "ab"), encoding="utf-8")

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record, into the file of this name: another process may have turned it over."""
        try:
            if self.stream is not None and not self._is_current():
                self._reopen()
        except OSError:
            self.handleError(record)
        else:
            super().emit(record)

    def doRollover(self) -> None:  # noqa: N802 - logging's name
        """Begin a new file, unless another process has just done so."""
        with self._alone():
            if self._is_current():
                super().doRollover()
            else:
                self._reopen()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the same
        """Let the line be lost."""

    def _reopen(self) -> None:
        if self.stream is not None:
            self.stream.close()
        self.stream = self._open()

    def _is_current(self) -> bool:
        if self.stream is None:
            return False
        try:
            return os.path.samestat(os.fstat(self.stream.fileno()), os.stat(self.baseFilename))  # noqa: PTH116
        except (OSError, ValueError):
            return False

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with os.fdopen(os.open(self._lock_path, os.O_WRONLY | os.O_CREAT, PRIVATE), "wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
