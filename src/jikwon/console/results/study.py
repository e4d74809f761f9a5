"""The time study: what a task takes by hand, under a stopwatch."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jikwon.console import desk
from jikwon.console.access import needs
from jikwon.console.results.views import name_of
from jikwon.engine.reports import hours
from jikwon.model.catalog import Process, every, find
from jikwon.model.errors import JikwonError
from jikwon.records import measurements
from jikwon.trust.rights import Right


class Timed(forms.Form):
    """So many items in so many minutes, done by somebody on a day."""

    items = forms.IntegerField(min_value=1, max_value=1_000_000)
    minutes = forms.FloatField(min_value=0.01, max_value=24 * 60)
    worker = forms.CharField(max_length=60, required=False)
    day = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))


@needs(Right.MEASURE, Right.WORK)
@require_GET
def studies(request: HttpRequest) -> HttpResponse:
    """List the processes, with what is known of each."""
    found = [(each.slug, name_of(each.slug), hours.baseline(each.slug)) for each in _sorted()]
    return render(request, "results/studies.html", {"studies": found})


@needs(Right.MEASURE, Right.WORK)
@require_http_methods(["GET", "POST"])
def of_process(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the measurements of a process, and take another."""
    process = _known(slug)
    form = Timed(request.POST or None)
    wrong = ""
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            hours.add(
                desk.office_of(request), slug, items=given["items"], minutes=given["minutes"],
                worker=given["worker"].strip(), day=given["day"].isoformat() if given["day"] else "",
            )  # fmt: skip
            return redirect("study", slug)
        except hours.MeasurementInvalid as error:
            wrong = error.text()
    shown = {
        "slug": slug, "name": name_of(process.slug), "form": form, "wrong": wrong, "baseline": hours.baseline(slug),
        "measurements": [(each, each.seconds / 60, each.seconds / 60 / each.items) for each in _of(slug)],
        "may_remove_all": desk.account_of(request).may(Right.MEASURE),
    }  # fmt: skip
    return render(request, "results/study.html", shown)


@needs(Right.MEASURE, Right.WORK)
@require_POST
def remove(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Remove a measurement that was a mistake: one's own, or anyone's for those who keep the baselines."""
    account = desk.account_of(request)
    found = next((each for each in _of(slug) if each.id == number), None)
    if found is None or not (account.may(Right.MEASURE) or found.noted_by == account.name):
        raise Http404
    hours.remove(desk.office_of(request), number)
    return redirect("study", slug)


def _of(slug: str) -> list[measurements.MeasurementRow]:
    return measurements.of_process(_known(slug).slug)


def _known(slug: str) -> Process:
    try:
        return find(slug)
    except JikwonError as error:
        raise Http404 from error


def _sorted() -> list[Process]:
    return sorted(every(), key=lambda process: process.slug)
