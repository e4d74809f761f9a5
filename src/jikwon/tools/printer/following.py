"""Following a job until the printer says that it is over."""

import time
from datetime import timedelta

from jikwon.tools.printer import troubles
from jikwon.tools.printer.errors import JobLost
from jikwon.tools.printer.facts import Job, JobState
from jikwon.tools.printer.talking import Talk

FIRST_S, SLOWEST_S, GROWTH = 0.02, 2.0, 1.5
"""Most forms take seconds; a pause stays far below the minute after which a printer may forget a job."""
LOOKS_AFTER_S = 0.2
"""From this pause on the printer is asked what stops it, too."""


def follow(talk: Talk, job: int, *, title: str, within: timedelta) -> Job:
    """Return the completed job.

    Raises `JobAborted`, `JobCancelled` or `JobLost` (ask), or what keeps it from printing (wait): at
    once where somebody must come, else after `within`. The job stays at the printer either way.
    """
    until, pause = time.monotonic() + within.total_seconds(), FIRST_S
    while True:
        known = talk.job(job)
        if known is None or not talk.is_ours(known, title):
            raise JobLost(printer=talk.name, job=job)
        if known.state.is_over:
            return _ended(talk, known)
        late = time.monotonic() >= until
        if late or pause >= LOOKS_AFTER_S or known.state is JobState.STOPPED:
            _look(talk, known, late=late)
        time.sleep(pause)
        pause = min(pause * GROWTH, SLOWEST_S)


def _ended(talk: Talk, job: Job) -> Job:
    if (error := troubles.of_end(job, printer=talk.name)) is not None:
        raise error
    return job


def _look(talk: Talk, job: Job, *, late: bool) -> None:
    status = talk.status()
    stops = troubles.that_stops(job, status, printer=talk.name, address=talk.uri)
    if stops is not None:
        raise stops
    if late:
        raise troubles.that_delays(job, status, printer=talk.name, address=talk.uri)
