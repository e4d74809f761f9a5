"""Doing things at the very same time, each in a thread with a session of its own."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from jikwon.records import database

T = TypeVar("T")
WITHIN_S = 60


def at_once(*works: Callable[[], T]) -> list[T | Exception]:
    """Begin all at one moment; give what each returned or raised, in order."""
    together = threading.Barrier(len(works))

    def done(work: Callable[[], T]) -> T | Exception:
        database.row("SELECT 1")  # the session is open before it counts
        together.wait(WITHIN_S)
        try:
            return work()
        except Exception as error:  # noqa: BLE001 - what each of them met is what is asked
            return error
        finally:
            database.close()

    with ThreadPoolExecutor(len(works)) as threads:
        return [each.result(WITHIN_S) for each in [threads.submit(done, work) for work in works]]
