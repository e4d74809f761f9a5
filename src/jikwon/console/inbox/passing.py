"""Passing questions on: taken, forwarded, held, given back, and what was typed so far."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from jikwon.console import desk
from jikwon.console.access import needs, question_of
from jikwon.console.accounts import names
from jikwon.console.inbox import case, leading, lines, opened
from jikwon.console.inbox.deciding import Unusable
from jikwon.console.inbox.told import tell
from jikwon.engine.questions import claiming
from jikwon.records import cases, claims, questions
from jikwon.records.questions import QuestionRow
from jikwon.trust.rights import Right


@needs(Right.ANSWER)
@require_POST
def take(request: HttpRequest, question: str) -> HttpResponse:
    """Take a question in hand, from nobody or from the colleague whom the page has named."""
    row = question_of(desk.account_of(request), question)
    if claiming.take(desk.office_of(request), row, instead_of=request.POST.get("instead_of", "")):
        tell(request, "taken")
    else:
        _tell_who(request, row)
    return leading.to(request, "case", row.id)


def _tell_who(request: HttpRequest, row: QuestionRow) -> None:
    claim, fresh = claims.get(row.id), questions.get(row.id)
    if fresh is not None and fresh.state == "open" and claim is not None and claim.account:
        tell(request, "has-it", name=names.shown(claim.account), at=opened.clock(claim.since))
    else:
        tell(request, "not-open")


@needs(Right.ANSWER)
@require_POST
def forward(request: HttpRequest, question: str) -> HttpResponse:
    """Pass a question to a colleague who may answer."""
    account = desk.account_of(request)
    row = question_of(account, question)
    to = next((each for each in names.answerers(but=account.name) if each.name == request.POST.get("to")), None)
    if to is None:
        return leading.show_again(request, row, Unusable("to", "nobody"))
    note = request.POST.get("forward_note", "")
    return _passed(
        request,
        row,
        "forwarded",
        claiming.forward(desk.office_of(request), row, to=to.name, note=note, people_s=leading.seconds(request, row)),
        name=to.shown,
    )


@needs(Right.ANSWER)
@require_POST
def hold(request: HttpRequest, question: str) -> HttpResponse:
    """Keep a question until something else has happened."""
    row = question_of(desk.account_of(request), question)
    note = request.POST.get("hold_note", "")
    if not note.strip():
        return leading.show_again(request, row, Unusable("hold_note", "no-hold-note"))
    is_done = claiming.hold(desk.office_of(request), row, note=note, people_s=leading.seconds(request, row))
    return _passed(request, row, "held", is_done)


@needs(Right.ANSWER)
@require_POST
def release(request: HttpRequest, question: str) -> HttpResponse:
    """Give a question back to everybody."""
    row = question_of(desk.account_of(request), question)
    return _passed(request, row, "given-back", claiming.give_back(desk.office_of(request), row))


def _passed(request: HttpRequest, row: QuestionRow, code: str, is_done: bool, **fields: str) -> HttpResponse:
    if not is_done:
        _tell_who(request, row)
        return leading.to(request, "case", row.id)
    tell(request, code, **fields)
    wanted, account = lines.filter_of(request.GET), desk.account_of(request)
    return leading.to_next(request, lines.queue(cases.waiting(), wanted, account.name, row.id), row)


@needs(Right.ANSWER)
@require_POST
def draft(request: HttpRequest, question: str) -> HttpResponse:
    """Keep what was typed so far, sealed; nothing of it stays in the browser."""
    row = question_of(desk.account_of(request), question)
    kept = {name: text for name, text in case.typed(request.POST).items() if name in case.DRAFTED}
    is_kept = claiming.draft(desk.office_of(request), row, kept)
    if request.headers.get("HX-Request"):
        return render(request, "inbox/draft.html", {"is_kept": is_kept, "at": opened.clock()})
    tell(request, "draft-kept" if is_kept else "not-open")
    return leading.to(request, "case", row.id)
