"""Policy or a person: nothing is released without the one or the other, and practice never."""

from jikwon.engine.active import Active
from jikwon.model import Stage, State
from jikwon.records import runs


def perform(active: Active, _start: int) -> None:
    """Go on to the release if it is approved, or if the manifest's policy says that it may."""
    row = active.refresh()
    by_policy = active.manifest.release == "auto" and not active.options.plan_only
    with active.writing():
        if (row.approved_by or by_policy) and not active.options.practice:
            active.office.note("approved", run=active.id, why="policy" if by_policy else "", actor=row.approved_by)
            runs.move(active.id, active.now(), stage=Stage.APPROVE, to=Stage.RELEASE, state=State.RUNNING)
        else:
            active.end(State.AWAITING_APPROVAL)
