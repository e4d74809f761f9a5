"""Firing: the run that is due is written together with the note that it was, so that no moment starts two.

Whoever dies before that has started nothing, and the next look starts it; after it the run is on the records
like any other. An order that cannot be followed (a file is gone) is noted with its error and not tried again
for the same moment or the same files.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from jikwon.engine.office import Office
from jikwon.engine.runs.options import Input
from jikwon.engine.runs.starting import new_run
from jikwon.engine.triggers import orders, placeholders
from jikwon.engine.triggers.folders import Folders
from jikwon.engine.triggers.orders import SCHEDULE, Request
from jikwon.engine.workers import maintenance
from jikwon.korea.recurrence import OnHolidays, moments, recurrence
from jikwon.model import InputError, JikwonError
from jikwon.model.catalog import find
from jikwon.model.dates import SEOUL
from jikwon.records import database, runs, triggers
from jikwon.records.database import together
from jikwon.records.runs import RunRow
from jikwon.records.triggers import FiringRow, TriggerRow


class FiredElsewhere(JikwonError):
    """Another worker fired the trigger at the same moment, or a person paused it: nothing is to be done."""

    code = "fired-elsewhere"


class Firing:
    """Looks through the triggers again and again, for one worker."""

    def __init__(self, office: Office, folders: Folders) -> None:
        self._office = office
        self._folders = folders

    def look(self) -> None:
        """Start every run that is due; one of a process that is at work waits until the run before it rests.

        Under maintenance all wait; afterwards each order is made up for once.
        """
        rows = [each for each in triggers.every() if not each.paused]
        if not rows or maintenance.standing():
            return
        busy = {each.process for each in runs.open_runs()}
        for row in rows:
            process = row.process.partition("@")[0]
            if process not in busy and self._fire(row):
                busy.add(process)

    def _fire(self, row: TriggerRow) -> bool:
        request = orders.request_of(self._office, row)
        try:
            return (self._at_its_time if row.kind == SCHEDULE else self._on_arrival)(row, request)
        except FiredElsewhere:
            return False

    def _at_its_time(self, row: TriggerRow, request: Request) -> bool:
        """Start a schedule's run if a moment has come; of several that were missed only the last is made up for."""
        now = database.now()
        come = passed(request, since=row.seen_until, until=now)
        if not come:
            return False
        due = come[-1]

        def note(run: str, error: str, _files: Sequence[Input]) -> None:
            if not triggers.settle(row, due.timestamp()):
                raise FiredElsewhere(name=row.name)
            triggers.fired(
                FiringRow(
                    trigger_id=row.name, due=due.timestamp(), at=now, missed=len(come) - 1, run_id=run, error=error
                )
            )

        inputs = [(name, Path(path)) for name, path in request.inputs]
        return self._start(row, request, inputs, due, note)

    def _on_arrival(self, row: TriggerRow, request: Request) -> bool:
        """Start a watch's run with the files that are new, once every input that the process needs has one."""
        taken = triggers.taken(row.name)
        inputs, arrived = list[tuple[str, Path]](), list[tuple[str, Path]]()
        for name, given in request.inputs:
            path = Path(given)
            if not path.is_dir():
                inputs.append((name, path))
                continue
            new = self._folders.new_files(path, taken)
            if new is None:
                return False
            arrived += [(name, each) for each in new]
        if not arrived or self._lacks(row.process, [*inputs, *arrived]):
            return False
        now = database.now()

        def note(run: str, error: str, files: Sequence[Input]) -> None:
            contents = {each.sha256 for each in files} or self._folders.contents(path for _, path in arrived)
            if not triggers.settle(row, now):
                raise FiredElsewhere(name=row.name)
            triggers.take(row.name, contents, now)
            triggers.fired(FiringRow(trigger_id=row.name, due=now, at=now, missed=0, run_id=run, error=error))

        return self._start(row, request, [*inputs, *arrived], datetime.fromtimestamp(now, SEOUL), note)

    def _lacks(self, process: str, inputs: Sequence[tuple[str, Path]]) -> bool:
        given = {name for name, _ in inputs}
        return any(each.required and name not in given for name, each in find(process).manifest.inputs.items())

    def _start(
        self,
        row: TriggerRow,
        request: Request,
        inputs: Sequence[tuple[str, Path]],
        due: datetime,
        note: Callable[[str, str, Sequence[Input]], None],
    ) -> bool:
        def together_with(run: RunRow, files: Sequence[Input]) -> None:
            note(run.id, "", files)
            self._office.note(f"{row.kind} fired", run=run.id, subject=row.name, actor="engine")

        try:
            new_run(
                self._office, slug=row.process, inputs=inputs, settings=self._settings(request, due), as_of="",
                out=Path(request.out) if request.out else None, partial=request.partial, plan_only=False,
                approved_by="", holder="", account=row.account, also=together_with,
            )  # fmt: skip
        except InputError as error:
            with together():
                note("", error.dumps(), ())
                self._office.note(f"{row.kind} refused", subject=row.name, why=error.code)
            return False
        return True

    @staticmethod
    def _settings(request: Request, due: datetime) -> Mapping[str, str]:
        return placeholders.filled(request.settings, due)


def passed(request: Request, *, since: float, until: float) -> list[datetime]:
    """List the moments of a schedule later than `since`, up to `until` (Unix seconds)."""
    come = list[datetime]()
    for moment in moments(
        recurrence(request.when, OnHolidays(request.on_holidays)), datetime.fromtimestamp(since, SEOUL)
    ):
        if moment.timestamp() > until:
            return come
        come.append(moment)
    return come
