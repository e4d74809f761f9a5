"""One run in words: its stages with what came of each, what failed, and what people can do about it now."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from jikwon.console.access import owns
from jikwon.console.accounts.models import Account
from jikwon.console.runs.rows import name_of
from jikwon.console.shell import words
from jikwon.engine.office import Office
from jikwon.engine.reports import report
from jikwon.engine.runs import ordering
from jikwon.model import JikwonError, Stage, State, fact
from jikwon.model.catalog import find
from jikwon.model.states import ENDED, OPEN
from jikwon.records import outputs, questions
from jikwon.records.runs import RunRow

_ORDER = (Stage.COLLECT, Stage.HANDLE, Stage.DELIVER, Stage.VERIFY, Stage.APPROVE, Stage.RELEASE)
_OUTSIDE = (Stage.ACT, Stage.ACCOUNT)


@fact
class StageLine:
    """One stage: `when` is done, now, stopped or next; `summary` says what came of it, "" where nothing did."""

    code: str
    when: str
    summary: str


@fact
class Failure:
    """What failed, what was done outside until then, and whether files were released."""

    cause: str
    acts_done: int
    acts_planned: int
    is_released: bool


@fact
class Doings:
    """What the person may do with the run at this moment; `not_approving` says why they may not approve it."""

    pause: bool
    hurry: bool
    cancel: bool
    resume: bool
    again: bool
    answer: bool
    approve: bool
    see_plan: bool
    not_approving: str


@fact
class Standing:
    """Everything that the page of a run says, but its progress."""

    row: RunRow
    name: str
    told: dict[str, Any]
    clock: datetime
    counts: Sequence[tuple[str, int]]
    stages: Sequence[StageLine]
    failure: Failure | None
    doings: Doings
    waiting_for: str


def of_run(office: Office, account: Account, row: RunRow) -> Standing:
    """Say how a run stands."""
    told = report.of_run(office, row)
    return Standing(
        row=row, name=name_of(row.process), told=told, clock=datetime.fromisoformat(row.clock),
        counts=list(told["items"].items()), stages=_stages(row, told), failure=_failure(row, told),
        doings=_doings(office, account, row), waiting_for=words.without_commands(told["waiting_for"]),
    )  # fmt: skip


def _stages(row: RunRow, told: dict[str, Any]) -> list[StageLine]:
    order = [*_ORDER, *(_OUTSIDE if told["acts"]["planned"] or _acts(row.process) else ())]
    at = len(order) if row.stage is Stage.END else order.index(row.stage) if row.stage in order else 0
    return [
        StageLine(
            code=stage.value, when=_when(number, at, row), summary=_summary(stage, row, told, is_past=number < at)
        )
        for number, stage in enumerate(order)
    ]


def _acts(slug: str) -> bool:
    try:
        return find(slug).acts
    except JikwonError:
        return False


def _when(number: int, at: int, row: RunRow) -> str:
    if number != at:
        return "done" if number < at else "next"
    return "stopped" if row.state in (State.FAILED, State.REFUTED, State.CANCELLED) else "now"


def _summary(stage: Stage, row: RunRow, told: dict[str, Any], *, is_past: bool) -> str:
    """Say in a few words what came of a stage; the numbers are those of `--json`."""
    counted: dict[str, Any] = {}
    match stage:
        case Stage.COLLECT if is_past:
            counted = {**told["rows"], "items": told["items"]["total"]}
        case Stage.HANDLE if is_past or told["items"]["total"]:
            counted = told["items"]
        case Stage.VERIFY if told["proof"]:
            counted = told["proof"]
        case Stage.APPROVE if is_past:
            code = "approve" if row.approved_by else "approve-by-policy"
            return words.say("summaries", f"runs.{code}", who=row.approved_by)
        case Stage.RELEASE if told["outputs"]:
            counted = {"files": len(told["outputs"])}
        case Stage.ACT if told["acts"]["planned"]:
            counted = told["acts"]
    shown = {name: f"{value:,}" if isinstance(value, int) else value for name, value in counted.items()}
    return words.say("summaries", f"runs.{stage.value}", **shown) if counted else ""


def _failure(row: RunRow, told: dict[str, Any]) -> Failure | None:
    if row.state not in (State.FAILED, State.REFUTED):
        return None
    return Failure(
        cause=words.without_commands(told.get("error", "")), acts_done=told["acts"]["done"],
        acts_planned=told["acts"]["planned"], is_released=outputs.any_released(row.id),
    )  # fmt: skip


def _doings(office: Office, account: Account, row: RunRow) -> Doings:
    own = owns(account, row)
    waits = row.state is State.AWAITING_APPROVAL
    refusal = ordering.why_not(office, row, account.rights) if waits else None
    asked = bool(questions.in_state(row.id, "open"))
    rests = row.state in (State.PAUSED, State.FAILED) or (row.state is State.NEEDS_PEOPLE and not asked)
    is_over = row.state in ENDED
    return Doings(
        pause=own and row.state in OPEN, hurry=own and not (is_over or row.holder), cancel=own and not is_over,
        resume=own and rests, again=own and row.state in (*ENDED, State.FAILED), answer=asked,
        approve=waits and refusal is None, see_plan=waits,
        not_approving=words.without_commands(refusal.text()) if refusal else "",
    )  # fmt: skip
