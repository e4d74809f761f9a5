"""The workers at hand: who is alive, what they can do, and since when nobody is."""

import time
from collections.abc import Sequence

from jikwon.engine.attendance import is_able, is_silent
from jikwon.engine.office import Office
from jikwon.model.catalog import Process
from jikwon.records import executors
from jikwon.records.executors import ExecutorRow

WORKER = "worker"


def workers(office: Office) -> Sequence[ExecutorRow]:
    """List the workers that are alive."""
    now = time.time()
    return [each for each in executors.alive() if each.kind == WORKER and not is_silent(office, each, now)]


def silent_since(office: Office) -> float | None:
    """Give the last moment at which a worker was heard of, if none is alive; 0 if there never was one."""
    return None if workers(office) else executors.last_beat(WORKER)


def can_do(present: Sequence[ExecutorRow], process: Process) -> bool:
    """Tell whether one of the workers present has everything that a process needs."""
    return any(is_able(process.slug, each.capabilities) for each in present)
