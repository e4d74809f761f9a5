"""The end of a run, or of one part of it, and the destruction of its working copies."""

import shutil

from jikwon.engine.active import Active
from jikwon.model import Stage, State
from jikwon.records import items, runs


def end_part(active: Active, stage: Stage) -> None:
    """Go on to the next part if items still wait for people, else end the run. Inside a transaction."""
    if items.counts(active.id).get("waiting"):
        runs.change(active.id, active.now(), stage=Stage.HANDLE, part=active.row.part + 1)
        active.end(State.NEEDS_PEOPLE)
        return
    runs.move(active.id, active.now(), stage=stage, to=Stage.END, state=State.RUNNING)
    active.end(State.RELEASED)
    destroy_working_copies(active)


def destroy_working_copies(active: Active) -> None:
    """Destroy the sealed copies of the inputs, whose purpose has ended, and record it."""
    if active.spool.exists():
        count = sum(1 for _ in active.spool.iterdir())
        shutil.rmtree(active.spool, ignore_errors=True)
        active.office.note("working copies destroyed", run=active.id, count=count, why="purpose ended", actor="engine")
