"""Nobody passes unsigned: to the door who never was in, to the page of lost sessions who was."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render

from jikwon_practice.entrance import sessions

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def signed_in(view: View[P]) -> View[P]:
    """Let a view answer only those who are signed in to its portal."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if sessions.account(request):
            return view(request, *args, **kwargs)
        return _refused(request)

    return guarded


def _refused(request: HttpRequest) -> HttpResponse:
    portal = sessions.portal(request)
    if request.headers.get("X-Requested-With") == "fetch":
        return JsonResponse({"expired": f"/{portal}/expired"}, status=401)
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return redirect(f"/{portal}/login")
    return render(request, "practice/expired.html", {"portal": portal})  # 200, as such systems answer
