"""점검 모드: no robot begins anything, for a reason that everybody sees, until an IT officer ends it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from jikwon.console import desk
from jikwon.console.access import needs
from jikwon.console.robots import forms
from jikwon.engine.workers import maintenance
from jikwon.trust.rights import Right


@needs(Right.ADMINISTER)
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Ask for the reason, and begin maintenance; whoever comes too late is told that it is on, and for which reason."""
    form = forms.Maintenance(request.POST or None)
    if request.method == "GET":
        return redirect("robots") if maintenance.standing() else _asked(request, form)
    if not form.is_valid():
        return _asked(request, form, status=422)
    if not maintenance.begin(desk.office_of(request), reason=form.cleaned_data["reason"]):
        return _asked(request, form, status=409)
    return redirect("robots")


@needs(Right.ADMINISTER)
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """End maintenance, whoever has begun it; where it is ended already nothing happens."""
    maintenance.end(desk.office_of(request))
    return redirect("robots")


def _asked(request: HttpRequest, form: forms.Maintenance, status: int = 200) -> HttpResponse:
    return render(request, "robots/maintenance.html", {"form": form, "is_late": status == 409}, status=status)
