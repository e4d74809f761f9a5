"""Items one by one: a batch of them is judged, here or by the second process, and what became of each is written."""

import time

from jikwon.engine.active import Active
from jikwon.engine.retrying import waits
from jikwon.engine.stages.judging import BATCH, Judged, judge
from jikwon.model import Stage, State
from jikwon.records import items, questions, runs


def perform(active: Active, start: int) -> None:
    """Handle the open items of one range; items that already have an outcome are not touched."""
    waiting = waits(active.manifest.retry)
    judged = active.second.judged(start) if active.second else None
    while True:
        judged = judged or judge(active, start, last=not waiting)
        _write(active, judged)
        if not judged.again:
            return
        time.sleep(waiting.pop(0))
        judged = None


def finish(active: Active) -> None:
    """Go on when no item is open: to `deliver`, or to `failed` if a system failure outlived its retries."""
    with active.writing():
        if items.open_ranges(active.id, BATCH):
            return
        if items.counts(active.id).get("failed"):
            active.end(State.FAILED, error=items.first_error(active.id))
            return
        runs.move(active.id, active.now(), stage=Stage.HANDLE, to=Stage.DELIVER, state=State.RUNNING)


def _write(active: Active, judged: Judged) -> None:
    with active.writing():
        items.settle(active.id, judged.settled)
        if judged.asked:
            questions.ask(judged.asked)
