"""Records to queue: every open piece of work has its pointer, whatever was lost on the way."""

import time

from jikwon.engine import attendance, drive
from jikwon.engine.active import Active, Stopped
from jikwon.engine.durable import Durable
from jikwon.engine.office import Office
from jikwon.model import Stage
from jikwon.records import runs
from jikwon.records.database import together
from jikwon.records.executors import Fenced
from jikwon.records.runs import RunRow

AT_ONCE = 64
"""Pointers of one run that wait in the queue at a time."""


class Reconciler:
    """Looks through the open runs again and again; all it knows it reads from the records."""

    def __init__(self, office: Office, durable: Durable, executor: str, capabilities: tuple[str, ...]) -> None:
        self._office = office
        self._durable = durable
        self._executor = executor
        self._capabilities = frozenset(capabilities)
        self._open: set[str] = set()
        self._rested: set[str] = set()

    def look(self) -> int:
        """Enqueue what is missing, finish stages that have nothing left; return how many open runs we can do."""
        found = [row for row in runs.open_runs() if self._can(row)]
        for row in found:
            if not row.holder:
                self._run(row)
        self._forget_rested({row.id for row in found})
        return len(found)

    def is_tidy(self) -> bool:
        """Tell whether no run that rests has pointers left: the last one ends a moment after its run."""
        return not self._rested

    def _forget_rested(self, still_open: set[str]) -> None:
        """Remove the ended pointers of runs that rest now: a run that goes on gets pointers of a new attempt."""
        self._rested = {run for run in (self._rested | self._open) - still_open if not self._durable.forget_ended(run)}
        self._open = still_open

    def _can(self, row: RunRow) -> bool:
        return attendance.is_able(row.process, self._capabilities)

    def _run(self, row: RunRow) -> None:
        todo = drive.pieces(row)[:AT_ONCE]
        if not todo:
            if row.stage in drive.FINISH:
                self._finish(row)
            return
        pointers = {pointer(row, start): start for start in todo}
        ended = self._durable.ended(pointers)
        for each, start in pointers.items():
            if each not in ended:
                self._durable.enqueue(each, row.id, row.stage.value, start, row.attempt)
        if over := {start for each, start in pointers.items() if ended.get(each)}:
            self._try_again(row, over)

    def _try_again(self, row: RunRow, over: set[int]) -> None:
        """A pointer has ended but its piece is open again (an answer came, a worker was stopped)."""
        with together():
            fresh = runs.get(row.id)
            if fresh is None or (fresh.state, fresh.stage, fresh.attempt) != (row.state, row.stage, row.attempt):
                return
            if over & set(drive.pieces(fresh)):
                runs.change(row.id, time.time(), attempt=row.attempt + 1)

    def _finish(self, row: RunRow) -> None:
        try:
            drive.finish(Active(self._office, row, self._executor), row.stage)
        except (Stopped, Fenced):
            return


def pointer(row: RunRow, start: int) -> str:
    """Give the id under which a piece of work is queued: nothing personal, the same for everyone."""
    return f"{row.id}/{row.stage.value}/{start}/{row.attempt}"


__all__ = ["Reconciler", "Stage", "pointer"]
