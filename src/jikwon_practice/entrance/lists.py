"""A searched list, as every portal has one: the screen around it, a page of its grid, its download."""

import math
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, Protocol, TypeVar

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jikwon_practice import wording
from jikwon_practice.entrance import sessions
from jikwon_practice.entrance.forms import first_error
from jikwon_practice.entrance.guard import View, signed_in


class Search(forms.Form):
    """What a list is searched by; a portal adds fields of its own."""

    page = forms.IntegerField(min_value=1, required=False)


class Finds(Protocol):
    """A valid search of a portal."""

    cleaned_data: dict[str, Any]

    def found(self) -> "QuerySet[Any, Any]":
        """Find the rows, in the list's order."""


S = TypeVar("S", bound=Search)


def page_of(search: Finds, *, size: int, columns: Sequence[Any], row: Callable[[Any], Any]) -> dict[str, Any]:
    """Give one page of so many rows for the grid; behind the last page stands the last."""
    found = search.found()
    total = found.count()
    pages = max(1, math.ceil(total / size))
    page = min(search.cleaned_data["page"] or 1, pages)
    rows = [row(each) for each in found[(page - 1) * size : page * size]]
    return {"total": total, "page": page, "pages": pages, "columns": columns, "rows": rows}


def screen(request: HttpRequest, template: str, columns: Sequence[str], **more: object) -> HttpResponse:
    """Show the search and an empty grid; the browser loads the pages."""
    return render(request, template, {
        "account": sessions.account(request),
        "has_notice": sessions.has_notice(request),
        "columns": wording.headers(wording.columns(columns)),
        **more,
    })  # fmt: skip


def pages(search: type[S], page: Callable[[S], dict[str, Any]]) -> View[[]]:
    """Make the view that gives one page as JSON; 400 with a sentence for what cannot be searched."""

    @require_GET
    @signed_in
    def answer(request: HttpRequest) -> HttpResponse:
        asked = search(request.GET)
        if not asked.is_valid():
            return JsonResponse({"alert": first_error(asked)}, status=400)
        return JsonResponse(page(asked))

    return answer


def download(search: type[S]) -> Callable[[Callable[[HttpRequest, S], HttpResponseBase]], View[[]]]:
    """Let a view give the whole of a valid search as a file; 400 with a sentence for what cannot be searched."""

    def of(file: Callable[[HttpRequest, S], HttpResponseBase]) -> View[[]]:
        @require_GET
        @signed_in
        @wraps(file)
        def answer(request: HttpRequest) -> HttpResponseBase:
            asked = search(request.GET)
            if not asked.is_valid():
                return HttpResponse(first_error(asked), status=400, content_type="text/plain; charset=utf-8")
            return file(request, asked)

        return answer

    return of
