"""Waiting for the outside to change: told in the records while it lasts, ended by whatever ends the run."""

import time
from typing import Protocol, runtime_checkable

from jikwon.engine.active import Active, Stopped
from jikwon.engine.runs.retrying import growing
from jikwon.model import JikwonError
from jikwon.records import executors, lanes, misses

LOOK_S = 0.2
"""Longest time until a pause, a cancellation or a fence ends a wait."""


@runtime_checkable
class TellsWaiting(Protocol):
    """A watcher of a run that also says what the run waits for outside ("" when that is over)."""

    def waits_for(self, sentence: str) -> None:
        """Say it."""


def stand_by(active: Active, *, seconds: float) -> None:
    """Let time pass. Raises `Stopped` or `Fenced` when it must end."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        executors.assert_alive(active.executor)
        active.assert_open()
        if active.is_stopping():
            raise Stopped(run=active.id)
        time.sleep(min(LOOK_S, left))


class Waiting:
    """What one lane waits for outside."""

    def __init__(self, active: Active, lane: int, token: str) -> None:
        self._active = active
        self._lane = lane
        self._token = token
        self._told = ""
        self._was_missed = misses.any_of_lane(active.id, lane)
        self._seconds = growing(active.manifest.retry)

    def wait(self, error: JikwonError) -> None:
        """Say what is missing and wait a while, longer each time. Raises `Stopped` or `Fenced` when it must end."""
        self._tell(error)
        stand_by(self._active, seconds=next(self._seconds))

    def end(self) -> None:
        """Write that it is over: an act is done, so what the lane needs can be reached from here.

        Inside the transaction that records the act: nothing else may keep a receipt from the records.
        """
        if self._told or self._was_missed:
            misses.forget(self._active.id, self._lane)
        if self._told:
            lanes.wait(self._active.id, self._lane, token=self._token, error="")

    def over(self) -> None:
        """Say that it is over, and begin anew: that is written."""
        self._was_missed = False
        if self._told:
            self._told = ""
            self._active.tell_waiting("")
            self._seconds = growing(self._active.manifest.retry)

    def _tell(self, error: JikwonError) -> None:
        if (stored := error.dumps()) == self._told:
            return
        with self._active.writing(shared=True):  # hot: the lane is ours
            lanes.wait(self._active.id, self._lane, token=self._token, error=stored)
        self._told = stored
        self._active.tell_waiting(error.text())
