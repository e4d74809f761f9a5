"""The log: one line an event, with keys, codes and counts; never a person's data, a secret or an error's text."""

import json
import logging
import re
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta, timezone
from types import FrameType
from typing import Any, Final, Literal

from jikwon.model import JikwonError
from jikwon.model.errors import UnknownError
from jikwon.trust.home import Home
from jikwon.trust.logfields import HIDDEN, written
from jikwon.trust.logfiles import LogFile
from jikwon.trust.mask import scrub
from jikwon.trust.redaction import RedactingFilter, redact

LONGEST: Final = 200
ROOT: Final = "jikwon"
Stdout = Literal["", "json", "text"]
_EVENT: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LOGGER: Final = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_SEOUL: Final = timezone(timedelta(hours=9))
logging.getLogger(ROOT).addHandler(logging.NullHandler())  # a log that is not open is told nowhere
_process_wide: dict[str, Any] = {}
_around: ContextVar[dict[str, Any]] = ContextVar("around", default={})  # noqa: B039 - only ever replaced


class Log:
    """Writes events: `logs.get(__name__).info("batch-done", run=run.id, items=50, seconds=0.4)`.

    `logfields` knows the fields that there are; the value of any other is hidden.
    """

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


@contextmanager
def during(**fields: str | float) -> Iterator[None]:
    """Let every line of this thread have these fields, inside; also those of other libraries."""
    token = _around.set({**_around.get(), **fields})
    try:
        yield
    finally:
        _around.reset(token)


def always(**fields: str | float) -> None:
    """Let every line of this process have these fields, from now on."""
    _process_wide.update(fields)


def open_log(home: Home, *, stdout: Stdout = "", level: int = logging.INFO) -> None:
    """Send the log to `logs/jikwon.log` (mode 0600, ten files of 10 MB, JSON), and to standard output if wanted.

    Other libraries' warnings are written too, without their arguments. Repeatable: yes; the last call counts.
    """
    handlers: list[logging.Handler] = [LogFile(home.logs / "jikwon.log")]
    handlers[0].setFormatter(_JsonLines())
    if stdout:
        handlers.append(_Shown(sys.stdout))
        handlers[1].setFormatter(_JsonLines() if stdout == "json" else _PlainLines())
    close_log()
    always(machine=socket.gethostname())
    root = logging.getLogger()
    for handler in handlers:
        handler.addFilter(_is_ours_or_grave)
        handler.addFilter(_judge)
        handler.addFilter(RedactingFilter())
        handler.set_name(f"{ROOT}-{type(handler).__name__}")
        root.addHandler(handler)
    logging.getLogger(ROOT).setLevel(level)


def close_log() -> None:
    """Detach and close what `open_log` has opened."""
    _process_wide.clear()
    root = logging.getLogger()
    for handler in list(root.handlers):
        if (handler.get_name() or "").startswith(f"{ROOT}-"):
            root.removeHandler(handler)
            handler.close()


class _Shown(logging.StreamHandler[Any]):
    """Standard output; a reader that has left ends no work."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Let the line be lost."""


class _JsonLines(logging.Formatter):
    """One record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, _SEOUL).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "log": record.name if _LOGGER.fullmatch(record.name) else HIDDEN,
            "event": _event(record),
            **_fields(record),
        }
        return redact(json.dumps(line, ensure_ascii=False))


class _PlainLines(logging.Formatter):
    """One record as one line for a person."""

    def format(self, record: logging.LogRecord) -> str:
        fields = " ".join(f"{name}={value}" for name, value in _fields(record).items())
        return redact(f"{record.levelname.lower()} {_event(record)} {fields}".rstrip())


def _event(record: logging.LogRecord) -> str:
    """Give our event's name, or another library's message without its arguments: as it stands in the library's code."""
    if hasattr(record, "fields"):
        return str(getattr(record, "template", record.msg))
    return str(getattr(record, "literal", HIDDEN))[:LONGEST]


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    fields: dict[str, Any] = getattr(record, "fields", {})
    if not fields and record.exc_info and record.exc_info[1] is not None:
        fields = UnknownError.of(record.exc_info[1]).fields
    return written({**_process_wide, **_around.get(), **fields})


def _is_ours_or_grave(record: logging.LogRecord) -> bool:
    return record.name.split(".", 1)[0] == ROOT or record.levelno >= logging.WARNING


def _judge(record: logging.LogRecord) -> bool:
    """Keep another library's message if it is a word of its code; one that was put together may hold anything."""
    if not hasattr(record, "fields") and not hasattr(record, "literal"):
        text = record.msg
        frame = _caller(record)
        is_literal = isinstance(text, str) and frame is not None and text in frame.f_code.co_consts
        record.literal = scrub(text) if is_literal else HIDDEN
    return True


def _caller(record: logging.LogRecord) -> FrameType | None:
    """Find the frame that wrote a record: filters run while it still waits for its line to be written."""
    frame: FrameType | None = sys._getframe(1)  # noqa: SLF001 - as logging itself looks for it
    while frame is not None and (frame.f_code.co_filename != record.pathname or frame.f_lineno != record.lineno):
        frame = frame.f_back
    return frame
