"""The screens: the search with its pages, and the download."""

from datetime import timedelta
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from jikwon_practice import exporting, wording
from jikwon_practice.entrance import sessions
from jikwon_practice.entrance.forms import first_error
from jikwon_practice.entrance.guard import signed_in
from jikwon_practice.portals.petition import search
from jikwon_practice.portals.petition.models import Day
from jikwon_practice.portals.petition.search import Search

TITLE: Final = "민원현황목록"


def home(_: HttpRequest) -> HttpResponse:
    """Send whoever comes in to the list."""
    return redirect("/petition/petitions")


@require_GET
@signed_in
def petitions(request: HttpRequest) -> HttpResponse:
    """Show the search and an empty grid; the browser loads the pages."""
    today = Day.objects.get().today
    return render(request, "petition/petitions.html", {
        "account": sessions.account(request),
        "has_notice": sessions.has_notice(request),
        "begin": today - timedelta(days=7),
        "end": today,
        "columns": wording.headers(wording.columns(search.SHOWN)),
    })  # fmt: skip


@require_GET
@signed_in
def petition_list(request: HttpRequest) -> HttpResponse:
    """Give one page of the petitions as JSON; 400 with a sentence for what cannot be searched."""
    asked = Search(request.GET)
    if not asked.is_valid():
        return JsonResponse({"alert": first_error(asked)}, status=400)
    return JsonResponse(search.page_of(asked))


@require_GET
@signed_in
def download(request: HttpRequest) -> HttpResponseBase:
    """Give the whole search as a workbook."""
    asked = Search(request.GET)
    if not asked.is_valid():
        return HttpResponse(first_error(asked), status=400, content_type="text/plain; charset=utf-8")
    begin, end = asked.cleaned_data["begin"], asked.cleaned_data["end"]
    book = exporting.as_xlsx(f"{TITLE} (접수일자 {begin} ~ {end})", search.table_of(asked))
    return exporting.given(request, f"{TITLE}_{begin:%Y%m%d}_{end:%Y%m%d}.xlsx", exporting.XLSX, book)
