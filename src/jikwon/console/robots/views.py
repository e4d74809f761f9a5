"""Robots: who works, since when, and when they were last heard of."""

import time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jikwon import __version__
from jikwon.console.access import needs
from jikwon.engine.presence import DEAD_AFTER_S
from jikwon.model import fact
from jikwon.records import executors, runs
from jikwon.records.executors import ExecutorRow
from jikwon.trust.rights import Right

SHOWN_ENDED = 10


@fact
class Robot:
    """An executor as people see it: `state` is alive, silent or dead."""

    row: ExecutorRow
    state: str
    silent_s: float


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


def _found() -> dict[str, Any]:
    at = time.time()
    alive = [_robot(row, at) for row in executors.alive()]
    ended = [_robot(row, at) for row in executors.ended(SHOWN_ENDED)]
    open_ = runs.open_runs()
    return {
        "robots": sorted(alive, key=lambda one: one.row.id) + ended, "open_count": len(open_),
        "is_anybody_there": any(each.state == "alive" and each.row.kind == "worker" for each in alive),
    }  # fmt: skip


def _robot(row: ExecutorRow, at: float) -> Robot:
    silent = max(0.0, at - row.beat_at)
    state = "dead" if row.state != "alive" else "silent" if silent > DEAD_AFTER_S else "alive"
    return Robot(row=row, state=state, silent_s=silent)
