"""The screens: the list, its pages and its download; a case, its form and its print mark."""

from typing import Final

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from jikwon_practice import exporting, switches, wire
from jikwon_practice.entrance import lists, sessions
from jikwon_practice.entrance.forms import first_error
from jikwon_practice.entrance.guard import signed_in
from jikwon_practice.portals.epidemic import search
from jikwon_practice.portals.epidemic.models import Case, Day, Mark
from jikwon_practice.portals.epidemic.search import Search
from jikwon_practice.portals.epidemic.sections import sections

MARKED: Final = "출력 표시되었습니다"


def home(_: HttpRequest) -> HttpResponse:
    """Send whoever comes in to the list."""
    return redirect("/epidemic/cases")


@require_GET
@signed_in
def cases(request: HttpRequest) -> HttpResponse:
    """Show the search and an empty grid; the browser loads the pages."""
    day = Day.objects.get().today
    return lists.screen(
        request, "epidemic/cases.html", search.COLUMNS, city=search.CITY, districts=search.DISTRICTS, day=day
    )  # fmt: skip


case_list = lists.pages(Search, search.page_of)


@lists.download(Search)
def download(request: HttpRequest, asked: Search) -> HttpResponseBase:
    """Give the whole list as CSV."""
    name = f"확진자목록_{asked.cleaned_data['begin']:%Y%m%d}_{asked.cleaned_data['end']:%Y%m%d}.csv"
    return exporting.given(request, name, exporting.CSV, exporting.as_csv(search.table_of(asked)))


@require_GET
@signed_in
def case(request: HttpRequest, case_id: str) -> HttpResponse:
    """Show one case by itself: the same frame as over the list."""
    row = _case(case_id)
    return render(request, "epidemic/case.html", {"case_id": row.case_id, "account": sessions.account(request)})


@require_GET
@signed_in
def form(request: HttpRequest, case_id: str) -> HttpResponse:
    """Show the investigation form, the frame's document."""
    row = _case(case_id)
    every = sections(row.fact, [mark.fact for mark in Mark.objects.filter(case=row)])
    return render(request, "epidemic/form.html", {"case": row.fact, "sections": every})


class Marking(forms.Form):
    """What a print mark says."""

    number = forms.CharField(max_length=120, error_messages={"required": "출력관리번호를 입력하십시오."})
    purpose = forms.CharField(max_length=60, error_messages={"required": "출력용도를 입력하십시오."})


@require_POST
@signed_in
def mark(request: HttpRequest, case_id: str) -> HttpResponseBase:
    """Mark a case as printed; the same number twice is two marks."""
    row, given = _case(case_id), Marking(request.POST)
    if not given.is_valid():
        return JsonResponse({"alert": first_error(given)}, status=400)
    if not switches.strikes("skip_marks"):
        Mark.objects.create(case=row, by=sessions.account(request), at=timezone.now(), **given.cleaned_data)
    answer = JsonResponse({"said": MARKED})
    if switches.strikes("lose_answers"):
        return wire.cut_short(request, answer.content, **{"Content-Type": "application/json"})
    return answer


def _case(case_id: str) -> Case:
    row = Case.objects.filter(case_id=case_id).first()
    if row is None:
        raise Http404
    return row
