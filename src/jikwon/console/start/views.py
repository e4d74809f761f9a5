"""Choosing a process, handing files over, practising, and the template of an input."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jikwon.console import desk
from jikwon.console.access import needs, own_run_of
from jikwon.console.settings import LARGEST_UPLOAD
from jikwon.console.start import choosing, fields, handing, templates
from jikwon.console.start.faults import WHOLE, Faults
from jikwon.console.start.handing import Order
from jikwon.engine.runs import ordering
from jikwon.engine.workers import staff
from jikwon.model.catalog import Process, ProcessUnknown, find
from jikwon.trust.rights import Right

_PRESENT_S = 120
"""A run whose clock is no further from its beginning was started for the present minute."""
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs(Right.WORK)
@require_GET
def choose(request: HttpRequest) -> HttpResponse:
    """Show what can be handed over."""
    return render(request, "start/choose.html", {"cards": choosing.cards(desk.office())})


@needs(Right.WORK)
@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, slug: str) -> HttpResponse:
    """Take files and settings, and begin their plan; what is wrong is said at its field and nothing is kept."""
    process, faults = _process(slug), Faults()
    if request.method == "GET":
        return _form(request, process, _as_before(request, process), faults)
    order, row = handing.begun(request, process, faults)
    return redirect("run", run=row.id) if row else _form(request, process, order, faults)


@needs(Right.WORK)
@require_POST
def practise(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a run over made-up files; it is never released."""
    process = _process(slug)
    if not choosing.is_practicable(process):
        raise Http404
    return redirect("run", run=handing.practised(request, process).id)


@needs(Right.WORK)
@require_GET
def template(request: HttpRequest, slug: str, name: str) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Give an input's template to be filled in."""
    process = _process(slug)
    if name not in process.manifest.inputs or not templates.has(process, name):
        raise Http404
    title = fields.named(process.manifest.inputs[name].name)
    answer = HttpResponse(templates.made(process, name, title), content_type=_WORKBOOK)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(title)}{templates.SUFFIX}"
    return answer


def _process(slug: str) -> Process:
    try:
        return find(slug)
    except ProcessUnknown as error:
        raise Http404 from error


def _as_before(request: HttpRequest, process: Process) -> Order:
    """Give the settings of the person's own run that the address names (`?from=RUN`), else none."""
    empty = Order(settings={}, as_of="", partial=False, files={})
    if not (run := request.GET.get("from", "")):
        return empty
    row = own_run_of(desk.account_of(request), run)
    options = ordering.options_of(desk.office(), row)
    if options is None or row.process != process.slug:
        return empty
    known = {name: value for name, value in options.settings.items() if name in process.manifest.settings}
    clock = datetime.fromisoformat(row.clock)
    was_chosen = abs(clock.timestamp() - row.created_at) > _PRESENT_S
    as_of = f"{clock:%Y-%m-%dT%H:%M}" if was_chosen else ""
    return Order(settings=known, as_of=as_of, partial=options.partial, files={})


def _form(request: HttpRequest, process: Process, order: Order, faults: Faults) -> HttpResponse:
    office = desk.office()
    again: dict[str, Sequence[str]] = order.names if faults else {}
    context = {
        "slug": process.slug, "name": fields.named(process.manifest.name), "about": fields.about(process),
        "inputs": fields.inputs(process, faults, again), "as_of": order.as_of, "as_of_errors": faults.at("as_of"),
        "settings": [
            fields.urgency(process, office, order.priority, faults),
            *fields.settings(process, office, order.settings, faults),
        ],
        "partial": order.partial,
        "whole": faults.at(WHOLE), "has_faults": bool(faults), "is_approved": process.manifest.release == "approve",
        "can_practise": choosing.is_practicable(process), "most_bytes": LARGEST_UPLOAD,
        "most": LARGEST_UPLOAD // 1_000_000, "is_staffed": staff.can_do(staff.workers(office), process),
    }  # fmt: skip
    return render(request, "start/hand_over.html", context, status=422 if faults else 200)
