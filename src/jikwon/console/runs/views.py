"""Looking at runs: the list, one run as it goes, its items."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jikwon.console import desk
from jikwon.console.access import needs, run_of
from jikwon.console.runs import progress as progressing
from jikwon.console.runs import rows, standing
from jikwon.console.runs.items import page_of
from jikwon.engine.reports import outcomes
from jikwon.model import State
from jikwon.model.catalog import nearest
from jikwon.records import opinions
from jikwon.records.runs import RunRow
from jikwon.trust.rights import Right

LIVE_OFF: Final = "off"


@needs(Right.WORK, Right.APPROVE, Right.AUDIT)
@require_GET
def every(request: HttpRequest) -> HttpResponse:
    """List the runs that the person may see, as the address asks for them."""
    filters = rows.filters_of(request)
    listed, found = rows.found(request, desk.account_of(request), filters)
    given = {
        "listed": listed, "rows": found, "filters": filters, "states": list(State), "processes": rows.processes(),
        "can_stop": any(each.is_own for each in found), "is_filtered": filters != rows.Filters(),
    }  # fmt: skip
    return render(request, "runs/list.html", given)


@needs(Right.WORK, Right.APPROVE, Right.AUDIT)
@require_GET
def one(request: HttpRequest, run: str) -> HttpResponse:
    """Show one run."""
    row = run_of(desk.account_of(request), run)
    return render(request, "runs/run.html", _of_run(request, row))


@needs(Right.WORK, Right.APPROVE, Right.AUDIT)
@require_GET
def progress(request: HttpRequest, run: str) -> HttpResponse:
    """Show what changes while a run goes on, for the page that refreshes it."""
    row = run_of(desk.account_of(request), run)
    return render(request, "runs/progress.html", {**_of_run(request, row), "is_look": True})


@needs(Right.WORK, Right.APPROVE)
@require_GET
def items(request: HttpRequest, run: str) -> HttpResponse:
    """List a run's items with what became of them; whoever audits reads the proof instead, which names nobody."""
    row = run_of(desk.account_of(request), run)
    office = desk.office_of(request)
    page = page_of(request, office, row)
    if page.lines:
        office.note("items seen", run=row.id, count=len(page.lines))
    return render(request, "runs/items.html", {"row": row, "name": rows.name_of(row.process), "page": page})


def _of_run(request: HttpRequest, row: RunRow) -> dict[str, Any]:
    office, account = desk.office_of(request), desk.account_of(request)
    stands = standing.of_run(office, account, row)
    return {
        "row": row, "stands": stands, "told": stands.told, "doings": stands.doings,
        "progress": progressing.look(office, row, request), "is_live": request.GET.get("live") != LIVE_OFF,
        "reasons": _reasons(row), "may_list": account.may(Right.WORK, Right.APPROVE),
        "may_judge": account.may(Right.WORK, Right.APPROVE), "may_answer": account.may(Right.ANSWER),
        "opinion": opinions.of(row.id, account.name),
        "opinions": opinions.of_run(row.id), "scores": range(1, 6),
    }  # fmt: skip


def _reasons(row: RunRow) -> list[tuple[str, str, str, int]]:
    try:
        return outcomes.reasons(row, nearest(row.process, row.version).strings)
    except Exception:  # noqa: BLE001 - a process that is not installed here has no words for them
        return []
