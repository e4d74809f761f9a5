"""schedule, watch: runs that nobody starts by hand."""

import argparse
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from jikwon.cli import output
from jikwon.cli.arguments import UsageError
from jikwon.engine.office import Office
from jikwon.engine.triggers import orders
from jikwon.engine.triggers.orders import SCHEDULE, WATCH, Request
from jikwon.korea.recurrence import OnHolidays, moments, recurrence
from jikwon.model import Exit, strings
from jikwon.model.dates import SEOUL
from jikwon.model.errors import loads
from jikwon.records import triggers
from jikwon.records.triggers import FiringRow, TriggerRow

COMING = 5
LATE_S = 60.0
"""Seconds after its moment from which a run counts as late."""


def schedule(chosen: argparse.Namespace) -> int:
    """Keep, list, pause or remove runs at set times."""
    return _command(chosen, SCHEDULE)


def watch(chosen: argparse.Namespace) -> int:
    """Keep, list, pause or remove runs that begin when files arrive."""
    return _command(chosen, WATCH)


def _command(chosen: argparse.Namespace, kind: str) -> int:
    office = Office.open()
    if chosen.what == "list":
        return _list(office, kind, as_json=chosen.json)
    if not chosen.trigger:
        raise UsageError(message="NAME", prog=f"jikwon {kind} {chosen.what}")
    if chosen.what == "add":
        if not chosen.slug:
            raise UsageError(message="SLUG", prog=f"jikwon {kind} add")
        orders.add(office, chosen.trigger, kind, chosen.slug, _request(chosen))
        output.say(f"{kind}-added", name=chosen.trigger)
    else:
        {"pause": orders.pause, "resume": orders.resume, "remove": orders.remove}[chosen.what](
            office, chosen.trigger, kind
        )
        output.say(f"trigger-{chosen.what}", name=chosen.trigger)
    return _list(office, kind, as_json=chosen.json, only=chosen.trigger)


def _request(chosen: argparse.Namespace) -> Request:
    return Request(
        inputs=[(name, str(Path(path).expanduser().resolve())) for name, path in chosen.input],
        settings=dict(chosen.set), out=str(chosen.out.expanduser().resolve()) if chosen.out else "",
        partial=chosen.partial, when=getattr(chosen, "when", ""), on_holidays=getattr(chosen, "holidays", "run"),
    )  # fmt: skip


def _list(office: Office, kind: str, *, as_json: bool, only: str = "") -> int:
    found = [each for each in triggers.every(kind) if only in ("", each.name)]
    told = [_told(office, each) for each in found]
    if as_json:
        output.as_json(told)
        return Exit.RELEASED
    for each in told:
        _say(each)
    if not found and not only:
        output.say(f"no-{kind}")
    return Exit.RELEASED


def _told(office: Office, row: TriggerRow) -> dict[str, Any]:
    """Describe a standing order: what it starts, when next, and what came of it last."""
    request = orders.request_of(office, row)
    last = triggers.latest(row.name)
    return {
        "name": row.name, "process": row.process, "owner": row.account, "paused": row.paused,
        "inputs": [list(each) for each in request.inputs], "settings": dict(request.settings),
        "when": request.when, "holidays": request.on_holidays, "next": [] if row.paused else _coming(row, request),
        "last": _fired(last[0]) if last else None,
    }  # fmt: skip


def _coming(row: TriggerRow, request: Request) -> list[str]:
    if row.kind != SCHEDULE:
        return []
    due = recurrence(request.when, OnHolidays(request.on_holidays))
    return [each.isoformat(timespec="minutes") for each in islice(moments(due, datetime.now(SEOUL)), COMING)]


def _fired(firing: FiringRow) -> dict[str, Any]:
    late = firing.at - firing.due
    return {
        "due": datetime.fromtimestamp(firing.due, SEOUL).isoformat(timespec="minutes"), "run": firing.run_id,
        "late_s": round(late) if late >= LATE_S else 0, "missed": firing.missed,
        "error": loads(firing.error).text() if firing.error else "",
    }  # fmt: skip


def _say(told: dict[str, Any]) -> None:
    state = output.SAYS.text("lines", "trigger-rests" if told["paused"] else "trigger-works")
    output.line(f"{told['name']}  {told['process']}  {state}  {told['owner']}")
    if told["when"]:
        holidays = strings.word("holidays", told["holidays"])
        output.say("schedule-when", when=told["when"], holidays=holidays)
    for name, path in told["inputs"]:
        output.line(f"    --input {name}={path}")
    if told["next"]:
        output.say("schedule-next", moments=", ".join(_spoken(each) for each in told["next"]))
    if last := told["last"]:
        output.say("trigger-last", due=_spoken(last["due"]), run=last["run"] or last["error"])
        if last["late_s"] or last["missed"]:
            output.say("trigger-late", minutes=last["late_s"] // 60, missed=last["missed"])


def _spoken(moment: str) -> str:
    """Write a moment as officials do: 2021. 10. 6.(수) 09:00."""
    at = datetime.fromisoformat(moment)
    day = strings.word("weekdays", str(at.weekday()))
    return f"{at.year}. {at.month}. {at.day}.({day}) {at:%H:%M}"
