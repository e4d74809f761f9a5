"""What every judgement looks things up in: the district's tables, the run's moment, the office's memory."""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache

from jikwon.korea import Reading
from jikwon.korea.register import tables
from jikwon.korea.register.addresses import Readers
from jikwon.model import Answer, Run, fact
from jikwon.model.per_run import per_run
from jikwon.processes.hygiene_kits.settings import HEALTH_WORDS


@fact
class Books:
    """The tables and the moment that all judgements of a run share."""

    readers: Readers
    decide_dong: Callable[[str, str], Reading[str]]
    """`DongTable.decide` with a memory: a district has few dongs and many rows."""
    clock: datetime
    today: date
    remembered: Callable[[str], Answer | None]
    """What the office once said of a status word."""


@per_run
def of(run: Run) -> Books:
    """Give the run's books."""
    found = tables.of(run)
    return Books(
        readers=found.readers._replace(refused=HEALTH_WORDS),  # a courier reads the detail
        decide_dong=lru_cache(maxsize=4096)(found.dongs.decide),
        today=run.clock.date(),
        clock=run.clock,
        remembered=lambda word: run.remembered("status-unknown", f"상태:{word}"),
    )
