"""Coming in, going out, and one's own account."""

import time
from urllib.parse import urlsplit

import segno
from axes.decorators import axes_dispatch
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jikwon.console import desk
from jikwon.console.access import for_everyone
from jikwon.console.accounts import first, second
from jikwon.console.accounts.forms import Code, Login, NewPassword
from jikwon.console.accounts.middleware import CAME, GENERATION, PASSED, SEEN
from jikwon.console.accounts.models import Account
from jikwon.console.settings import ABSOLUTE_S, IDLE_S

_SECRET = "second-secret"  # noqa: S105 - a key of the session
_TRIES = "second-tries"
_MOST_TRIES = 5


@axes_dispatch  # type: ignore[untyped-decorator]
@require_http_methods(["GET", "POST"])
def come_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password."""
    if not Account.objects.exists():
        return redirect("first")
    form = Login(request.POST or None)
    failed = False
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        account = authenticate(request, name=name, password=form.cleaned_data["password"])
        if isinstance(account, Account):
            _enter(request, account)
            return redirect(_wanted(request))
        failed = True
        desk.office().acting_for(name, desk.address_of(request)).note("login refused", subject=name)
    why = request.GET.get("why", "")
    return render(request, "accounts/login.html", {"form": form, "failed": failed, "why": why}, status=200)


def _enter(request: HttpRequest, account: Account) -> None:
    login(request, account, backend="jikwon.console.accounts.backend.ByName")
    now = time.time()
    request.session.update({CAME: now, SEEN: now, GENERATION: account.generation, PASSED: False})
    desk.office_of(request).note("login", subject=account.name)


def _wanted(request: HttpRequest) -> str:
    """Give the page that was asked for before the login; only one of our own."""
    wanted = request.GET.get("next", "")
    parts = urlsplit(wanted)
    is_ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and not parts.netloc and not parts.scheme
    return wanted if is_ours else "/"


@require_http_methods(["GET", "POST"])
def first_account(request: HttpRequest) -> HttpResponse:
    """Make the first administrator, with the one-time code that `jikwon up` has printed."""
    if Account.objects.exists():
        return redirect("login")
    given = first.First(request.POST or None)
    if request.method == "POST" and given.is_valid() and (account := first.make(given.cleaned_data)):
        _enter(request, account)
        return redirect("second-set-up")
    return render(request, "accounts/first.html", {"form": given, "failed": request.method == "POST"})


@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Ask for a code."""
    account = desk.account_of(request)
    if not second.has(account):
        return redirect("second-set-up")
    form, failed = Code(request.POST or None), False
    if request.method == "POST" and form.is_valid():
        if second.take(account, form.cleaned_data["code"]):
            request.session.cycle_key()
            request.session[PASSED] = True
            return redirect("home")
        failed = True
        request.session[_TRIES] = request.session.get(_TRIES, 0) + 1
        desk.office_of(request).note("second factor refused", subject=account.name)
        if request.session[_TRIES] >= _MOST_TRIES:
            logout(request)
            return redirect("login")
    return render(request, "accounts/second.html", {"form": form, "failed": failed})


@require_http_methods(["GET", "POST"])
def second_set_up(request: HttpRequest) -> HttpResponse:
    """Show a new secret as a picture and as letters, and keep it once a code of it was typed."""
    account = desk.account_of(request)
    if second.has(account) and not request.session.get(PASSED):
        return redirect("second")
    secret = request.session.setdefault(_SECRET, second.fresh())
    form, failed = Code(request.POST or None), False
    if request.method == "POST" and form.is_valid():
        if step := second.matches(secret, form.cleaned_data["code"]):
            second.keep(account, secret, step)
            del request.session[_SECRET]
            request.session.cycle_key()
            request.session[PASSED] = True
            desk.office_of(request).note("second factor set up", subject=account.name)
            return redirect("home")
        failed = True
    picture = segno.make(second.address(account, secret)).svg_data_uri(scale=5, border=2)
    groups = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return render(
        request, "accounts/second_set_up.html", {"form": form, "failed": failed, "picture": picture, "secret": groups}
    )


@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Let somebody change their password; other sessions of theirs end."""
    account = desk.account_of(request)
    form = NewPassword(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account.set_password(form.cleaned_data["new"])
        account.must_change = False
        account.generation += 1
        account.save()
        update_session_auth_hash(request, account)
        request.session[GENERATION] = account.generation
        desk.office_of(request).note("password changed", subject=account.name)
        return redirect("home")
    return render(request, "accounts/password.html", {"form": form, "forced": account.must_change})


@for_everyone
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Let somebody choose language and contrast."""
    account = desk.account_of(request)
    if request.method == "POST":
        account.language = "en" if request.POST.get("language") == "en" else "ko"
        account.contrast = bool(request.POST.get("contrast"))
        account.save(update_fields=["language", "contrast"])
        return redirect("profile")
    return render(request, "accounts/profile.html", {"roles": account.role_list})


@require_POST
def go_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    desk.office_of(request).note("logout", subject=desk.account_of(request).name)
    logout(request)
    return redirect("login")


@for_everyone
@require_GET
def time_left(request: HttpRequest) -> HttpResponse:
    """Show how long the session still lasts; asked by the page itself, which counts as nobody's act."""
    session, now = request.session, time.time()
    idle = IDLE_S - (now - session[SEEN])
    whole = ABSOLUTE_S - (now - session[CAME])
    return render(
        request, "console/time_left.html", {"seconds": max(0, round(min(idle, whole))), "can_extend": whole > idle}
    )


@for_everyone
@require_POST
def extend(request: HttpRequest) -> HttpResponse:
    """Let the session go on; the guard has noted the act."""
    return time_left(request)
