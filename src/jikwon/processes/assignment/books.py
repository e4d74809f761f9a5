"""What every judgement looks things up in: the district's tables, the run's moment, the office's memory."""

import weakref
from collections.abc import Callable
from datetime import date, datetime

from jikwon.korea.register import tables
from jikwon.korea.register.addresses import Readers
from jikwon.model import Answer, Run, fact


@fact
class Books:
    """The tables and the moment that all judgements of a run share."""

    readers: Readers
    clock: datetime
    today: date
    remembered: Callable[[str], Answer | None]
    """What the office once said of a status word."""


_LAST: list[tuple[weakref.ref[Run], Books]] = []  # one run is worked on at a time


def of(run: Run) -> Books:
    """Give the run's books; they are made when they are first asked for."""
    if _LAST and _LAST[0][0]() is run:
        return _LAST[0][1]
    made = Books(
        readers=tables.of(run).readers,
        today=run.clock.date(),
        clock=run.clock,
        remembered=lambda word: run.remembered("status-unknown", f"상태:{word}"),
    )
    _LAST[:] = [(weakref.ref(run), made)]
    return made
