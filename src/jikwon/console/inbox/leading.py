"""Where people are led: a question's page again, the next question, or the list."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from jikwon.console import desk
from jikwon.console.inbox import case, lines
from jikwon.console.inbox.deciding import Unusable
from jikwon.console.inbox.opened import Desk
from jikwon.console.inbox.told import tell, told
from jikwon.console.shell import timing
from jikwon.records import cases, questions
from jikwon.records.questions import QuestionRow

UNUSABLE, CONFLICT = 422, 409
"""Statuses of a page that comes back: something typed cannot be taken, or somebody was faster."""


def show(request: HttpRequest, row: QuestionRow, *, status: int = 200, **more: Any) -> HttpResponse:  # noqa: ANN401
    """Show a question's page."""
    shown = case.context(Desk(desk.office_of(request)), desk.account_of(request), row, lines.filter_of(request.GET))
    return render(request, "inbox/case.html", {**shown, "messages": told(request), **more}, status=status)


def show_again(request: HttpRequest, row: QuestionRow, error: Unusable) -> HttpResponse:
    """Show the page again with what was typed, the field that is to blame, and the time that was spent so far."""
    timed = timing.carry_on(case.timed_as(row.id, desk.account_of(request)), request.POST)
    wrong = {error.field: error.sentence}
    return show(request, row, status=UNUSABLE, wrong=wrong, typed=case.typed(request.POST), timed=timed)


def show_settled(request: HttpRequest, row: QuestionRow) -> HttpResponse:
    """Say who was faster and when, beside what was typed."""
    fresh = questions.get(row.id) or row
    return show(request, fresh, status=CONFLICT, is_conflict=True, typed=case.typed(request.POST))


def seconds(request: HttpRequest, row: QuestionRow) -> float:
    """Give the seconds that the person worked on the form that was sent."""
    return timing.spent(case.timed_as(row.id, desk.account_of(request)), request.POST)


def to_next(request: HttpRequest, before: list[str], row: QuestionRow) -> HttpResponse:
    """Open the next question of those that the person goes through, or the list when none is left."""
    wanted, account = lines.filter_of(request.GET), desk.account_of(request)
    left = {each.id for each in lines.chosen(cases.waiting(), wanted, account.name)} - {row.id}
    place = before.index(row.id) if row.id in before else 0
    following = next((each for each in (*before[place:], *before[:place]) if each in left), "")
    if following:
        return to(request, "case", following)
    tell(request, "none-left")
    return to(request, "inbox")


def to(request: HttpRequest, name: str, *given: str) -> HttpResponse:
    """Lead to an address with the filter of the list; a case's heading has the focus then."""
    return redirect(reverse(name, args=given) + lines.filter_of(request.GET).query + ("#case" if given else ""))
