"""Robots: who works, on how much, since when, and when they were last heard of; one is let go after what it has."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from jikwon import __version__
from jikwon.console import desk
from jikwon.console.access import needs
from jikwon.engine.workers import attendance, staff
from jikwon.engine.workers.staff import WORKER, Colleague
from jikwon.model import fact
from jikwon.records import database, executors, runs
from jikwon.records.executors import ExecutorRow
from jikwon.trust.rights import Right

SHOWN_ENDED = 10


@fact
class Robot:
    """An executor as people see it: `state` is alive, draining, silent or dead; `card` is what a worker says."""

    row: ExecutorRow
    state: str
    silent_s: float
    card: Colleague | None = None


@needs(Right.ADMINISTER)
@require_GET
def robots(request: HttpRequest) -> HttpResponse:
    """Show all robots, with what is queued for them."""
    return render(request, "robots/robots.html", {**_found(), "version": __version__})


@needs(Right.ADMINISTER)
@require_GET
def now(request: HttpRequest) -> HttpResponse:
    """Show the list alone, for the page that refreshes it."""
    return render(request, "robots/now.html", _found())


@needs(Right.ADMINISTER)
@require_http_methods(["GET", "POST"])
def drain(request: HttpRequest, worker: str) -> HttpResponse:
    """Ask whether a worker is to end after the pieces in hand, and let it."""
    found = next((each for each in staff.roster(desk.office()) if each.row.id == worker), None)
    if found is None:
        raise Http404
    if request.method == "POST":
        staff.drain(desk.office_of(request), worker)
        return redirect("robots")
    return render(request, "robots/drain.html", {"robot": found})


def _found() -> dict[str, Any]:
    office, at = desk.office(), database.now()
    workers = [
        Robot(row=each.row, state=each.state, silent_s=each.silent_s, card=each) for each in staff.roster(office)
    ]
    others = [
        Robot(
            row=row, state="silent" if attendance.is_silent(office, row, at) else "alive",
            silent_s=max(at - row.beat_at, 0.0),
        )
        for row in executors.alive()
        if row.kind != WORKER
    ]  # fmt: skip
    ended = [Robot(row=row, state="dead", silent_s=max(at - row.beat_at, 0.0)) for row in executors.ended(SHOWN_ENDED)]
    return {
        "robots": sorted([*workers, *others], key=lambda one: one.row.id) + ended, "open_count": len(runs.open_runs()),
        "in_hand": sum(each.card.in_use for each in workers if each.card),
        "is_anybody_there": any(each.state in ("alive", "draining") for each in workers),
    }  # fmt: skip
