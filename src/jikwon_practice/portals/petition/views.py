"""The screens: the search with its pages, and the download."""

from datetime import timedelta
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from jikwon_practice import exporting
from jikwon_practice.entrance import lists
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
    begin = today - timedelta(days=7)
    return lists.screen(request, "petition/petitions.html", search.SHOWN, begin=begin, end=today)


petition_list = lists.pages(Search, search.page_of)


@lists.download(Search)
def download(request: HttpRequest, asked: Search) -> HttpResponseBase:
    """Give the whole search as a workbook."""
    begin, end = asked.cleaned_data["begin"], asked.cleaned_data["end"]
    book = exporting.as_xlsx(f"{TITLE} (접수일자 {begin} ~ {end})", search.table_of(asked))
    return exporting.given(request, f"{TITLE}_{begin:%Y%m%d}_{end:%Y%m%d}.xlsx", exporting.XLSX, book)
