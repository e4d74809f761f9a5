"""What people order of runs: approve, pause, cancel, go on. What cannot be undone is confirmed on a page of its own."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from jikwon.console import desk
from jikwon.console.access import needs, own_run_of, owns, run_of
from jikwon.console.runs import plan, rows
from jikwon.console.shell import timing, words
from jikwon.engine.office import Office
from jikwon.engine.runs import lifecycle, ordering
from jikwon.model import State
from jikwon.model.manifest import PRIORITIES
from jikwon.model.states import ENDED
from jikwon.records import runs
from jikwon.records.runs import RunRow
from jikwon.trust.rights import Right


@needs(Right.WORK, Right.APPROVE, Right.AUDIT)
@require_http_methods(["GET", "POST"])
def approve(request: HttpRequest, run: str) -> HttpResponse:
    """Show the plan; on the first POST ask once more, since it cannot be undone; on the second approve it."""
    account, office = desk.account_of(request), desk.office_of(request)
    row = run_of(account, run)
    if row.state is not State.AWAITING_APPROVAL:
        return redirect("run", run=run)
    subject = f"{run} {account.name}"
    refusal = ordering.why_not(office, row, account.rights)
    if request.method == "POST" and request.POST.get("sure") and refusal is None:
        runs.add_time(run, people_s=timing.spent(subject, request.POST))  # before: a run may end within a moment
        ordering.approve(office, run, rights=account.rights)
        return redirect("run", run=run)
    asks = request.method == "POST" and refusal is None
    timed = timing.carry_on(subject, request.POST) if asks else timing.begin(subject)
    may_list = account.may(Right.WORK, Right.APPROVE)
    given = {
        "plan": plan.of_run(office, row, may_list=may_list), "row": row, "may_list": may_list,
        "name": rows.name_of(row.process), "timed": timed, "asks": asks,
        "not_approving": words.without_commands(refusal.text()) if refusal else "",
    }  # fmt: skip
    return render(request, "runs/approve.html", given)


Order = Callable[[Office, str], object]


def _ordering(order: Order) -> Callable[[HttpRequest, str], HttpResponse]:
    """Make the view that gives an order for a run of the person's own and shows the run again."""

    @needs(Right.WORK)
    @require_POST
    def give(request: HttpRequest, run: str) -> HttpResponse:
        own_run_of(desk.account_of(request), run)
        order(desk.office_of(request), run)
        return redirect("run", run=run)

    return give


pause = _ordering(lifecycle.pause)
"""Pause a run; what is done outside at this moment is still recorded."""
resume = _ordering(ordering.go_on)
"""Let the workers go on with a run: after answers, a pause, a failure."""


@needs(Right.WORK)
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, run: str) -> HttpResponse:
    """Ask once more, then cancel a run: nothing more is released or done."""
    row = own_run_of(desk.account_of(request), run)
    if row.state in ENDED:
        return redirect("run", run=run)
    if request.method == "POST" and request.POST.get("sure"):
        lifecycle.cancel(desk.office_of(request), run)
        return redirect("run", run=run)
    return _confirm_cancel(request, [row])


@needs(Right.WORK)
@require_http_methods(["GET", "POST"])
def urgency(request: HttpRequest, run: str) -> HttpResponse:
    """Ask how urgent a run of the person's own is to be from now on, and say so to the workers."""
    row = own_run_of(desk.account_of(request), run)
    if row.state in ENDED:
        return redirect("run", run=run)
    wanted = request.POST.get("priority", "")
    if wanted in PRIORITIES:
        ordering.hurry(desk.office_of(request), run, wanted)
        return redirect("run", run=run)
    given = {
        "row": row, "name": rows.name_of(row.process), "value": PRIORITIES[row.priority],
        "choices": [(each, words.say("priorities", each)) for each in PRIORITIES], "is_wrong": request.method == "POST",
    }  # fmt: skip
    return render(request, "runs/urgency.html", given, status=422 if request.method == "POST" else 200)


@needs(Right.WORK)
@require_POST
def cancel_many(request: HttpRequest) -> HttpResponse:
    """Ask once more with their number, then cancel the chosen runs; those that are not the person's are passed over."""
    account = desk.account_of(request)
    chosen = [row for row in map(runs.get, request.POST.getlist("run")) if row is not None]
    own = [row for row in chosen if owns(account, row) and row.state not in ENDED]
    if not own:
        return redirect("runs")
    if request.POST.get("sure"):
        for row in own:
            lifecycle.cancel(desk.office_of(request), row.id)
        return redirect("runs")
    return _confirm_cancel(request, own)


def _confirm_cancel(request: HttpRequest, found: list[RunRow]) -> HttpResponse:
    named = [(row, rows.name_of(row.process)) for row in found]
    return render(request, "runs/cancel.html", {"found": named, "count": len(named)})
