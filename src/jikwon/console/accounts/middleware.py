"""The guard: nobody passes without an account, a second factor, and a session that is still wanted."""

import time
from collections.abc import Callable
from typing import Final

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve

from jikwon.console.accounts.models import Account
from jikwon.console.settings import ABSOLUTE_S, IDLE_S

OPEN: Final = frozenset({"login", "first", "alive", "language"})
"""Addresses for those who have not come in."""
HALF_IN: Final = frozenset({"second", "second-set-up", "logout", "password"})
"""Addresses for those who gave a password but not the rest."""
CAME, SEEN, PASSED, GENERATION = "came", "seen", "passed", "generation"
POLLED: Final = "HX-Trigger-Name"


class Guard:
    """Sends everyone to where they have to be first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let a request pass, or send it to the login."""
        name = resolve(request.path_info).url_name if request.path_info else ""
        if name in OPEN:
            return _fresh(self._next(request))
        if (unwanted := _unwanted(request)) is not None:
            logout(request)
            return _to_login(request, unwanted)
        account = request.user
        assert isinstance(account, Account)
        if name not in HALF_IN:
            if not request.session.get(PASSED):
                return redirect("second" if account.secret else "second-set-up")
            if account.must_change:
                return redirect("password")
        if request.headers.get("X-Jikwon-Poll") is None:  # a page that refreshes itself is nobody's act
            request.session[SEEN] = time.time()
        return _fresh(self._next(request))


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
