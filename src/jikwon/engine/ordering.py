"""What people order from a console: nothing is done here, workers do it."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from jikwon.engine import lifecycle
from jikwon.engine.lifecycle import NothingToApprove, known
from jikwon.engine.office import Office
from jikwon.engine.starting import new_run
from jikwon.model import State
from jikwon.records import runs
from jikwon.records.database import together
from jikwon.records.runs import RunRow


def start(
    office: Office,
    *,
    slug: str,
    inputs: Sequence[tuple[str, Path]],
    settings: Mapping[str, str],
    as_of: str = "",
    partial: bool = False,
    plan_only: bool = False,
) -> RunRow:
    """Start a run for the workers. Raises `InputError`s; then nothing was written."""
    return new_run(
        office, slug=slug, inputs=inputs, settings=settings, as_of=as_of, out=None, partial=partial,
        plan_only=plan_only, approved_by="", holder="",
    )  # fmt: skip


def go_on(office: Office, run: str) -> RunRow:
    """Let the workers go on with a run: after answers, a pause, a failure."""
    with together():
        return lifecycle.take(office, run, "")


def approve(office: Office, run: str) -> RunRow:
    """Approve what a run would release, and let the workers release it. Raises `NothingToApprove`."""
    with together():
        row = known(run)
        if row.state is not State.AWAITING_APPROVAL:
            raise NothingToApprove(run=run, state=row.state.value)
        taken = lifecycle.take(office, run, "")
        runs.change(taken.id, time.time(), approved_by=office.account)
    return known(run)
