"""Declaring the dead dead, and freeing what they held."""

from jikwon.engine.office import Office
from jikwon.engine.workers import lock_files
from jikwon.engine.workers.presence import end_hung, is_dead
from jikwon.model.states import OPEN
from jikwon.records import database, executors, runs
from jikwon.records.database import together


def release_dead(office: Office, *, by: str, now: float | None = None) -> None:
    """Declare silent executors dead and free the runs of all that are no more.

    `now` is by the database's clock; None asks it. What a dead executor still has open on the database's server is
    ended first: stopped in the middle of a transaction it would keep everybody waiting.

    A run is freed by its holder's absence, not by the moment of burying it: whoever buries an
    executor may be killed before it frees the run. Raises `Fenced` if `by` itself was declared dead.
    """
    others = [each for each in executors.alive() if each.id != by]
    moment = now if now is not None else database.now() if others else 0.0
    for each in others:
        if is_dead(office.home, each, moment):
            end_hung(office.home, each)
            database.end_sessions(each.id)
            with together():
                executors.assert_alive(by)
                executors.mark(each.id, "dead")
            lock_files.remove(office.home, each)
    held = [found for found in runs.open_runs() if found.holder]
    living = {each.id for each in executors.alive()} if held else set()
    for found in held:
        if found.holder not in living:
            _free(office, found.id)


def _free(office: Office, run: str) -> None:
    """Take a run from a holder that is no more; cold: who lives and who holds it are read again."""
    with together():
        living = {each.id for each in executors.alive()}
        row = runs.get(run)
        if row and row.state in OPEN and row.holder and row.holder not in living:
            runs.change(run, database.now(), holder="", attempt=row.attempt + 1)
            office.note("run taken over", run=run, actor="engine")
