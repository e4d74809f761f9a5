"""Telling of standing orders: what each starts, when next, and what came of it last."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, Final

from jikwon.engine.office import Office
from jikwon.engine.reports import report
from jikwon.engine.triggers import orders
from jikwon.engine.triggers.orders import SCHEDULE, Request
from jikwon.korea.recurrence import OnHolidays, moments, recurrence
from jikwon.model import fact, strings
from jikwon.model.dates import SEOUL
from jikwon.records import triggers
from jikwon.records.triggers import FiringRow, TriggerRow

COMING: Final = 5
LATE_S: Final = 60.0
"""Seconds after its moment from which a run counts as late."""


@fact
class Fired:
    """The last time an order was due: the run that began, or the error with which none did.

    `late_s` is 0 for what began on time; `missed` moments before it were not made up for.
    """

    due: datetime
    run: str
    late_s: int
    missed: int
    error: str


@fact
class Told:
    """A standing order; `coming` are its next moments, none while it rests and for a watched folder."""

    name: str
    kind: str
    process: str
    owner: str
    is_paused: bool
    inputs: Sequence[tuple[str, str]]
    settings: Mapping[str, str]
    when: str
    holidays: str
    coming: Sequence[datetime]
    last: Fired | None

    def plain(self) -> dict[str, Any]:
        """Give what `--json` prints of it."""
        last = self.last and {
            "due": _minute(self.last.due), "run": self.last.run, "late_s": self.last.late_s,
            "missed": self.last.missed, "error": self.last.error,
        }  # fmt: skip
        return {
            "name": self.name, "process": self.process, "owner": self.owner, "paused": self.is_paused,
            "inputs": [list(each) for each in self.inputs], "settings": dict(self.settings), "when": self.when,
            "holidays": self.holidays, "next": [_minute(each) for each in self.coming], "last": last,
        }  # fmt: skip


def every(office: Office, kind: str = "") -> list[Told]:
    """Tell of all standing orders of a kind (none: both), by name."""
    return [told(office, row) for row in triggers.every(kind)]


def told(office: Office, row: TriggerRow) -> Told:
    """Tell of one standing order."""
    request, last = orders.request_of(office, row), triggers.latest(row.name)
    return Told(
        name=row.name, kind=row.kind, process=row.process, owner=row.account, is_paused=row.paused,
        inputs=request.inputs, settings=request.settings, when=request.when, holidays=request.on_holidays,
        coming=_coming(row, request), last=_fired(row, last[0]) if last else None,
    )  # fmt: skip


def spoken(moment: datetime) -> str:
    """Write a moment as officials do: 2021. 10. 6.(수) 09:00."""
    day = strings.word("weekdays", str(moment.weekday()))
    return f"{moment.year}. {moment.month}. {moment.day}.({day}) {moment:%H:%M}"


def _coming(row: TriggerRow, request: Request) -> Sequence[datetime]:
    if row.kind != SCHEDULE or row.paused:
        return ()
    due = recurrence(request.when, OnHolidays(request.on_holidays))
    return list(islice(moments(due, datetime.now(SEOUL)), COMING))


def _fired(row: TriggerRow, firing: FiringRow) -> Fired:
    late = firing.at - firing.due
    return Fired(
        due=datetime.fromtimestamp(firing.due, SEOUL), run=firing.run_id, missed=firing.missed,
        late_s=round(late) if late >= LATE_S else 0,
        error=report.opened(row.process, firing.error).text() if firing.error else "",
    )  # fmt: skip


def _minute(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
