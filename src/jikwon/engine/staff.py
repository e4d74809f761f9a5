"""The workers at hand: who is alive, what they can do together, and since when nobody is."""

import time
from collections.abc import Sequence

from jikwon.engine.needs import EVERYWHERE
from jikwon.engine.office import Office
from jikwon.engine.presence import is_dead
from jikwon.model.catalog import Process
from jikwon.records import executors
from jikwon.records.executors import ExecutorRow

WORKER = "worker"


def workers(office: Office) -> Sequence[ExecutorRow]:
    """List the workers that are alive."""
    now = time.time()
    return [each for each in executors.alive() if each.kind == WORKER and not is_dead(office.home, each, now)]


def silent_since(office: Office) -> float | None:
    """Give the last moment at which a worker was heard of, if none is alive; 0 if there never was one."""
    return None if workers(office) else executors.last_beat(WORKER)


def can_do(present: Sequence[ExecutorRow], process: Process) -> bool:
    """Tell whether one of the workers present has everything that a process needs."""
    needs = set(process.manifest.needs)
    return any(needs <= EVERYWHERE.union(each.capabilities) for each in present)
