"""What a worker has opened outside: once for each run, and closed when the run rests."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from jikwon.model.opening import OpenSites
from jikwon.records import runs
from jikwon.trust import logs


class SitesOfRuns:
    """The open sites of the runs that a worker works on."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._of_run: dict[str, OpenSites] = {}
        self._in_hand: Counter[str] = Counter()

    @contextmanager
    def using(self, run: str) -> Iterator[OpenSites]:
        """Give a run's sites for the length of one piece of work; they stay open for the next one."""
        with self._lock:
            sites = self._of_run.setdefault(run, OpenSites())
            self._in_hand[run] += 1
        try:
            yield sites
        finally:
            with self._lock:
                self._in_hand[run] -= 1

    def close_rested(self) -> None:
        """Close the sites of runs that this worker no longer works on."""
        if not self._of_run:
            return
        ours = {row.id for row in runs.open_runs() if not row.holder}
        for run in self._of_run.keys() - ours:
            self._close(run)

    def close_all(self) -> None:
        """Close what is open, when the worker ends."""
        for run in list(self._of_run):
            self._close(run)

    def _close(self, run: str) -> None:
        with self._lock:
            if self._in_hand[run]:
                return  # a piece that does not know yet that the run rests; the next look closes them
            sites = self._of_run.pop(run)
            del self._in_hand[run]
        for error in sites.close():
            logs.get(__name__).failure("site-not-closed", error, run=run)
