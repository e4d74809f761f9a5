"""What every judgement looks things up in: the district's tables, the run's moment, the office's memory."""

from collections.abc import Callable
from datetime import date, datetime

from jikwon.korea.register import tables
from jikwon.korea.register.addresses import Readers
from jikwon.model import Answer, Run, fact
from jikwon.model.per_run import per_run


@fact
class Books:
    """The tables and the moment that all judgements of a run share."""

    readers: Readers
    clock: datetime
    today: date
    remembered: Callable[[str], Answer | None]
    """What the office once said of a status word."""


@per_run
def of(run: Run) -> Books:
    """Give the run's books."""
    return Books(
        readers=tables.of(run).readers,
        today=run.clock.date(),
        clock=run.clock,
        remembered=lambda word: run.remembered("status-unknown", f"상태:{word}"),
    )
