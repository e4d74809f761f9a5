"""Hours saved: measured against a time study, and apart from that what is only estimated."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jikwon.console import desk
from jikwon.console.access import needs
from jikwon.console.results import content
from jikwon.engine.reports import hours
from jikwon.model import strings
from jikwon.model.catalog import find
from jikwon.model.dates import SEOUL
from jikwon.model.errors import JikwonError
from jikwon.trust.rights import Right

MONTHS = 12


@needs(Right.MEASURE)
@require_GET
def results(request: HttpRequest) -> HttpResponse:
    """Show the hours of a month (`?month=2021-10`), of all months, and how content people were."""
    month = request.GET.get("month", "")
    try:
        found = hours.report(month)
        wrong = ""
    except hours.MonthInvalid as error:
        month, found, wrong = "", hours.report(), error.text()
    rows = [{**each, "name": name_of(each["process"])} for each in found]
    measured = [each for each in rows if each["source"] == hours.STUDY]
    estimated = [each for each in rows if each["source"] != hours.STUDY]
    shown = {
        "month": month, "wrong": wrong, "measured": measured, "estimated": estimated,
        "saved": sum(each["saved"] for each in measured), "saved_estimated": sum(each["saved"] for each in estimated),
        "months": list(_by_month()), "content": content.of_month(month),
    }  # fmt: skip
    desk.office_of(request).note("results seen", why=month)
    return render(request, "results/results.html", shown)


def name_of(process: str) -> str:
    """Give a process's name in the reader's language; of one that is gone its slug."""
    try:
        return str(getattr(find(process).manifest.name, strings.language()))
    except JikwonError:
        return process


def _by_month() -> list[dict[str, Any]]:
    """Give what was saved in each of the last twelve months, the newest first."""
    today = datetime.now(SEOUL).date()
    made = []
    for back in range(MONTHS):
        year, number = divmod(today.year * 12 + today.month - 1 - back, 12)
        month = f"{year}-{number + 1:02}"
        found = hours.report(month)
        if found:
            made.append(
                {
                    "month": month,
                    "measured": sum(each["saved"] for each in found if each["source"] == hours.STUDY),
                    "estimated": sum(each["saved"] for each in found if each["source"] != hours.STUDY),
                    "items": sum(each["items"] for each in found),
                }
            )
    return made
