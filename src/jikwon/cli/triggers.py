"""schedule, watch: runs that nobody starts by hand."""

import argparse
from pathlib import Path

from jikwon.cli import output
from jikwon.cli.arguments import UsageError
from jikwon.engine.office import Office
from jikwon.engine.triggers import orders, telling
from jikwon.engine.triggers.orders import SCHEDULE, WATCH, Request
from jikwon.engine.triggers.telling import Told, spoken
from jikwon.model import Exit, strings


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
        mail=chosen.mail,
    )  # fmt: skip


def _list(office: Office, kind: str, *, as_json: bool, only: str = "") -> int:
    found = [each for each in telling.every(office, kind) if only in ("", each.name)]
    if as_json:
        output.as_json([each.plain() for each in found])
        return Exit.RELEASED
    for each in found:
        _say(each)
    if not found and not only:
        output.say(f"no-{kind}")
    return Exit.RELEASED


def _say(told: Told) -> None:
    state = output.SAYS.text("lines", "trigger-rests" if told.is_paused else "trigger-works")
    output.line(f"{told.name}  {told.process}  {state}  {told.owner}")
    if told.when:
        output.say("schedule-when", when=told.when, holidays=strings.word("holidays", told.holidays))
    for name, path in told.inputs:
        output.line(f"    --input {name}={path}")
    if told.coming:
        output.say("schedule-next", moments=", ".join(spoken(each) for each in told.coming))
    if last := told.last:
        output.say("trigger-last", due=spoken(last.due), run=last.run or last.error)
        if last.late_s or last.missed:
            output.say("trigger-late", minutes=last.late_s // 60, missed=last.missed)
