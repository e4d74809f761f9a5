"""What people order from a console: nothing is done here, workers do it."""

import time
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from jikwon.engine.office import Office
from jikwon.engine.reports import report
from jikwon.engine.runs import lifecycle
from jikwon.engine.runs.lifecycle import NothingToApprove, RunEnded, known
from jikwon.engine.runs.options import Options
from jikwon.engine.runs.starting import new_run
from jikwon.engine.sealing import Seal
from jikwon.engine.workers.choosing import RANKS
from jikwon.model import InputError, JikwonError, Stage, State
from jikwon.model.catalog import nearest
from jikwon.model.states import ENDED, OPEN
from jikwon.records import database, questions, runs
from jikwon.records.database import together
from jikwon.records.runs import RunRow
from jikwon.trust.rights import Right

LOOK_S = 0.05
"""So long between two looks at what a worker makes of a run's sources."""


class OwnRun(InputError):
    """A run is approved by somebody else than whoever it belongs to."""

    code = "own-run"


class ApprovalForbidden(InputError):
    """The person has not the right to approve runs."""

    code = "approval-forbidden"


class PracticeRun(InputError):
    """A run over practice data releases nothing."""

    code = "practice-run"


def start(
    office: Office,
    *,
    slug: str,
    inputs: Sequence[tuple[str, Path]],
    settings: Mapping[str, str],
    as_of: str = "",
    partial: bool = False,
    plan_only: bool = False,
    practice: bool = False,
    priority: str = "",
) -> RunRow:
    """Start a run for the workers. Raises `InputError`s; then nothing was written.

    One for `practice` is judged and proved like every other, and never released.
    """
    return new_run(
        office, slug=slug, inputs=inputs, settings=settings, as_of=as_of, out=None, partial=partial,
        plan_only=plan_only or practice, practice=practice, approved_by="", holder="", priority=priority,
    )  # fmt: skip


def options_of(office: Office, row: RunRow) -> Options | None:
    """Open what a run was started with; None once its key is destroyed."""
    if not row.key:
        return None
    return Seal(row.id, office.keys.unwrap(row.key)).unpack(row.options, Options, "runs", "options")


def refused(office: Office, run: str, *, within_s: float) -> InputError | None:
    """Wait until a worker has read a run's sources, and forget the run if they cannot be read.

    None after `within_s`, or once they are read: whatever comes then stands on the run itself.
    """
    until = time.monotonic() + within_s
    while (row := known(run)).stage is Stage.COLLECT and time.monotonic() < until:
        if row.state not in OPEN:
            error = report.opened(row.process, row.error) if row.state is State.FAILED and row.error else None
            if not isinstance(error, InputError):
                break
            lifecycle.forget(office, row)
            return error
        time.sleep(LOOK_S)
    return None


def go_on(office: Office, run: str) -> RunRow:
    """Let the workers go on with a run: after answers, a pause, a failure."""
    with together():
        return lifecycle.take(office, run, "")


def hurry(office: Office, run: str, priority: str) -> RunRow:
    """Say anew how urgent a run is (urgent, normal, low): what of it is not in hand yet goes by that.

    Raises `RunEnded`. What it is already changes nothing and leaves no trace.
    """
    with together():
        row = known(run)
        if row.state in ENDED:
            raise RunEnded(run=run, state=row.state.value)
        if row.priority != RANKS[priority]:
            runs.change(run, database.now(), priority=RANKS[priority])
            office.note("run urgency changed", run=run, why=priority)
    return known(run)


def go_on_if_answered(office: Office, run: str, *, partly: bool = False) -> bool:
    """Let the workers go on with a run that waits for people, once nothing of it is asked any more.

    With `partly` some questions may still be open. Of two people who give the last two answers at once one lets
    it go on.
    """
    with together():
        if known(run).state is not State.NEEDS_PEOPLE or (not partly and questions.in_state(run, "open")):
            return False
        lifecycle.take(office, run, "")
    return True


def approve(office: Office, run: str, *, rights: Collection[Right]) -> RunRow:
    """Approve what a run would release, and let the workers release it, if a person with these rights may.

    Raises `NothingToApprove`, and what `why_not` gives.
    """
    with together():
        row = known(run)
        if row.state is not State.AWAITING_APPROVAL:
            raise NothingToApprove(run=run, state=row.state.value)
        if error := why_not(office, row, rights):
            raise error
        taken = lifecycle.take(office, run, "")
        runs.change(taken.id, database.now(), approved_by=office.account)
    return known(run)


def may_approve(office: Office, row: RunRow, rights: Collection[Right]) -> bool:
    """Tell whether a run waits for an approval that a person with these rights may give."""
    return row.state is State.AWAITING_APPROVAL and why_not(office, row, rights) is None


def is_confirmed_by_owner(office: Office, row: RunRow) -> bool:
    """Tell whether it is for its owner to let this run's plan go: its process releases by itself otherwise."""
    return row.account == office.account and nearest(row.process, row.version).manifest.release == "auto"


def why_not(office: Office, row: RunRow, rights: Collection[Right]) -> JikwonError | None:
    """Say why a person with these rights may not approve a run, None if they may.

    Whoever owns a plan of a process that needs no approval confirms it. For all others a person with the right
    approves, and never the owner, unless the office's settings say `[console] may_approve_own`.
    """
    options = options_of(office, row)
    if options is not None and options.practice:
        return PracticeRun(run=row.id)
    if is_confirmed_by_owner(office, row) and Right.WORK in rights:
        return None
    if Right.APPROVE not in rights:
        return OwnRun(run=row.id) if row.account == office.account else ApprovalForbidden(run=row.id)
    if row.account == office.account and not office.settings.console.may_approve_own:
        return OwnRun(run=row.id)
    return None
