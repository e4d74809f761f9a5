"""What somebody finds in the morning: what waits for them, what runs, what has ended, what comes, what was saved."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from jikwon.console.access import seen_of
from jikwon.console.accounts.models import Account
from jikwon.console.accounts.names import shown
from jikwon.console.runs.progress import pieces
from jikwon.console.runs.rows import name_of
from jikwon.console.start import choosing, fields
from jikwon.engine.office import Office
from jikwon.engine.reports import hours
from jikwon.engine.runs import ordering
from jikwon.engine.triggers import telling
from jikwon.engine.triggers.orders import SCHEDULE
from jikwon.engine.workers import staff
from jikwon.model import State, fact
from jikwon.model.catalog import Process
from jikwon.model.dates import SEOUL
from jikwon.model.states import OPEN
from jikwon.records import outputs, questions, runs
from jikwon.records.runs import RunRow
from jikwon.trust.rights import Right

_SHOWN: Final = 5
_ENDED_SHOWN: Final = 20
"""The newest of what has ended today; the list of runs has all."""
_TRIED: Final = 3
_NUMBERS: Final = frozenset({"open-questions", "share"})
"""Columns of numbers: they stand at the right."""


@fact
class Line:
    """A run in a few words. `percent` is the share of its stage that is done, None where it has no pieces."""

    row: RunRow
    name: str
    owner: str
    percent: int | None = None
    open_questions: int = 0
    has_outputs: bool = False
    is_confirmed_by_owner: bool = False


@fact
class Table:
    """A table of runs on the page: the strings of `key` head it, and `columns` are told of each run."""

    key: str
    columns: Sequence[str]
    lines: Sequence[Line]
    numbers: Collection[str] = _NUMBERS

    @property
    def title(self) -> str:
        """The string above the table."""
        return f"home.{self.key}"

    @property
    def how(self) -> str:
        """The string that says what is in it."""
        return f"home.{self.key}-how"

    @property
    def none(self) -> str:
        """The string in its place when nothing is in it."""
        return f"home.none-{self.key}"


@fact
class Coming:
    """The next moment of a schedule."""

    name: str
    process: str
    at: datetime


@fact
class Hours:
    """Hours saved this month: measured against time studies, and only estimated; `is_own` are those of one person."""

    measured: float
    estimated: float
    is_measured: bool
    is_estimated: bool
    is_own: bool


@fact
class Trial:
    """A process to try with practice data."""

    slug: str
    name: str
    about: str


@fact
class Day:
    """Everything on the first page; `silent_since` is None while a robot is there, 0 if there never was one."""

    questions: int
    to_approve: Sequence[Line]
    waiting: Sequence[Line]
    running: Sequence[Line]
    ended: Sequence[Line]
    ended_count: int
    coming: Sequence[Coming]
    hours: Hours | None
    trials: Sequence[Trial]
    silent_since: float | None


def of(office: Office, account: Account, now: datetime) -> Day:
    """Gather a person's day."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0).timestamp()
    seen = seen_of(account, runs.lately(midnight))
    to_approve = [row for row in seen if ordering.may_approve(office, row, account.rights)]
    own = [row for row in seen if row.account == account.name and row not in to_approve]
    ended = [row for row in seen if _has_ended(row) and row.changed_at >= midnight]
    return Day(
        questions=questions.count_open() if account.may(Right.ANSWER) else 0,
        to_approve=[_line(office, row) for row in to_approve],
        waiting=[_line(office, row) for row in own if row.state in _WAITING],
        running=[_line(office, row) for row in seen if row.state in OPEN],
        ended=[_line(office, row) for row in ended[:_ENDED_SHOWN]], ended_count=len(ended),
        coming=coming(office, account), hours=_hours(account, now), trials=_trials(account),
        silent_since=staff.silent_since(office),
    )  # fmt: skip


def tables(day: Day, *, sees_runs: bool) -> list[Table]:
    """Give the tables of the page: what is waited for only where there is something, the rest to whoever sees runs."""
    waited = [
        Table(key="to-approve", columns=("whose", "since", "act"), lines=day.to_approve),
        Table(key="waiting", columns=("state", "open-questions", "since"), lines=day.waiting),
    ]
    seen = [
        Table(key="running", columns=("state", "stage", "share", "began"), lines=day.running),
        Table(key="ended", columns=("state", "at", "outputs"), lines=day.ended),
    ]
    return [*(table for table in waited if table.lines), *(seen if sees_runs else ())]


_WAITING: Final = frozenset({State.NEEDS_PEOPLE, State.AWAITING_APPROVAL, State.PAUSED})


def coming(office: Office, account: Account) -> list[Coming]:
    """List what comes next: of the person's own schedules, of all for whoever administers."""
    found = [
        Coming(name=each.name, process=name_of(each.process), at=each.coming[0])
        for each in telling.every(office, SCHEDULE)
        if each.coming and (each.owner == account.name or account.may(Right.ADMINISTER))
    ]
    return sorted(found, key=lambda each: each.at)[:_SHOWN]


def _has_ended(row: RunRow) -> bool:
    return row.state not in OPEN and row.state not in _WAITING


def _line(office: Office, row: RunRow) -> Line:
    return Line(
        row=row, name=name_of(row.process), owner=shown(row.account),
        percent=_percent(row) if row.state in OPEN else None, open_questions=len(questions.in_state(row.id, "open")),
        has_outputs=outputs.any_released(row.id), is_confirmed_by_owner=ordering.is_confirmed_by_owner(office, row),
    )  # fmt: skip


def _percent(row: RunRow) -> int | None:
    """Give the share of a stage's pieces that are done."""
    done, total = pieces(row)
    return 100 * done // total if total else None


def _hours(account: Account, now: datetime) -> Hours | None:
    """Add up a month's hours: the office's for whoever measures, for others those of their own runs."""
    if not account.may(Right.MEASURE, Right.WORK):
        return None
    is_own = not account.may(Right.MEASURE)
    found = [each for each in hours.report(f"{now:%Y-%m}", account=account.name if is_own else "") if each["runs"]]
    measured = [each["saved"] for each in found if each["source"] == hours.STUDY]
    estimated = [each["saved"] for each in found if each["source"] != hours.STUDY]
    return Hours(
        measured=sum(measured), estimated=sum(estimated), is_measured=bool(measured), is_estimated=bool(estimated),
        is_own=is_own,
    )  # fmt: skip


def _trials(account: Account) -> list[Trial]:
    """List what to try, for somebody who has never handed anything over."""
    if not account.may(Right.WORK) or runs.any_of(account.name):
        return []
    return [_trial(each) for each in choosing.practicable()[:_TRIED]]


def _trial(process: Process) -> Trial:
    return Trial(slug=process.slug, name=fields.named(process.manifest.name), about=fields.about(process))


def now_in_seoul() -> datetime:
    """Give the present moment."""
    return datetime.now(SEOUL)
