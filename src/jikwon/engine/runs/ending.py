"""The end of a run, or of one part of it, and the destruction of its working copies."""

import shutil
import time
from pathlib import Path

from jikwon.engine.active import Active
from jikwon.engine.office import Office
from jikwon.model import Stage, State
from jikwon.model.states import ENDED
from jikwon.records import items, runs

ORPHAN_AFTER_S = 3600.0
"""A working copy without a run is being made, or its maker was killed before the run was on the records."""


def end_part(active: Active, stage: Stage) -> None:
    """Go on to the next part if items still wait for people, else end the run. Inside a transaction.

    Answers that came while this part was on its way count from now on.
    """
    items.reopen_answered(active.id)
    counts = items.counts(active.id)
    if counts.get("open"):
        now = active.now()
        runs.change(active.id, now, stage=Stage.HANDLE, state=State.RUNNING, part=active.row.part + 1, approved_by="")
    elif counts.get("waiting"):
        runs.change(active.id, active.now(), stage=Stage.HANDLE, part=active.row.part + 1)
        active.end(State.NEEDS_PEOPLE)
    else:
        runs.move(active.id, active.now(), stage=stage, to=Stage.END, state=State.RUNNING)
        active.end(State.RELEASED)


def destroy_if_ended(active: Active) -> None:
    """Destroy the working copies of a run that has ended. After the commit: a run may need them until then."""
    if active.refresh().state in ENDED:
        active.drop_all_making()
        destroy_working_copies(active.office, active.id)


def destroy_working_copies(office: Office, run: str) -> None:
    """Destroy the sealed copies of the inputs, whose purpose has ended, and record it."""
    spool = office.home.spool / run
    if spool.exists():
        count = sum(1 for _ in spool.iterdir())
        shutil.rmtree(spool, ignore_errors=True)
        office.note("working copies destroyed", run=run, count=count, why="purpose ended", actor="engine")


def sweep(office: Office) -> None:
    """Destroy working copies that a killed process left of runs that have ended, or never began."""
    for spool in office.home.spool.iterdir():
        row = runs.get(spool.name)
        if row.state in ENDED if row else _is_orphan(spool):
            destroy_working_copies(office, spool.name)


def _is_orphan(spool: Path) -> bool:
    try:
        return time.time() - spool.stat().st_mtime > ORPHAN_AFTER_S
    except FileNotFoundError:  # its maker has just removed it
        return False
