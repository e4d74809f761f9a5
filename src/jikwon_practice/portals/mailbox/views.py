"""The screens: the list of mails, one mail, and its attached files."""

from email.message import EmailMessage, MIMEPart
from typing import NamedTuple, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from jikwon_practice import exporting
from jikwon_practice.entrance import sessions
from jikwon_practice.entrance.guard import signed_in
from jikwon_practice.mailbox.record import Record, Taken


class Shown(NamedTuple):
    """A mail as the screens show it."""

    number: int
    subject: str
    sender: str
    to: str
    date: str
    text: str
    files: list[str]


def kept() -> Record:
    """Give the record of the office's mail server."""
    return Record(settings.PRACTICE_MAILS)


def home(_: HttpRequest) -> HttpResponse:
    """Send whoever comes in to the list."""
    return redirect("/mailbox/mails")


@require_GET
@signed_in
def mails(request: HttpRequest) -> HttpResponse:
    """List the mails, the newest first."""
    shown = [_shown(each) for each in reversed(kept().all())]
    return render(request, "mailbox/mails.html", {"account": sessions.account(request), "mails": shown})


@require_GET
@signed_in
def mail(request: HttpRequest, number: int) -> HttpResponse:
    """Show one mail."""
    return render(request, "mailbox/mail.html", {"account": sessions.account(request), "mail": _shown(_one(number))})


@require_GET
@signed_in
def file(request: HttpRequest, number: int, place: int) -> HttpResponseBase:
    """Give an attached file."""
    files = _files(_one(number).message)
    if not 1 <= place <= len(files):
        raise Http404
    one = files[place - 1]
    content = cast("bytes", one.get_payload(decode=True))
    return exporting.given(request, one.get_filename() or f"{place}", one.get_content_type(), content)


def _one(number: int) -> Taken:
    found = kept().one(number)
    if found is None:
        raise Http404
    return found


def _shown(taken: Taken) -> Shown:
    message = taken.message
    body = message.get_body(("plain",))
    return Shown(
        number=taken.number, subject=str(message["Subject"] or ""), sender=str(message["From"] or ""),
        to=", ".join(taken.to), date=str(message["Date"] or ""),
        text=str(body.get_content()) if body is not None else "",
        files=[each.get_filename() or "" for each in _files(message)],
    )  # fmt: skip


def _files(message: EmailMessage) -> list[MIMEPart]:
    return list(message.iter_attachments())
