"""Items one by one: a batch of them is judged, here or by the second process, and what became of each is written."""

import time

from jikwon.engine.active import Active, Stopped
from jikwon.engine.runs.retrying import waits
from jikwon.engine.stages.judging import BATCH, Judged, judge, opened
from jikwon.model import Stage, State
from jikwon.records import items, questions, runs

AT_ONCE = 32
"""The first batch where handling may read the outside, which takes seconds and not microseconds."""
QUICK_S = 0.5
"""A batch that took no longer read nothing outside that matters: the next one is larger, for each costs a flush."""


def perform(active: Active, start: int) -> None:
    """Handle the open items of one range; items that already have an outcome are not touched."""
    if active.second and (judged := active.second.judged(start)):
        _until_settled(active, judged)
        return
    todo, done = opened(active, start), 0
    size = AT_ONCE if active.manifest.sites or active.manifest.parallel > 1 else BATCH
    while batch := todo[done : done + size]:
        began = time.monotonic()
        _until_settled(active, judge(active, batch, last=not waits(active.manifest.retry)))
        done += len(batch)
        size = min(4 * size, BATCH) if time.monotonic() - began < QUICK_S else AT_ONCE


def finish(active: Active) -> None:
    """Go on when no item is open: to `deliver`, or to `failed` if a system failure outlived its retries."""
    with active.writing():
        if items.open_ranges(active.id, BATCH):
            return
        if items.counts(active.id).get("failed"):
            active.end(State.FAILED, error=items.first_error(active.id))
            return
        runs.move(active.id, active.now(), stage=Stage.HANDLE, to=Stage.DELIVER, state=State.RUNNING)


def _until_settled(active: Active, judged: Judged) -> None:
    """Write what was judged for the first time, and judge again, after a while, what is worth it."""
    waiting = waits(active.manifest.retry)
    _write(active, judged)
    while judged.again:
        time.sleep(waiting.pop(0))
        judged = judge(active, judged.again, last=not waiting)
        _write(active, judged)


def _write(active: Active, judged: Judged) -> None:
    """Write what became of a batch; hot, unless it ends the run.

    Two at once cannot harm: an item that has an outcome keeps it (the row's own state decides), pieces have no item in
    common, and where a piece is done twice because its run was resumed in between, both write the items in the order
    of their positions.
    """
    with active.writing(shared=not judged.refused):
        items.settle(active.id, judged.settled)
        if judged.asked:
            questions.ask(judged.asked)
        if judged.refused:
            active.end(State.FAILED, error=judged.refused)
    if judged.refused:
        raise Stopped(run=active.id)
