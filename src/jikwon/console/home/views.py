"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jikwon.console import desk
from jikwon.console.access import for_everyone
from jikwon.console.home import day
from jikwon.trust.rights import Right


@for_everyone
@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """Say what waits, what runs, and what has ended."""
    account, now = desk.account_of(request), day.now_in_seoul()
    found = day.of(desk.office_of(request), account, now)
    sees_runs = account.may(Right.WORK, Right.APPROVE, Right.AUDIT)
    context = {
        "day": found, "tables": day.tables(found, sees_runs=sees_runs), "now": now,
        "may_answer": account.may(Right.ANSWER),
        "may_work": account.may(Right.WORK), "may_measure": account.may(Right.MEASURE),
        "may_schedule": account.may(Right.WORK, Right.ADMINISTER), "may_administer": account.may(Right.ADMINISTER),
        "sees_runs": sees_runs, "contact": desk.office().settings.console.help,
    }  # fmt: skip
    return render(request, "home/today.html", context)
