"""How far a run is: pieces of the stage at hand, the time left, and whether a robot is at work on it."""

import time
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest

from jikwon.console.shell import words
from jikwon.engine.office import Office
from jikwon.engine.workers import attendance
from jikwon.engine.workers.attendance import Attendance
from jikwon.model import Stage, State, fact
from jikwon.model.dates import SEOUL
from jikwon.model.states import OPEN
from jikwon.records import acts, items
from jikwon.records.runs import RunRow

STEPS: Final = 4
"""A live region tells each quarter, and the end."""
LEAST_S: Final = 2.0
"""From a shorter look no time left is told."""


@fact
class Seen:
    """What the page saw first of the stage at hand: so many pieces done at a moment (Unix seconds); told last."""

    stage: str = ""
    done: int = 0
    at: float = 0.0
    told: str = ""


@fact
class Progress:
    """Where a run stands. `left_s` is None where nobody can know; `next` is the address of the next look, "" at rest.

    `spoken` is what a live region says now, "" for nothing.
    """

    row: RunRow
    done: int
    total: int
    left_s: float | None
    place: int
    attendance: Attendance
    silent_at: str
    next: str
    spoken: str

    @property
    def percent(self) -> int:
        """The share that is done, rounded down."""
        return 100 * self.done // self.total if self.total else 0


def look(office: Office, row: RunRow, request: HttpRequest) -> Progress:
    """See how far a run is."""
    now = time.time()
    done, total = pieces(row)
    seen = _seen(request, row, done, now)
    there = attendance.of_run(office, row, now=now)
    mark = f"{row.state}.{row.stage}.{STEPS * done // total if total else 0}.{int(bool(there.silent_since))}"
    address = urlencode({"stage": seen.stage, "done": seen.done, "at": f"{seen.at:.1f}", "told": mark})
    return Progress(
        row=row, done=done, total=total, left_s=_left(row, seen, done, total, now),
        place=attendance.place_in_line(row) if row.state is State.QUEUED else 0, attendance=there,
        silent_at=f"{datetime.fromtimestamp(there.silent_since, SEOUL):%H:%M:%S}" if there.silent_since else "",
        next=address if row.state in OPEN else "",
        spoken=_sentence(row, done, total, there) if seen.told and seen.told != mark else "",
    )  # fmt: skip


def pieces(row: RunRow) -> tuple[int, int]:
    """Count the pieces of the stage at hand: items that are judged, acts that are done."""
    if row.stage is Stage.HANDLE:
        counts = items.counts(row.id)
        return sum(counts.values()) - counts.get("open", 0), sum(counts.values())
    if row.stage is Stage.ACT:
        planned = acts.counts(row.id)
        return planned.get("done", 0), sum(planned.values())
    return 0, 0


def _seen(request: HttpRequest, row: RunRow, done: int, now: float) -> Seen:
    """Read what the page saw first; of another stage, or of nothing, it begins now."""
    asked = request.GET
    told = asked.get("told", "")
    try:
        if asked.get("stage") == row.stage:
            return Seen(stage=row.stage.value, done=int(asked["done"]), at=float(asked["at"]), told=told)
    except (KeyError, ValueError):
        pass
    return Seen(stage=row.stage.value, done=done, at=now, told=told)


def _left(row: RunRow, seen: Seen, done: int, total: int, now: float) -> float | None:
    """Estimate the seconds left from what was done since the first look, else since the stage began."""
    if row.state not in OPEN or not total:
        return None
    since, before = seen.at, seen.done
    if done <= before and row.attempt == 1:
        since, before = row.changed_at, 0
    if done <= before or now - since < LEAST_S:
        return None
    return (total - done) * (now - since) / (done - before)


def _sentence(row: RunRow, done: int, total: int, there: Attendance) -> str:
    if there.silent_since:
        return words.say("page", "runs.spoken-silent")
    if row.state not in OPEN:
        return words.say("page", "runs.spoken-rests", state=words.say("states", row.state.value))
    stage = words.say("stages", row.stage.value)
    if not total:
        return stage
    return words.say("page", "runs.spoken-step", stage=stage, percent=25 * (STEPS * done // total))
