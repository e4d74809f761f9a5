"""Driving a run through its stages: which piece of work is next, and doing it."""

import time
from collections.abc import Callable
from typing import TypeAlias

from jikwon.engine import observing
from jikwon.engine.active import IN_BATCHES, Active, Stopped
from jikwon.engine.acts.waiting import TellsWaiting
from jikwon.engine.runs import second
from jikwon.engine.runs.retrying import failure, patiently
from jikwon.engine.stages import STAGES, act, handle, judging
from jikwon.engine.workers import maintenance
from jikwon.engine.workers.office_limits import occupied
from jikwon.model import InputError, JikwonError, Stage, State
from jikwon.model.states import OPEN
from jikwon.records import acts, database, items, runs
from jikwon.records.database import RecordsBusy, RecordsUnreachable
from jikwon.records.executors import Fenced
from jikwon.records.runs import RunRow

AWAY_S = 90.0
"""So long a command waits for a server of records that is restarted."""
FINISH = {Stage.HANDLE: handle.finish, Stage.ACT: act.finish}
"""What is done when no piece of a stage of many pieces is left."""


Progress: TypeAlias = Callable[[Stage, int, int], None]
"""Whoever watches a run (a terminal, a log, nobody) is told: so many pieces of a stage, of so many, are done."""


def pieces(row: RunRow) -> list[int]:
    """List the pieces of work that a run's stage has left, by their first position or lane."""
    match row.stage:
        case Stage.HANDLE:
            return [start for start, _stop in items.open_ranges(row.id, judging.BATCH)]
        case Stage.ACT:
            return acts.open_lanes(row.id)
        case Stage.END:
            return []
    return [0]


@observing.piece
def perform(active: Active, stage: Stage, start: int) -> None:
    """Do one piece of work; a failure is written into the run, and only a fence is raised."""
    began = time.monotonic()
    active.doing = stage
    try:
        if stage in IN_BATCHES:
            STAGES[stage](active, start)
        else:
            patiently(lambda: STAGES[stage](active, start), active.manifest.retry)
    except (Stopped, Fenced, RecordsBusy):
        raise  # the piece is still open: it is done again, here or elsewhere
    except Exception as error:
        if isinstance(error, InputError) and stage is Stage.COLLECT:
            raise
        _fail(active, failure(error))
    finally:
        runs.add_time(active.id, robot_s=time.monotonic() - began)


def finish(active: Active, stage: Stage) -> None:
    """Do what a stage of many pieces does when none is left."""
    active.doing = stage
    FINISH[stage](active)


def through(active: Active, progress: Progress) -> RunRow:
    """Drive a run in this process until it rests: released, or waiting for someone.

    Raises `InputError` if the sources cannot be read, `Fenced` if another executor took the run, and
    `UnderMaintenance`, an `InputError` too, before a piece that is to begin while the office is under maintenance.
    """
    if isinstance(progress, TellsWaiting):
        active.tell_waiting = progress.waits_for
    try:
        if active.row.stage in (Stage.COLLECT, Stage.HANDLE):
            active.seal.remember()
            active.second = second.beside(active)
        row = _until_it_rests(active, progress)
    except Stopped:
        row = active.refresh()
    finally:
        active.close()
    return row


def _until_it_rests(active: Active, progress: Progress) -> RunRow:
    """Do stage after stage; a server of records that is restarted meanwhile is waited for, and the stage done again."""
    while True:
        try:
            while (row := active.refresh()).state in OPEN and row.holder == active.executor:
                _one_stage(active, row, progress)
        except RecordsUnreachable:
            if not database.comes_back(within_s=AWAY_S):
                raise
        else:
            return row


def _one_stage(active: Active, row: RunRow, progress: Progress) -> None:
    todo = pieces(row)
    if not todo:
        finish(active, row.stage)
        return
    turns = active.second.in_turn(todo) if active.second and row.stage is Stage.HANDLE else todo
    tell = _tell_acts(active, progress) if row.stage is Stage.ACT else progress
    for done, start in enumerate(turns):
        maintenance.refuse_work()
        tell(row.stage, done, len(todo))
        with occupied(active, row.stage, start):
            perform(active, row.stage, start)
        if not active.is_open():
            return
    tell(row.stage, len(todo), len(todo))


def _tell_acts(active: Active, progress: Progress) -> Progress:
    """Tell act by act instead of lane by lane: one lane may hold a day's forms."""
    counts = acts.counts(active.id)
    done, total = counts.get("done", 0), sum(counts.values())

    def one_more() -> None:
        nonlocal done
        done += 1
        progress(Stage.ACT, done, total)

    active.tell_act = one_more
    progress(Stage.ACT, done, total)
    return lambda _stage, _done, _total: None


def _fail(active: Active, known: JikwonError) -> None:
    observing.failed(known)
    with active.writing():
        active.end(State.FAILED, error=known.dumps())
        if active.doing in (Stage.DELIVER, Stage.VERIFY):  # what was proved waits for its release
            active.drop_staging()
