"""The guard: nobody passes without an account, a second factor, and a session that is still wanted."""

import time
from collections.abc import Callable
from typing import Any, Final

from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve

from jikwon.console.access import rights_of
from jikwon.console.accounts.models import Account
from jikwon.console.settings import ABSOLUTE_S, IDLE_S

OPEN: Final = frozenset({"login", "first", "health-live", "health-ready"})
"""Addresses for those who have not come in, and for machines that watch."""
HALF_IN: Final = frozenset({"second", "second-set-up", "logout", "password"})
"""Addresses for those who gave a password but not the rest."""
CAME, SEEN, PASSED, GENERATION = "came", "seen", "passed", "generation"
NOTED_EVERY_S: Final = 5.0
"""An act within so many seconds after another is not noted again: each note is a write to the disk."""
POLLED: Final = "X-Jikwon-Poll"
"""The header of a page that refreshes itself: nobody's act."""


class Guard:
    """Sends everyone to where they have to be first, and lets them into what their roles open."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let a request pass, or send it to the login."""
        name = _name_of(request)
        if name in OPEN:
            return _fresh(self._next(request))
        if (unwanted := _unwanted(request)) is not None:
            logout(request)
            return _to_login(request, unwanted)
        if name not in HALF_IN and (place := _missing_step(request)):
            return redirect(place)
        if POLLED not in request.headers and time.time() - request.session.get(SEEN, 0) > NOTED_EVERY_S:
            request.session[SEEN] = time.time()
        return _fresh(self._next(request))

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_: object) -> None:
        """Refuse a view that the person's roles do not open (403), and one that names no rights."""
        if _name_of(request) in OPEN | HALF_IN:
            return
        rights, account = rights_of(view), request.user
        if rights is None or not isinstance(account, Account) or not account.may(*rights):
            raise PermissionDenied


def _name_of(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).url_name or ""
    except Http404:
        return ""


def _missing_step(request: HttpRequest) -> str:
    """Name the page where somebody has to be first, or ""."""
    account = request.user
    assert isinstance(account, Account)
    if not request.session.get(PASSED):
        return "second" if account.secret else "second-set-up"
    return "password" if account.must_change else ""


def _unwanted(request: HttpRequest) -> str | None:
    """Say why a session must end, "" if there is none, None if it may go on."""
    account, session, now = request.user, request.session, time.time()
    if not isinstance(account, Account):
        return ""
    if session.get(GENERATION) != account.generation:
        return "ended"
    if now - session.get(SEEN, 0) > IDLE_S or now - session.get(CAME, 0) > ABSOLUTE_S:
        return "timeout"
    return None


def _to_login(request: HttpRequest, why: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        answer = HttpResponse(status=204)
        answer["HX-Redirect"] = "/login"
        return answer
    response = redirect("login")
    query = [f"why={why}"] if why else []
    if request.method == "GET" and request.path_info != "/":
        query.append(f"next={request.path_info}")
    if query:
        response["Location"] += "?" + "&".join(query)
    return response


def _fresh(response: HttpResponse) -> HttpResponse:
    """Keep pages with people's data out of every cache."""
    response.setdefault("Cache-Control", "no-store")
    return response
