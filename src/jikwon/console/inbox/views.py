"""확인할 일 and 건별 확인: thin; what the pages show is gathered in the modules beside this one."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jikwon.console import desk
from jikwon.console.access import needs, question_of
from jikwon.console.accounts import names
from jikwon.console.inbox import case as page
from jikwon.console.inbox import deciding, lines, listpage, many, opened
from jikwon.console.inbox.deciding import Unusable
from jikwon.console.inbox.lines import Filter
from jikwon.console.inbox.opened import Desk
from jikwon.console.inbox.told import tell, told
from jikwon.console.shell import timing
from jikwon.engine import claiming, ordering, showing
from jikwon.model.answering import QuestionUnknown
from jikwon.records import cases, claims, questions, runs
from jikwon.records.questions import QuestionRow
from jikwon.trust.rights import Right

UNUSABLE, CONFLICT = 422, 409
"""Statuses of a page that comes back: something typed cannot be taken, or somebody was faster."""


@needs(Right.ANSWER)
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """List what only a person can settle."""
    shown = listpage.context(request, Desk(desk.office_of(request)), desk.account_of(request))
    return render(request, "inbox/inbox.html", {**shown, "messages": told(request)})


@needs(Right.ANSWER)
@require_http_methods(["GET", "POST"])
def case(request: HttpRequest, question: str) -> HttpResponse:
    """Show one question with its sources, and take the answer to it."""
    row = question_of(desk.account_of(request), question)
    if request.method == "POST":
        return _decided(request, row)
    if row.state == "open":
        desk.office_of(request).note("question opened", run=row.run_id, subject=row.subject_hash, why=row.code)
    return _case(request, row)


def _case(request: HttpRequest, row: QuestionRow, *, status: int = 200, **more: Any) -> HttpResponse:  # noqa: ANN401
    shown = page.context(Desk(desk.office_of(request)), desk.account_of(request), row, lines.filter_of(request.GET))
    return render(request, "inbox/case.html", {**shown, "messages": told(request), **more}, status=status)


def _decided(request: HttpRequest, row: QuestionRow) -> HttpResponse:
    office, account, wanted = desk.office_of(request), desk.account_of(request), lines.filter_of(request.GET)
    before = lines.queue(cases.waiting(), wanted, account.name, row.id)
    ask = Desk(office).ask(row)
    if ask is None:  # the run's key was destroyed: there is nothing left to answer
        raise Http404
    try:
        if request.POST.get("act") == "exclude":
            deciding.exclude(office, row, request.POST.get("reason", ""), _seconds(request, row))
            tell(request, "excluded")
        else:
            count = deciding.answer(office, row, ask, request.POST, _seconds(request, row))
            tell(request, "answered" if count == 1 else "answered-alike", count=count)
    except Unusable as error:
        return _case_again(request, row, error)
    except QuestionUnknown:
        fresh = questions.get(row.id) or row
        return _case(request, fresh, status=CONFLICT, is_conflict=True, typed=page.typed(request.POST))
    if ordering.go_on_if_answered(office, row.run_id):
        tell(request, "went-on")
    return _next(request, before, row)


def _case_again(request: HttpRequest, row: QuestionRow, error: Unusable) -> HttpResponse:
    """Show the page again with what was typed, the field that is to blame, and the time that was spent so far."""
    timed = timing.carry_on(page.timed_as(row.id, desk.account_of(request)), request.POST)
    wrong = {error.field: error.sentence}
    return _case(request, row, status=UNUSABLE, wrong=wrong, typed=page.typed(request.POST), timed=timed)


def _seconds(request: HttpRequest, row: QuestionRow) -> float:
    return timing.spent(page.timed_as(row.id, desk.account_of(request)), request.POST)


def _next(request: HttpRequest, before: list[str], row: QuestionRow) -> HttpResponse:
    """Open the next question of those that the person goes through, or the list when none is left."""
    wanted, account = lines.filter_of(request.GET), desk.account_of(request)
    left = {each.id for each in lines.chosen(cases.waiting(), wanted, account.name)} - {row.id}
    place = before.index(row.id) if row.id in before else 0
    following = next((each for each in (*before[place:], *before[:place]) if each in left), "")
    if following:
        return _to("case", wanted, following)
    tell(request, "none-left")
    return _to("inbox", wanted)


def _to(name: str, wanted: Filter, *given: str) -> HttpResponse:
    """Lead to an address with the filter of the list; a case's heading has the focus then."""
    return redirect(reverse(name, args=given) + wanted.query + ("#case" if given else ""))


@needs(Right.ANSWER)
@require_POST
def take(request: HttpRequest, question: str) -> HttpResponse:
    """Take a question in hand, from nobody or from the colleague whom the page has named."""
    row = question_of(desk.account_of(request), question)
    if claiming.take(desk.office_of(request), row, instead_of=request.POST.get("instead_of", "")):
        tell(request, "taken")
    else:
        _tell_who(request, row)
    return _to("case", lines.filter_of(request.GET), row.id)


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
        return _case_again(request, row, Unusable("to", "nobody"))
    note = request.POST.get("forward_note", "")
    return _passed(
        request,
        row,
        "forwarded",
        claiming.forward(desk.office_of(request), row, to=to.name, note=note, people_s=_seconds(request, row)),
        name=to.shown,
    )


@needs(Right.ANSWER)
@require_POST
def hold(request: HttpRequest, question: str) -> HttpResponse:
    """Keep a question until something else has happened."""
    row = question_of(desk.account_of(request), question)
    note = request.POST.get("hold_note", "")
    if not note.strip():
        return _case_again(request, row, Unusable("hold_note", "no-hold-note"))
    is_done = claiming.hold(desk.office_of(request), row, note=note, people_s=_seconds(request, row))
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
        return _to("case", lines.filter_of(request.GET), row.id)
    tell(request, code, **fields)
    wanted, account = lines.filter_of(request.GET), desk.account_of(request)
    return _next(request, lines.queue(cases.waiting(), wanted, account.name, row.id), row)


@needs(Right.ANSWER)
@require_POST
def draft(request: HttpRequest, question: str) -> HttpResponse:
    """Keep what was typed so far, sealed; nothing of it stays in the browser."""
    row = question_of(desk.account_of(request), question)
    kept = {name: text for name, text in page.typed(request.POST).items() if name in page.DRAFTED}
    is_kept = claiming.draft(desk.office_of(request), row, kept)
    if request.headers.get("HX-Request"):
        return render(request, "inbox/draft.html", {"is_kept": is_kept, "at": opened.clock()})
    tell(request, "draft-kept" if is_kept else "not-open")
    return _to("case", lines.filter_of(request.GET), row.id)


@needs(Right.ANSWER)
@require_GET
def picture(request: HttpRequest, question: str, number: int) -> HttpResponse:
    """Give a picture that an open question shows; it is opened for this answer and lies nowhere."""
    row = question_of(desk.account_of(request), question)
    opened_here = Desk(desk.office_of(request))
    active, ask = opened_here.run(row.run_id), opened_here.ask(row)
    data = showing.picture(active, ask, number) if active and ask and row.state == "open" else None
    if data is None:
        raise Http404
    return HttpResponse(data, content_type="image/png", headers={"Cache-Control": "no-store"})


@needs(Right.ANSWER)
@require_POST
def go_on(request: HttpRequest, run: str) -> HttpResponse:
    """Let a run go on with the answers that are there, though it asks for more."""
    office = desk.office_of(request)
    if runs.get(run) is None:
        raise Http404
    is_going = ordering.go_on_if_answered(office, run, partly=True)
    tell(request, "goes-on" if is_going else "goes-already")
    return _to("inbox", lines.filter_of(request.GET))


@needs(Right.ANSWER)
@require_POST
def together(request: HttpRequest) -> HttpResponse:
    """Take, forward or answer many questions at once; what cannot be taken back is confirmed first."""
    return many.done(request)
