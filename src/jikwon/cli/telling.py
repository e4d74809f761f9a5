"""Runs in words: what happened, what waits, what to type next."""

import sys
from typing import Any

from jikwon.cli.output import SAYS, line, say
from jikwon.engine.active import Active
from jikwon.engine.office import Office
from jikwon.engine.questions import asking
from jikwon.engine.reports import report
from jikwon.model import Act, State, strings
from jikwon.records import acts, questions
from jikwon.records.runs import RunRow

SHOWN = 10


def result(office: Office, row: RunRow) -> None:
    """Print a run for people."""
    told = report.of_run(office, row)
    line(f"{strings.word('states', row.state.value)}  {row.id}")
    counted, rows = told["items"], told["rows"]
    say("items", **counted)
    if rows["read"]:
        say("rows", **rows)
    _proof(told)
    for each in told["outputs"]:
        line(f"  {each['path']}")
    _planned(office, row)
    if told["waiting_for"]:
        say("waiting-for", sentence=told["waiting_for"])
    _questions(office, row)
    if row.state is State.RELEASED:
        hours = told["hours"]
        spans = {name: span(hours[name]) for name in ("baseline", "robot", "people")}
        say("hours", **spans, source=strings.word("sources", hours["source"]))
    _next(row)


def span(hours: float) -> str:
    """Say a length of time in the unit that a person would: hours from one on, else minutes, else seconds."""
    seconds = round(hours * 3600)
    if seconds >= 3600:
        return SAYS.text("lines", "hours-long", count=f"{seconds / 3600:.1f}")
    if seconds >= 60:
        return SAYS.text("lines", "minutes-long", count=round(seconds / 60))
    return SAYS.text("lines", "seconds-long", count=seconds)


def complain(row: RunRow) -> None:
    """Say on standard error why a run failed or was refuted."""
    if row.state in (State.FAILED, State.REFUTED) and (why := report.error_line(row)):
        sys.stderr.write(" ".join(why.split()) + "\n")


def _proof(told: dict[str, Any]) -> None:
    if proof := told["proof"]:
        bound = f"{300 / proof['fields_compared']:.3g}" if proof["fields_compared"] else "–"
        code = "proved" if proof["verdict"] == "proved" else "refuted"
        say(code, checks=proof["checks"], fields=proof["fields_compared"], mismatches=proof["mismatches"], bound=bound)
        line(f"  {proof['path']}")


def _planned(office: Office, row: RunRow) -> None:
    planned = acts.of_run(row.id) if row.key else []
    if not planned:
        return
    say("acts", planned=len(planned), done=sum(each.state == "done" for each in planned))
    if row.state is State.AWAITING_APPROVAL:
        active = Active(office, row, "show")
        for each in planned[:SHOWN]:
            act = active.seal.unpack(each.act, Act, "acts", each.position)
            line(f"  {act.kind}  {act.lane}  {act.key}")
        if len(planned) > SHOWN:
            say("more", count=len(planned) - SHOWN)


def _questions(office: Office, row: RunRow) -> None:
    waiting = questions.in_state(row.id, "open")
    if not waiting:
        return
    say("questions", count=len(waiting))
    active = Active(office, row, "show")
    for each in waiting[:SHOWN]:
        ask = asking.opened(active, each)
        places = ", ".join(f"{place.origin} {place.row}" if place.row else place.origin for place in ask.at[:3])
        line(f"  {each.id}  {each.code}  {places}")
        line(f"      {asking.sentence(active, ask)}")
    if len(waiting) > SHOWN:
        say("more", count=len(waiting) - SHOWN)


def _next(row: RunRow) -> None:
    if row.state in (State.NEEDS_PEOPLE, State.AWAITING_APPROVAL, State.FAILED, State.PAUSED):
        say(f"next-{row.state.value}", run=row.id)
