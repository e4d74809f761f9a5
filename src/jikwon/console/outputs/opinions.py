"""What people think of runs, and what else they would like a robot to do."""

import time
from typing import Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from jikwon.console import desk
from jikwon.console.access import for_everyone, needs, run_of
from jikwon.console.shell.listing import listed
from jikwon.records import opinions
from jikwon.records import wishes as wish_rows
from jikwon.records.opinions import OpinionRow
from jikwon.records.wishes import WishRow
from jikwon.trust.rights import Right

MOST_LINE: Final = 200
MOST_WISH: Final = 1000


class OpinionForm(forms.Form):
    """A score and one line."""

    score = forms.IntegerField(min_value=1, max_value=5)
    line = forms.CharField(required=False, max_length=MOST_LINE)


class WishForm(forms.Form):
    """A wish in one's own words."""

    wish = forms.CharField(max_length=MOST_WISH, widget=forms.Textarea(attrs={"rows": 4}))


@needs(Right.WORK, Right.APPROVE)
@require_POST
def opinion(request: HttpRequest, run: str) -> HttpResponse:
    """Keep what the person thinks of a run, in place of what they thought before."""
    account = desk.account_of(request)
    row = run_of(account, run)
    form = OpinionForm(request.POST)
    if form.is_valid():
        line = " ".join(form.cleaned_data["line"].split())
        opinions.put(
            OpinionRow(run_id=row.id, account=account.name, score=form.cleaned_data["score"], line=line, at=time.time())
        )
    back = "outputs" if request.POST.get("back") == "outputs" else "run"
    return redirect(back, run=run)


@for_everyone
@require_http_methods(["GET", "POST"])
def wishes(request: HttpRequest) -> HttpResponse:
    """Take a wish, and list one's own; those who look after hours see everybody's."""
    account = desk.account_of(request)
    form = WishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        wish_rows.add(WishRow(account=account.name, text=form.cleaned_data["wish"].strip(), at=time.time()))
        return redirect("wishes")
    sees_all = account.may(Right.MEASURE)
    found = wish_rows.every() if sees_all else wish_rows.of(account.name)
    columns = {"at": lambda each: each.at, "account": lambda each: each.account}
    given = {"form": form, "sees_all": sees_all, "listed": listed(request, found, columns, sort="-at")}
    return render(request, "outputs/wishes.html", given)
