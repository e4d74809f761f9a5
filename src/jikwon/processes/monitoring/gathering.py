"""What the register and the report files of a run say, read once by whoever works on the run.

A run's files never change once `collect` has begun, so what `collect` has read holds for `deliver`; a process that
takes the run up in between reads them again.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from jikwon.korea import dates
from jikwon.model import Note, Run
from jikwon.model.per_run import per_run
from jikwon.processes.monitoring import register, reports, settings
from jikwon.processes.monitoring.register import People
from jikwon.processes.monitoring.reports import Taken


class Gathered(NamedTuple):
    """The people of the register, and every row of the report files."""

    people: People
    taken: Sequence[Taken]


def read(run: Run) -> Gathered:
    """Read everything, telling and counting it."""
    return known.put(run, _read(run, run.tell, run.count))


@per_run
def known(run: Run) -> Gathered:
    """Give what was read; where that was elsewhere, read it again without telling and counting it twice."""
    return _read(run, lambda _: None, lambda **_: None)


def _read(run: Run, told: Callable[[Note], None], count: Callable[..., None]) -> Gathered:
    slots, day = settings.slots_of(run), settings.day_of(run)
    people = register.read(run, day=dates.midnight(day), told=told, count=count)
    return Gathered(people, list(reports.read(run, slots, day, told=told)))
