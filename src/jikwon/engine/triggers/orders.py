"""Standing orders: made, listed, paused and removed by people; checked whole before they are kept."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from jikwon.engine.office import Office
from jikwon.engine.triggers import placeholders
from jikwon.korea.recurrence import OnHolidays, moments, recurrence
from jikwon.model import InputError, Personal, declared, fact
from jikwon.model.catalog import find
from jikwon.model.dates import SEOUL
from jikwon.records import database, triggers
from jikwon.records.database import together
from jikwon.records.triggers import TriggerRow
from jikwon.tools.mail.addresses import addresses

SCHEDULE, WATCH = "schedule", "watch"
_NAME = re.compile(r"[0-9a-z가-힣]+(-[0-9a-z가-힣]+)*")


class TriggerUnknown(InputError):
    """No standing order has this name."""

    code = "trigger-unknown"


class TriggerNameInvalid(InputError):
    """A standing order's name is taken, or has other characters than words joined by hyphens."""

    code = "trigger-name-invalid"


class TriggerPathMissing(InputError):
    """A file or folder that the runs of a standing order would read is not there."""

    code = "trigger-path-missing"


class WatchWithoutFolder(InputError):
    """None of a watch's inputs is a folder, so nothing could arrive."""

    code = "watch-without-folder"


@fact
class Request:
    """What the runs of a standing order are started with; paths are absolute.

    `mail` holds addresses of those who hear of a run that needs a person, none in an office without a mail server.
    """

    inputs: Sequence[tuple[str, str]]
    settings: Mapping[str, str]
    out: str = ""
    partial: bool = False
    when: str = ""
    on_holidays: str = OnHolidays.RUN.value
    mail: Personal[str] = ""


def add(office: Office, name: str, kind: str, process: str, request: Request, *, account: str = "") -> TriggerRow:
    """Keep a standing order. Raises an `InputError` for whatever its first run would be refused for.

    Its runs belong to `account`, else to whoever gives the order.
    A schedule's first moment is the first one from now on; a watch takes what already lies in its folders.
    """
    now = database.now()
    _check(office, name, kind, process, request, datetime.fromtimestamp(now, SEOUL))
    row = TriggerRow(
        name=name, kind=kind, process=process, request=office.seal.pack(request, "triggers", name),
        account=account or office.account, paused=False, seen_until=now, created_at=now,
    )  # fmt: skip
    with together():
        if not triggers.add(row):
            raise TriggerNameInvalid(name=name)
        office.note(f"{kind} added", subject=name, why=process)
    return row


def _check(office: Office, name: str, kind: str, process: str, request: Request, now: datetime) -> None:
    if not _NAME.fullmatch(name):
        raise TriggerNameInvalid(name=name)
    manifest = find(process).manifest
    declared.settings(manifest, placeholders.filled(request.settings, now), office.settings.settings_of(manifest.slug))
    declared.inputs(manifest, (given for given, _ in request.inputs))
    for _, path in request.inputs:
        if not Path(path).exists():
            raise TriggerPathMissing(path=path)
    if request.mail:
        addresses(request.mail, server=office.settings.mail_server(office.home), setting="mail")
    if kind == SCHEDULE:
        next(moments(recurrence(request.when, OnHolidays(request.on_holidays)), now))
    elif not any(Path(path).is_dir() for _, path in request.inputs):
        raise WatchWithoutFolder(name=name)


def known(name: str, kind: str) -> TriggerRow:
    """Find a standing order. Raises `TriggerUnknown`."""
    found = triggers.get(name)
    if found is None or found.kind != kind:
        raise TriggerUnknown(name=name)
    return found


def request_of(office: Office, row: TriggerRow) -> Request:
    """Open what a standing order asks for."""
    return office.seal.unpack(row.request, Request, "triggers", row.name)


def pause(office: Office, name: str, kind: str) -> None:
    """Let a standing order rest."""
    _turn(office, name, kind, paused=True)


def resume(office: Office, name: str, kind: str) -> None:
    """Let a standing order go on, from now: what came due while it rested was not wanted."""
    _turn(office, name, kind, paused=False)


def remove(office: Office, name: str, kind: str) -> None:
    """Remove a standing order; its runs stay."""
    with together():
        known(name, kind)
        triggers.remove(name)
        office.note(f"{kind} removed", subject=name)


def _turn(office: Office, name: str, kind: str, *, paused: bool) -> None:
    with together():
        known(name, kind)
        triggers.pause(name, paused=paused, seen_until=database.now())
        office.note(f"{kind} {'paused' if paused else 'resumed'}", subject=name)
