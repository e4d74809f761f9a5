"""Opening what is outside once, whichever thread asks first, and closing it again."""

import threading
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from jikwon.model.errors import Handling, JikwonError
from jikwon.model.failures import failure


class OpenSites:
    """The sites that one worker has opened for one run."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._locks: defaultdict[str, threading.RLock] = defaultdict(threading.RLock)
        self._open: dict[str, Any] = {}
        self._refused: dict[str, tuple[int, JikwonError]] = {}

    def get(self, name: str, make: Callable[[], object], *, attempt: int = 1) -> object:
        """Give a site, made by `make` if it is not open.

        An error that stops is run-wide and is raised again without another opening, for as long as
        the run's `attempt` is the same: a wrong password sent four times locks an account.
        """
        with self._lock:
            lock = self._locks[name]
        with lock:
            refused = self._refused.get(name)
            if refused is not None and refused[0] == attempt:
                raise refused[1]
            if name not in self._open:
                self._open[name] = self._made(name, make, attempt)
            return self._open[name]

    def _made(self, name: str, make: Callable[[], object], attempt: int) -> object:
        try:
            return make()
        except Exception as error:
            known = failure(error)
            if known.handling is Handling.STOP:
                known.run_wide = True
                self._refused[name] = attempt, known
            if known is error:
                raise
            raise known from error

    def close(self) -> list[Exception]:
        """Close all that have a `close`, and give what went wrong with it."""
        wrong: list[Exception] = []
        while self._open:
            _, site = self._open.popitem()
            try:
                if close := getattr(site, "close", None):
                    close()
            except Exception as error:  # noqa: BLE001 - the others must be closed all the same
                wrong.append(error)
        self._refused.clear()
        return wrong
