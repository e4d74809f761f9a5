"""What the page on which many questions are forwarded or answered at once shows and does."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from jikwon.console import desk
from jikwon.console.accounts import names
from jikwon.console.inbox import case, lines, opened, together
from jikwon.console.inbox.opened import Desk
from jikwon.console.inbox.together import Came
from jikwon.console.inbox.told import tell
from jikwon.console.shell import timing
from jikwon.records.questions import QuestionRow

_SUBJECT = "together"
"""What the signed moment of this page is for."""


def done(request: HttpRequest) -> HttpResponse:
    """Do what was chosen with the questions that were ticked, or show the page that asks what is still missing."""
    rows = together.open_among(request.POST.getlist("question"))
    act = request.POST.get("act", "")
    if not rows:
        tell(request, "none-chosen")
    elif act == "take":
        _tell(request, "taken-many", together.take(desk.office_of(request), rows))
    elif act == "forward":
        return _forward(request, rows)
    elif act == "answer":
        return _answer(request, rows)
    return _back(request)


def _forward(request: HttpRequest, rows: list[QuestionRow]) -> HttpResponse:
    office, people = desk.office_of(request), names.answerers(but=desk.account_of(request).name)
    to = next((each for each in people if each.name == request.POST.get("to")), None)
    if to is None:
        return _page(request, rows, {"act": "forward", "people": people, "is_wrong": "sure" in request.POST})
    note = request.POST.get("forward_note", "")
    _tell(
        request,
        "forwarded-many",
        together.forward(office, rows, to=to.name, note=note, people_s=_seconds(request)),
        name=to.shown,
    )
    return _back(request)


def _answer(request: HttpRequest, rows: list[QuestionRow]) -> HttpResponse:
    opened_here = Desk(desk.office_of(request))
    choices = together.same_choices(opened_here, rows)
    if not choices:
        tell(request, "not-alike")
        return _back(request)
    chosen = request.POST.get("choice", "")
    if chosen not in {choice.code for choice in choices}:
        return _page(request, rows, {"act": "answer", "choices": choices, "is_wrong": "sure" in request.POST})
    came = together.answer(opened_here, rows, {"choice": chosen}, _seconds(request))
    _tell(request, "answered-many", came)
    if came.runs:
        tell(request, "went-on-many", count=came.runs)
    return _back(request)


def _page(request: HttpRequest, rows: list[QuestionRow], more: dict[str, Any]) -> HttpResponse:
    opened_here = Desk(desk.office_of(request))
    asks = [(row, ask) for row in rows if (ask := opened_here.ask(row))]
    shown = {
        "asked": [(row, opened_here.sentence(row), opened.subject(ask, row)) for row, ask in asks],
        "here": lines.filter_of(request.GET),
        "timed": timing.begin(case.timed_as(_SUBJECT, desk.account_of(request))),
    }
    return render(request, "inbox/together.html", {**shown, **more})


def _tell(request: HttpRequest, code: str, came: Came, **fields: str) -> None:
    tell(request, code, count=came.done, **fields)
    if came.refused:
        tell(request, f"{code}-but", count=came.refused)


def _seconds(request: HttpRequest) -> float:
    return timing.spent(case.timed_as(_SUBJECT, desk.account_of(request)), request.POST)


def _back(request: HttpRequest) -> HttpResponse:
    return redirect(reverse("inbox") + lines.filter_of(request.GET).query)
