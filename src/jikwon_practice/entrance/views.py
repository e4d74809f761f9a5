"""The way in and out: account and password, the six digits, notices, the page of lost sessions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods, require_POST

from jikwon_practice.entrance import sessions
from jikwon_practice.entrance.forms import Code, SignIn, first_error
from jikwon_practice.entrance.models import MAY_FAIL, Account

LOCKED = "계정이 잠겼습니다. 시스템 관리자에게 문의하십시오."
WRONG = "아이디 또는 비밀번호가 올바르지 않습니다."


@require_http_methods(["GET", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Ask for 아이디 and 비밀번호; who has them right is asked for the second step."""
    alert = ""
    if request.method == "POST":
        form = SignIn(request.POST)
        alert = _password_alert(form) if form.is_valid() else first_error(form)
        if not alert:
            request.session["pending"] = form.cleaned_data["account"]
            return redirect(f"/{sessions.portal(request)}/login/code")
    return render(request, f"{sessions.portal(request)}/login.html", {"alert": alert})


@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the 인증번호 and let in."""
    portal = sessions.portal(request)
    account = Account.objects.filter(name=request.session.get("pending", "")).first()
    if account is None:
        return redirect(f"/{portal}/login")
    alert = ""
    if request.method == "POST":
        form = Code(request.POST)
        alert = _code_alert(account, form) if form.is_valid() else first_error(form)
        if not alert:
            sessions.begin(request, account.name)
            return redirect(f"/{portal}/")
    return render(request, f"{portal}/login.html", {"alert": alert, "step": "code"})


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """End the session."""
    portal = sessions.portal(request)
    request.session.flush()
    return redirect(f"/{portal}/login")


@require_POST
def notice_closed(request: HttpRequest) -> HttpResponse:
    """Remember that the notices were read."""
    sessions.close_notice(request)
    return HttpResponse(status=204)


def expired(request: HttpRequest) -> HttpResponse:
    """Say that the session is lost."""
    return render(request, "practice/expired.html", {"portal": sessions.portal(request)})


def _password_alert(form: SignIn) -> str:
    account = Account.objects.filter(name=form.cleaned_data["account"]).first()
    if account is None:
        return WRONG
    if account.is_locked:
        return LOCKED
    if account.takes_password(form.cleaned_data["password"]):
        return ""
    return LOCKED if account.is_locked else f"{WRONG} (오류 {account.failures}/{MAY_FAIL}회)"


def _code_alert(account: Account, form: Code) -> str:
    if account.is_locked:
        return LOCKED
    if account.takes_code(form.cleaned_data["code"]):
        return ""
    return LOCKED if account.is_locked else f"인증번호가 올바르지 않습니다. (오류 {account.failures}/{MAY_FAIL}회)"


URLS: list[URLPattern] = [
    path("login", login),
    path("login/code", code),
    path("logout", logout),
    path("notice/closed", notice_closed),
    path("expired", expired),
]
"""What a portal adds to its own addresses."""
