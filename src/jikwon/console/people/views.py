"""Accounts: made, changed, unlocked and closed by the IT officer; nobody sees a password but the one-time one."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from axes.utils import reset
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from jikwon.console import desk
from jikwon.console.access import needs
from jikwon.console.accounts import creating
from jikwon.console.accounts.models import Account
from jikwon.console.people import forms, locking
from jikwon.console.shell.listing import listed
from jikwon.trust.rights import Right, Role

_COLUMNS: Final[Mapping[str, Callable[[Account], Any]]] = {
    "name": lambda one: one.name,
    "shown": lambda one: one.shown,
    "department": lambda one: (one.department, one.name),
    "came": lambda one: one.last_login.timestamp() if one.last_login else 0.0,
}
_OWN_ROLE_KEPT = "own-role-kept"


@needs(Right.ADMINISTER)
@require_http_methods(["GET", "POST"])
def everybody(request: HttpRequest) -> HttpResponse:
    """List the accounts, and make one."""
    form = forms.New(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if Account.objects.filter(name=given["name"]).exists():
            form.add_error("name", "name-taken")
        else:
            roles = [Role(each) for each in given["roles"]]
            account, password = creating.make(
                desk.office_of(request), given["name"], given["shown"], roles, department=given["department"]
            )
            return _told_once(request, account, password)
    found = listed(request, list(Account.objects.all()), _COLUMNS, sort="name")
    locked = locking.locked()
    shown = [(each, each.name in locked) for each in found.rows]
    return render(request, "people/everybody.html", {"form": form, "listed": found, "people": shown})


@needs(Right.ADMINISTER)
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, name: str) -> HttpResponse:
    """Show one account, and change its roles or close it; nobody takes their own right away."""
    account = _known(name)
    is_own = account.pk == desk.account_of(request).pk
    form = forms.Change(
        request.POST or None,
        initial={"roles": [each.value for each in account.role_list], "is_active": account.is_active},
    )
    if request.method == "POST" and form.is_valid():
        roles, is_active = [Role(each) for each in form.cleaned_data["roles"]], form.cleaned_data["is_active"]
        if is_own and not (is_active and Role.IT_OFFICER in roles):
            form.add_error("roles", _OWN_ROLE_KEPT)
        else:
            creating.change(desk.office_of(request), account, roles=roles, is_active=is_active)
            if is_own:  # their own session ends like every other of the account
                return redirect("login")
            return redirect("person", name)
    shown = {"person": account, "form": form, "is_locked": name in locking.locked(), "is_own": is_own}
    return render(request, "people/person.html", shown)


@needs(Right.ADMINISTER)
@require_POST
def password(request: HttpRequest, name: str) -> HttpResponse:
    """Give a new one-time password, shown once."""
    account = _known(name)
    return _told_once(request, account, creating.give_password(desk.office_of(request), account))


@needs(Right.ADMINISTER)
@require_POST
def second_factor(request: HttpRequest, name: str) -> HttpResponse:
    """Let a person set their second factor up again; they need a new password for it, too."""
    account = _known(name)
    office = desk.office_of(request)
    creating.forget_second(office, account)
    return _told_once(request, account, creating.give_password(office, account))


@needs(Right.ADMINISTER)
@require_POST
def unlock(request: HttpRequest, name: str) -> HttpResponse:
    """Let somebody try again who was locked out."""
    reset(username=_known(name).name)
    desk.office_of(request).note("account unlocked", subject=name)
    return redirect("person", name)


def _told_once(request: HttpRequest, account: Account, password: str) -> HttpResponse:
    return render(request, "people/told_once.html", {"person": account, "password": password})


def _known(name: str) -> Account:
    found = Account.objects.filter(name=name).first()
    if found is None:
        raise Http404
    return found
