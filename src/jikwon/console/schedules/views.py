"""Runs that begin by themselves: what is kept, making one, letting it rest, removing it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jikwon.console import desk
from jikwon.console.access import needs
from jikwon.console.accounts import names
from jikwon.console.accounts.models import Account
from jikwon.console.runs.rows import name_of
from jikwon.console.schedules import ordering, saying
from jikwon.console.schedules.ordering import Form
from jikwon.console.start import choosing, fields
from jikwon.console.start.faults import WHOLE, Faults
from jikwon.engine.triggers import orders, placeholders, telling
from jikwon.engine.triggers.orders import SCHEDULE, WATCH
from jikwon.engine.triggers.telling import Told
from jikwon.korea.recurrence import OnHolidays
from jikwon.model import fact
from jikwon.model.catalog import Process
from jikwon.records import triggers
from jikwon.records.triggers import TriggerRow
from jikwon.trust.rights import Right


@fact
class Shown:
    """A standing order on the page; `said` is when it is due, in words."""

    told: Told
    process: str
    owner: str
    said: str
    is_on_working_days: bool


@needs(Right.WORK, Right.ADMINISTER)
@require_GET
def all_(request: HttpRequest) -> HttpResponse:
    """List schedules and watched folders: one's own, all of them for whoever administers."""
    account, office = desk.account_of(request), desk.office()
    context = {
        "schedules": [_shown(each) for each in telling.every(office, SCHEDULE) if _is_for(account, each.owner)],
        "watches": [_shown(each) for each in telling.every(office, WATCH) if _is_for(account, each.owner)],
        "sees_all": account.may(Right.ADMINISTER), "may_open": account.may(Right.WORK, Right.APPROVE, Right.AUDIT),
    }  # fmt: skip
    return render(request, "schedules/all.html", context)


@needs(Right.WORK, Right.ADMINISTER)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Choose a process (`?process=SLUG`), and say when it is to begin by itself."""
    can_be = _schedulable(desk.account_of(request))
    slug = request.GET.get("process", "")
    if not slug:
        listed = [(each.slug, fields.named(each.manifest.name), fields.about(each)) for each in can_be]
        return render(request, "schedules/choose.html", {"processes": sorted(listed, key=lambda each: each[1])})
    process = next((each for each in can_be if each.slug == slug), None)
    if process is None:
        raise Http404
    faults = Faults()
    if request.method == "GET":
        return _form(request, process, Form(), faults)
    form = ordering.sent(request, process)
    return (
        redirect("schedules")
        if ordering.keep(request, process, form, faults)
        else _form(request, process, form, faults)
    )


@needs(Right.WORK, Right.ADMINISTER)
@require_POST
def pause(request: HttpRequest, name: str) -> HttpResponse:
    """Let a standing order rest, or go on."""
    row = _known(request, name)
    (orders.resume if row.paused else orders.pause)(desk.office_of(request), name, row.kind)
    return redirect("schedules")


@needs(Right.WORK, Right.ADMINISTER)
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, name: str) -> HttpResponse:
    """Ask whether a standing order is to be removed, and remove it; its runs stay."""
    row = _known(request, name)
    if request.method == "POST":
        orders.remove(desk.office_of(request), name, row.kind)
        return redirect("schedules")
    return render(request, "schedules/remove.html", {"each": _shown(telling.told(desk.office(), row))})


def _is_for(account: Account, owner: str) -> bool:
    return account.may(Right.ADMINISTER) or (owner == account.name and account.may(Right.WORK))


def _known(request: HttpRequest, name: str) -> TriggerRow:
    row = triggers.get(name)
    if row is None or not _is_for(desk.account_of(request), row.account):
        raise Http404
    return row


def _shown(told: Told) -> Shown:
    return Shown(
        told=told, process=name_of(told.process), owner=names.shown(told.owner),
        said=saying.in_words(told.when) if told.when else "", is_on_working_days=saying.is_on_working_days(told.when),
    )  # fmt: skip


def _schedulable(account: Account) -> list[Process]:
    """List the processes that can begin by themselves: those that need no file, or all where its place can be named."""
    may_name_files = account.may(Right.ADMINISTER)
    return [
        each
        for each in choosing.installed()
        if may_name_files or not any(given.required for given in each.manifest.inputs.values())
    ]


def _form(request: HttpRequest, process: Process, form: Form, faults: Faults) -> HttpResponse:
    account = desk.account_of(request)
    context: dict[str, Any] = {
        "slug": process.slug, "name": fields.named(process.manifest.name), "form": form, "rhythms": saying.RHYTHMS,
        "weekdays": [(each, str((int(each) - 1) % 7), each in form.weekdays) for each in saying.WEEKDAYS],
        "holidays": [each.value for each in OnHolidays],
        "settings": fields.settings(process, desk.office(), form.settings, faults), "has_faults": bool(faults),
        "whole": faults.at(WHOLE), "name_errors": faults.at("name"), "time_errors": faults.at("time"),
        "owner_errors": faults.at("owner"), "mail_errors": faults.at("mail"),
        "has_mail": desk.office().settings.mail is not None,
        "placeholders": ", ".join(f"{{{each}}}" for each in placeholders.NAMES),
        "workers": [] if account.may(Right.WORK) else names.workers(),
        "inputs": [
            (each, form.paths.get(each.name, "")) for each in fields.inputs(process, faults, {})
        ] if account.may(Right.ADMINISTER) else [],
    }  # fmt: skip
    return render(request, "schedules/new.html", context, status=422 if faults else 200)
