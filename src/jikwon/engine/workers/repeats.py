"""Failures that come back with every look: told at once, then once a minute for as long as they last."""

from typing import Final

from jikwon.engine.stopwatch import elapsed
from jikwon.model import JikwonError
from jikwon.trust.logs import Log

EVERY_S: Final = 60.0
"""A server that is away fails ten looks a second: the log's files would hold nothing else."""


class Repeats:
    """Writes failures of one event into a log, the same code at most every `EVERY_S`."""

    def __init__(self, log: Log, event: str) -> None:
        self._log = log
        self._event = event
        self._told: dict[str, float] = {}

    def failure(self, error: JikwonError) -> None:
        """Write a failure, unless its code was written within the last minute."""
        now = elapsed()
        if now - self._told.get(error.code, -EVERY_S) >= EVERY_S:
            self._told[error.code] = now
            self._log.failure(self._event, error)
