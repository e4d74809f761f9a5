"""확인할 일 and 건별 확인: thin; what the pages show is gathered in the modules beside this one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jikwon.console import desk
from jikwon.console.access import needs, question_of
from jikwon.console.inbox import deciding, leading, lines, listpage, many
from jikwon.console.inbox.deciding import Unusable
from jikwon.console.inbox.opened import Desk
from jikwon.console.inbox.told import tell, told
from jikwon.engine.questions import attachments
from jikwon.engine.runs import ordering
from jikwon.model.answering import QuestionUnknown
from jikwon.records import cases, runs
from jikwon.records.questions import QuestionRow
from jikwon.trust.rights import Right


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
    return leading.show(request, row)


def _decided(request: HttpRequest, row: QuestionRow) -> HttpResponse:
    office, account, wanted = desk.office_of(request), desk.account_of(request), lines.filter_of(request.GET)
    before = lines.queue(cases.waiting(), wanted, account.name, row.id)
    ask = Desk(office).ask(row)
    if ask is None:  # the run's key was destroyed: there is nothing left to answer
        raise Http404
    try:
        if request.POST.get("act") == "exclude":
            deciding.exclude(office, row, request.POST.get("reason", ""), leading.seconds(request, row))
            tell(request, "excluded")
        else:
            count = deciding.answer(office, row, ask, request.POST, leading.seconds(request, row))
            tell(request, "answered" if count == 1 else "answered-alike", count=count)
    except Unusable as error:
        return leading.show_again(request, row, error)
    except QuestionUnknown:
        return leading.show_settled(request, row)
    if ordering.go_on_if_answered(office, row.run_id):
        tell(request, "went-on")
    return leading.to_next(request, before, row)


@needs(Right.ANSWER)
@require_GET
def picture(request: HttpRequest, question: str, number: int) -> HttpResponse:
    """Give a picture that an open question shows; it is opened for this answer and lies nowhere."""
    row = question_of(desk.account_of(request), question)
    opened_here = Desk(desk.office_of(request))
    active, ask = opened_here.run(row.run_id), opened_here.ask(row)
    data = attachments.picture(active, ask, number) if active and ask and row.state == "open" else None
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
    return leading.to(request, "inbox")


@needs(Right.ANSWER)
@require_POST
def together(request: HttpRequest) -> HttpResponse:
    """Take, forward or answer many questions at once; what cannot be taken back is confirmed first."""
    return many.done(request)
