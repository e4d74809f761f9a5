"""Declaring the dead dead, and freeing what they held."""

from jikwon.engine.office import Office
from jikwon.engine.presence import end_hung, is_dead
from jikwon.model.states import OPEN
from jikwon.records import executors, runs
from jikwon.records.database import together


def release_dead(office: Office, *, by: str, now: float) -> None:
    """Declare silent executors dead and free the runs of all that are no more.

    A run is freed by its holder's absence, not by the moment of burying it: whoever buries an
    executor may be killed before it frees the run. Raises `Fenced` if `by` itself was declared dead.
    """
    for each in executors.alive():
        if each.id != by and is_dead(office.home, each, now):
            end_hung(office.home, each)
            with together():
                executors.assert_alive(by)
                executors.mark(each.id, "dead")
    for found in runs.open_runs():
        if found.holder:
            _free(office, found.id, now)


def _free(office: Office, run: str, now: float) -> None:
    with together():
        living = {each.id for each in executors.alive()}
        row = runs.get(run)
        if row and row.state in OPEN and row.holder and row.holder not in living:
            runs.change(run, now, holder="", attempt=row.attempt + 1)
            office.note("run taken over", run=run, actor="engine")
