"""What people and workers do to runs: run, resume, approve, pause, cancel, take over."""

import shutil
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from jikwon.engine import drive
from jikwon.engine.active import Active, RunUnknown
from jikwon.engine.drive import Progress
from jikwon.engine.ending import destroy_working_copies
from jikwon.engine.office import Office
from jikwon.engine.presence import Presence, is_dead
from jikwon.engine.starting import new_run
from jikwon.model import Act, InputError, JikwonError, Stage, State
from jikwon.model.states import ENDED, OPEN
from jikwon.records import acts, executors, items, questions, runs
from jikwon.records.database import together
from jikwon.records.runs import RunRow


class RunBusy(JikwonError):
    """Another executor works on the run at this moment."""

    code = "run-busy"


class RunEnded(JikwonError):
    """The run has ended; only a new run follows."""

    code = "run-ended"


class NothingToApprove(JikwonError):
    """The run does not wait for approval."""

    code = "nothing-to-approve"


class NothingToRepeat(JikwonError):
    """The run has not done this act."""

    code = "nothing-to-repeat"


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
) -> RunRow:
    """Start a run and do it in this process, up to where it rests.

    Raises `InputError` when the command or the sources are bad; then there is no run.
    """
    with Presence(office.home, f"run-{slug}", kind="foreground") as presence:
        row = new_run(
            office, slug=slug, inputs=inputs, settings=settings, as_of=as_of, out=out, partial=partial,
            plan_only=plan_only, approved_by=office.account if approve else "", holder=presence.id,
        )  # fmt: skip
        try:
            return drive.through(Active(office, row, presence.id), progress)
        except InputError:
            _forget(office, row)
            raise


def resume(office: Office, progress: Progress, run: str, *, approve: bool = False) -> RunRow:
    """Go on with a run in this process: after answers, an approval, a pause, a failure or a death."""
    with Presence(office.home, "resume", kind="foreground") as presence:
        with together():
            row = take(office, run, presence.id)
            if approve:
                runs.change(run, time.time(), approved_by=office.account)
        return drive.through(Active(office, row, presence.id), progress)


def take(office: Office, run: str, holder: str) -> RunRow:
    """Give a run that rests, or whose holder is dead, to a new holder. Inside a transaction."""
    row = known(run)
    if row.state in ENDED:
        raise RunEnded(run=run, state=row.state.value)
    if row.state in OPEN:
        _bury_holder(office, row)
    items.reopen_failed(run)
    acts.retry_failed(run)
    stage = _where_to_go_on(office, row, holder)
    state = State.ACTING if stage in (Stage.ACT, Stage.ACCOUNT) else State.QUEUED
    runs.change(
        run, time.time(), holder=holder, attempt=row.attempt + 1, stage=stage, state=state, error="", ended_at=None
    )
    office.note("run resumed", run=run)
    return known(run)


def _where_to_go_on(office: Office, row: RunRow, holder: str) -> Stage:
    """Give the stage from which a run can go on: what needs files that are gone makes them again."""
    if row.stage in (Stage.DELIVER, Stage.VERIFY):
        return Stage.HANDLE
    if row.stage in (Stage.APPROVE, Stage.RELEASE):
        active = Active(office, row, holder)
        if not active.staging.exists() and not active.released_folder.exists():
            return Stage.HANDLE
    return row.stage


def approve(office: Office, progress: Progress, run: str) -> RunRow:
    """Approve what a run would release, and release it."""
    row = known(run)
    if row.state is not State.AWAITING_APPROVAL:
        raise NothingToApprove(run=run, state=row.state.value)
    return resume(office, progress, run, approve=True)


def repeat(office: Office, progress: Progress, run: str, act: str, *, reason: str) -> RunRow:
    """Do an act once more on purpose: a new version of it, audited with its reason.

    Raises `NothingToRepeat` unless the run has done the act; a run that has ended opens again.
    """
    with Presence(office.home, "repeat", kind="foreground") as presence:
        with together():
            row = known(run)
            active = Active(office, row, presence.id)
            _plan_again(active, act)
            runs.change(
                run, time.time(), state=State.ACTING, stage=Stage.ACT, holder=presence.id, attempt=row.attempt + 1
            )
            office.note("act repeated", run=run, subject=act, why=reason)
        return drive.through(active, progress)


def _plan_again(active: Active, key: str) -> None:
    found = acts.of_run(active.id)
    opened = [(each, active.seal.unpack(each.act, Act, "acts", each.position)) for each in found]
    known_act = next((act for each, act in opened if act.key == key and each.state == "done"), None)
    if known_act is None:
        raise NothingToRepeat(run=active.id, act=key)
    version = sum(act.key == key or act.key.startswith(f"{key}.") for _, act in opened) + 1
    again = replace(known_act, key=f"{key}.{version}")
    position = len(found)
    key_hash = active.office.hasher.full("act", again.key)
    acts.add(
        active.id, active.row.part, position, position, again.kind, key_hash, active.seal.pack(again, "acts", position)
    )


def pause(office: Office, run: str) -> RunRow:
    """Pause a run; what is being done outside at this moment is still recorded."""
    return _stop(office, run, State.PAUSED)


def cancel(office: Office, run: str) -> RunRow:
    """Cancel a run: nothing more is released or done; what was done stays on the ledger."""
    row = _stop(office, run, State.CANCELLED)
    if row.stage is not Stage.END:
        active = Active(office, row, "cancel")
        active.drop_staging()
        destroy_working_copies(active)
    return row


def known(run: str) -> RunRow:
    """Find a run, or raise `RunUnknown`."""
    row = runs.get(run)
    if row is None:
        raise RunUnknown(run=run)
    return row


def release_dead(office: Office, *, now: float) -> list[str]:
    """Declare silent executors dead and free the runs that they held; return the executors."""
    dead = [each for each in executors.alive() if is_dead(office.home, each, now)]
    buried = [each.id for each in dead if executors.mark(each.id, "dead")]
    for row in runs.open_runs():
        if row.holder and row.holder in buried:
            runs.change(row.id, now, holder="", attempt=row.attempt + 1)
            office.note("run taken over", run=row.id, actor="engine")
    return buried


def _bury_holder(office: Office, row: RunRow) -> None:
    holder = next((each for each in executors.alive() if each.id == row.holder), None)
    if holder is None and not row.holder and any(each.kind == "worker" for each in executors.alive()):
        raise RunBusy(run=row.id)
    if holder is not None:
        if not is_dead(office.home, holder, time.time()):
            raise RunBusy(run=row.id)
        executors.mark(holder.id, "dead")


def _stop(office: Office, run: str, state: State) -> RunRow:
    with together():
        row = known(run)
        if row.state in ENDED:
            raise RunEnded(run=run, state=row.state.value)
        questions.withdraw(run, stage="*") if state is State.CANCELLED else None
        runs.end(run, time.time(), state)
        office.note(f"run {state.value}", run=run)
    return known(run)


def _forget(office: Office, row: RunRow) -> None:
    with together():
        runs.forget(row.id)
        office.note("run refused", run=row.id, why="unreadable input")
    shutil.rmtree(office.home.spool / row.id, ignore_errors=True)
