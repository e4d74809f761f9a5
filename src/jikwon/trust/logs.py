"""The log: lines of JSON with an event, keys and counts; never a person's data, a secret or an error's text."""

import json
import logging
import os
import re
import sys
from datetime import datetime, timedelta, timezone
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, TextIO

from jikwon.model import JikwonError
from jikwon.model.errors import UnknownError
from jikwon.trust.home import Home
from jikwon.trust.mask import scrub
from jikwon.trust.redaction import RedactingFilter, redact
from jikwon.trust.writing import PRIVATE

MAX_BYTES, KEPT = 10_000_000, 9
LONGEST = 200
ROOT = "jikwon"
_EVENT = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SEOUL = timezone(timedelta(hours=9))


class Log:
    """Writes events: `logs.get(__name__).info("batch-done", run=run.id, items=50, seconds=0.4)`."""

    __slots__ = ("_logger",)

    def __init__(self, logger: logging.Logger) -> None:
        self._logger = logger

    def info(self, event: str, **fields: str | float) -> None:
        """Write what happened: `event` in kebab-case, fields that are keys, codes, counts or seconds."""
        self._write(logging.INFO, event, fields)

    def warning(self, event: str, **fields: str | float) -> None:
        """Write what somebody should look at."""
        self._write(logging.WARNING, event, fields)

    def failure(self, event: str, error: BaseException, **fields: str | float) -> None:
        """Write a failure by its code and its place in the code; its text is left out."""
        told = error if isinstance(error, JikwonError) else UnknownError.of(error)
        kind: dict[str, Any] = {name: told.fields[name] for name in ("kind", "where") if name in told.fields}
        self._write(logging.ERROR, event, {**fields, "code": told.code, **kind})

    def _write(self, level: int, event: str, fields: dict[str, Any]) -> None:
        if not _EVENT.fullmatch(event):
            raise ValueError("an event is named in kebab-case; values go into fields")
        if self._logger.isEnabledFor(level):
            self._logger.log(level, event, extra={"fields": fields})


def get(name: str) -> Log:
    """Give the log of a module."""
    return Log(logging.getLogger(name))


def open_log(home: Home, *, verbose: bool = False, level: int = logging.INFO) -> None:
    """Send the log to `logs/jikwon.log` (mode 0600, ten files of 10 MB), and to stderr if `verbose`.

    Other libraries' warnings are written too, without their arguments. Repeatable: yes; the last
    call counts.
    """
    handlers: list[logging.Handler] = [_PrivateRotating(home.logs / "jikwon.log")]
    handlers[0].setFormatter(_JsonLines())
    if verbose:
        handlers.append(_plain(sys.stderr))
    for handler in handlers:
        handler.addFilter(RedactingFilter())
    close_log()
    root = logging.getLogger()
    for handler in handlers:
        handler.addFilter(_is_ours_or_grave)
        handler.set_name(f"{ROOT}-{type(handler).__name__}")
        root.addHandler(handler)
    logging.getLogger(ROOT).setLevel(level)


def close_log() -> None:
    """Detach and close what `open_log` has opened."""
    root = logging.getLogger()
    for handler in list(root.handlers):
        if (handler.get_name() or "").startswith(f"{ROOT}-"):
            root.removeHandler(handler)
            handler.close()


class _JsonLines(logging.Formatter):
    """One record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, _SEOUL).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "log": record.name,
            "event": _event(record),
            **_fields(record),
        }
        return redact(json.dumps(line, ensure_ascii=False, default=lambda value: type(value).__name__))


class _PlainLines(logging.Formatter):
    """One record as one line for a person."""

    def format(self, record: logging.LogRecord) -> str:
        fields = " ".join(f"{name}={value}" for name, value in _fields(record).items())
        return redact(f"{record.levelname.lower()} {_event(record)} {fields}".rstrip())


class _PrivateRotating(RotatingFileHandler):
    """A rotating file that only its owner reads, and that follows when another process has rotated it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=MAX_BYTES, backupCount=KEPT, encoding="utf-8", delay=True)

    def _open(self) -> TextIOWrapper:
        handle = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, PRIVATE)
        return TextIOWrapper(os.fdopen(handle, "ab"), encoding="utf-8")

    def emit(self, record: logging.LogRecord) -> None:
        if self.stream is not None and not _is_current(self.stream, self.baseFilename):
            self.stream.close()
            self.stream = self._open()
        super().emit(record)


def _is_current(stream: TextIOWrapper, name: str) -> bool:
    try:
        return os.path.samestat(os.fstat(stream.fileno()), os.stat(name))  # noqa: PTH116 - the handler keeps a name
    except OSError:
        return False


def _event(record: logging.LogRecord) -> str:
    """Give our event's name, or another library's message without its arguments."""
    template = str(getattr(record, "template", record.msg))
    return template if hasattr(record, "fields") else scrub(template)[:LONGEST]


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    fields: dict[str, Any] = getattr(record, "fields", {})
    shown = {name: scrub(value)[:LONGEST] if isinstance(value, str) else value for name, value in fields.items()}
    if not fields and record.exc_info and record.exc_info[1] is not None:
        shown |= UnknownError.of(record.exc_info[1]).fields
    return shown


def _plain(stream: TextIO) -> logging.Handler:
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_PlainLines())
    return handler


def _is_ours_or_grave(record: logging.LogRecord) -> bool:
    return record.name.split(".", 1)[0] == ROOT or record.levelno >= logging.WARNING
