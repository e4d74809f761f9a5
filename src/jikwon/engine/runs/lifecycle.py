"""What people and workers do to runs: run, resume, approve, pause, cancel, take over."""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from jikwon.engine.active import Active, RunUnknown
from jikwon.engine.acts.repeating import plan_again
from jikwon.engine.office import Office
from jikwon.engine.runs import drive
from jikwon.engine.runs.drive import Progress
from jikwon.engine.runs.ending import destroy_working_copies, sweep
from jikwon.engine.runs.starting import new_run
from jikwon.engine.stages.release import StagedChanged, take_back
from jikwon.engine.workers import maintenance
from jikwon.engine.workers.maintenance import UnderMaintenance
from jikwon.engine.workers.presence import Presence, end_hung, is_dead
from jikwon.model import InputError, JikwonError, Stage, State
from jikwon.model.catalog import find
from jikwon.model.errors import loads
from jikwon.model.states import ENDED, OPEN
from jikwon.records import acts, database, executors, items, misses, questions, runs
from jikwon.records.database import together
from jikwon.records.runs import RunRow


class RunBusy(JikwonError):
    """Another executor works on the run at this moment."""

    code = "run-busy"


class RunEnded(InputError):
    """The run has ended; only a new run follows."""

    code = "run-ended"


class NothingToApprove(InputError):
    """The run does not wait for approval."""

    code = "nothing-to-approve"


def run(
    office: Office,
    progress: Progress,
    *,
    slug: str,
    inputs: Sequence[tuple[str, Path]],
    settings: Mapping[str, str],
    as_of: str = "",
    out: Path | None = None,
    partial: bool = False,
    plan_only: bool = False,
    approve: bool = False,
    priority: str = "",
) -> RunRow:
    """Start a run and do it in this process, up to where it rests.

    Raises `InputError` when the command or the sources are bad, or the office is under maintenance; then there
    is no run.
    """
    maintenance.refuse_work()
    sweep(office)
    with Presence(office.home, f"run-{slug}", kind="foreground") as presence:
        row = new_run(
            office, slug=slug, inputs=inputs, settings=settings, as_of=as_of, out=out, partial=partial,
            plan_only=plan_only, approved_by=office.account if approve else "", holder=presence.id, priority=priority,
        )  # fmt: skip
        try:
            return _through(office, row, presence, progress)
        except InputError:
            forget(office, row)
            raise


def resume(office: Office, progress: Progress, run: str, *, approve: bool = False) -> RunRow:
    """Go on with a run in this process: after answers, an approval, a pause, a failure or a death.

    Raises `UnderMaintenance` while no work is begun, and `ProcessVersionMissing` where the version that the run
    began with is not installed here; the run is as it was then.
    """
    maintenance.refuse_work()
    row = known(run)
    find(row.process, row.version)
    with Presence(office.home, "resume", kind="foreground") as presence:
        with together():
            row = take(office, run, presence.id)
            if approve:
                runs.change(run, database.now(), approved_by=office.account)
        active = Active(office, row, presence.id)
        try:
            return _through(office, row, presence, progress)
        except InputError as error:  # of a run that is on the records: it fails, nothing is forgotten
            with active.writing():
                active.end(State.FAILED, error=error.dumps())
            return known(run)


def _through(office: Office, row: RunRow, presence: Presence, progress: Progress) -> RunRow:
    try:
        return drive.through(Active(office, row, presence.id), progress)
    except KeyboardInterrupt:
        if known(row.id).holder == presence.id:
            pause(office, row.id)  # or the next worker would go on with what a person has just stopped
        raise
    except UnderMaintenance:  # it has begun while we worked: the run rests until a person goes on with it
        return pause(office, row.id)


def take(office: Office, run: str, holder: str) -> RunRow:
    """Give a run that rests, or whose holder is dead, to a new holder. Inside a transaction."""
    row = known(run)
    if row.state in ENDED:
        raise RunEnded(run=run, state=row.state.value)
    if row.state in OPEN:
        _bury_holder(office, row)
    items.reopen_failed(run)
    acts.retry_failed(run)
    misses.forget(run)
    stage = _stage_to_resume(office, row, holder)
    state = State.ACTING if stage in (Stage.ACT, Stage.ACCOUNT) else State.QUEUED
    runs.change(
        run, database.now(), holder=holder, attempt=row.attempt + 1, stage=stage, state=state, error="", ended_at=None
    )
    office.note("run resumed", run=run)
    return known(run)


def _stage_to_resume(office: Office, row: RunRow, holder: str) -> Stage:
    """Give the stage at which a run goes on: before its release, an answer begins its outputs anew."""
    if row.stage in (Stage.HANDLE, Stage.DELIVER):
        items.reopen_answered(row.id)
        items.reopen_overruled(row.id)
        return Stage.HANDLE
    if row.stage in (Stage.VERIFY, Stage.APPROVE) and items.reopen_answered(row.id):
        return Stage.HANDLE
    if row.stage is Stage.RELEASE and row.error and isinstance(loads(row.error), StagedChanged):
        return Stage.DELIVER
    if row.stage in (Stage.VERIFY, Stage.APPROVE) and not Active(office, row, holder).staging.exists():
        return Stage.DELIVER
    return row.stage


def approve(office: Office, progress: Progress, run: str) -> RunRow:
    """Approve what a run would release, and release it."""
    row = known(run)
    if row.state is not State.AWAITING_APPROVAL:
        raise NothingToApprove(run=run, state=row.state.value)
    return resume(office, progress, run, approve=True)


def repeat(office: Office, progress: Progress, run: str, act: str, *, reason: str) -> RunRow:
    """Do an act once more on purpose: a new version of it, audited with its reason.

    Raises `NothingToRepeat` unless the run has done the act and was released, `ReleasedChanged` where its
    files are not what was proved. The run opens again for a further part, which holds the new ledger of
    receipts alone.
    """
    maintenance.refuse_work()
    with Presence(office.home, "repeat", kind="foreground") as presence:
        with together():
            row = known(run)
            active = Active(office, row, presence.id)
            find(row.process, row.version)
            plan_again(active, act)
            runs.change(
                run, database.now(), state=State.ACTING, stage=Stage.ACT, holder=presence.id, attempt=row.attempt + 1,
                part=row.part + 1, ended_at=None,
            )  # fmt: skip
            office.note("act repeated", run=run, subject=act, why=reason)
        return _through(office, known(run), presence, progress)


def pause(office: Office, run: str) -> RunRow:
    """Pause a run; what is being done outside at this moment is still recorded."""
    return _stop(office, run, State.PAUSED)


def cancel(office: Office, run: str) -> RunRow:
    """Cancel a run: nothing more is released or done; what was done stays on the ledger."""
    row = _stop(office, run, State.CANCELLED)
    if row.stage is not Stage.END:
        active = Active(office, row, "cancel")
        take_back(active)
        active.drop_staging()
        destroy_working_copies(office, run)
    return row


def known(run: str) -> RunRow:
    """Find a run, or raise `RunUnknown`."""
    row = runs.get(run)
    if row is None:
        raise RunUnknown(run=run)
    return row


def _bury_holder(office: Office, row: RunRow) -> None:
    """Raise `RunBusy` while somebody works on the run; whoever seems to, and is dead, is buried."""
    for each in executors.alive():
        if each.id == row.holder or (not row.holder and each.kind == "worker"):
            if not is_dead(office.home, each, database.now()):
                raise RunBusy(run=row.id)
            end_hung(office.home, each)
            executors.mark(each.id, "dead")


def _stop(office: Office, run: str, state: State) -> RunRow:
    with together():
        row = known(run)
        if row.state in ENDED:
            raise RunEnded(run=run, state=row.state.value)
        if state is State.CANCELLED:
            questions.withdraw_all(run)
        misses.forget(run)
        runs.end(run, database.now(), state)
        office.note(f"run {state.value}", run=run)
    return known(run)


def forget(office: Office, row: RunRow) -> None:
    """Remove a run whose sources cannot be read: it never began."""
    with together():
        runs.forget(row.id)
        office.note("run refused", run=row.id, why="unreadable input")
    shutil.rmtree(office.home.spool / row.id, ignore_errors=True)
