"""A new schedule as its form says it."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path

from django.http import HttpRequest

from jikwon.console import desk
from jikwon.console.accounts import names
from jikwon.console.schedules import saying
from jikwon.console.start.faults import WHOLE, Faults
from jikwon.engine.triggers import orders
from jikwon.engine.triggers.orders import SCHEDULE, Request
from jikwon.korea.recurrence import OnHolidays
from jikwon.model import InputError, fact
from jikwon.model.catalog import Process
from jikwon.trust.rights import Right

_FIELDS = {
    "mail-unset": "mail", "mail-address-invalid": "mail", "mail-domain-forbidden": "mail",
    "recurrence-invalid": "time", "trigger-name-invalid": "name", "placeholder-unknown": WHOLE,
    "trigger-path-missing": WHOLE,
}  # fmt: skip


class ScheduleOwnerMissing(InputError):
    """The person whose runs they will be may not have any."""

    code = "schedule-owner-missing"


@fact
class Form:
    """What somebody has typed; `paths` are files or folders of this machine by input, one a line."""

    name: str = ""
    rhythm: str = saying.RHYTHMS[0]
    time: str = "09:00"
    weekdays: Sequence[str] = ("1",)
    date: str = "1"
    line: str = ""
    holidays: str = OnHolidays.AFTER.value
    owner: str = ""
    mail: str = ""
    partial: bool = False
    settings: Mapping[str, str] = field(default_factory=dict)
    paths: Mapping[str, str] = field(default_factory=dict)

    @property
    def when(self) -> str:
        """The recurrence."""
        return saying.recurrence_of(
            self.rhythm, time=self.time, weekdays=self.weekdays, date=self.date, line=self.line
        )  # fmt: skip


def sent(request: HttpRequest, process: Process) -> Form:
    """Read a form that was sent. Files of this machine are named by whoever administers it, and by nobody else."""
    post, manifest = request.POST, process.manifest
    said = [name for name, each in manifest.settings.items() if not each.office and f"set-{name}" in post]
    is_officer = desk.account_of(request).may(Right.ADMINISTER)
    return Form(
        name=post.get("name", "").strip(), rhythm=post.get("rhythm", ""), time=post.get("time", ""),
        weekdays=post.getlist("weekdays"), date=post.get("date", "").strip(), line=post.get("line", "").strip(),
        holidays=post.get("holidays", ""), owner=post.get("owner", ""), mail=post.get("mail", "").strip(),
        partial="partial" in post,
        settings={name: post[f"set-{name}"].strip() for name in said},
        paths={name: post.get(f"input-{name}", "") for name in manifest.inputs} if is_officer else {},
    )  # fmt: skip


def keep(request: HttpRequest, process: Process, form: Form, faults: Faults) -> bool:
    """Keep a schedule, or say what is wrong with it."""
    account = desk.account_of(request)
    owner = account.name if account.may(Right.WORK) else form.owner
    if owner not in {each.name for each in names.workers()}:
        faults.add("owner", ScheduleOwnerMissing())
        return False
    holidays = form.holidays if form.holidays in {each.value for each in OnHolidays} else OnHolidays.RUN.value
    asked = Request(
        inputs=_inputs(form), settings=form.settings, partial=form.partial, when=form.when, on_holidays=holidays,
        mail=form.mail,
    )  # fmt: skip
    try:
        orders.add(desk.office_of(request), form.name, SCHEDULE, process.slug, asked, account=owner)
    except InputError as error:
        if error.code in _FIELDS:
            faults.add(_FIELDS[error.code], error)
        else:
            faults.place(error, dict.fromkeys(process.manifest.inputs, ()))
        return False
    return True


def _inputs(form: Form) -> list[tuple[str, str]]:
    return [
        (name, str(Path(line.strip()).expanduser().resolve()))
        for name, lines in form.paths.items()
        for line in lines.splitlines()
        if line.strip()
    ]
