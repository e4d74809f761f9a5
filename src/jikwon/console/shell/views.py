"""Pages of the frame itself: help, and what to do when something is wrong."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jikwon.console import desk
from jikwon.console.access import for_everyone
from jikwon.console.shell import frameless, words
from jikwon.model import JikwonError


@for_everyone
def help_(request: HttpRequest) -> HttpResponse:
    """Say how the work goes, and whom to ask."""
    return render(request, "console/help.html", {"contact": desk.office().settings.console.help})


def told(request: HttpRequest, error: JikwonError) -> HttpResponse:
    """Say an error of ours in words, where no form can show it."""
    sentence = words.without_commands(error.text())
    return render(request, "console/sorry.html", {"code": "told", "sentence": sentence}, status=409)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Say that a page was too old to be sent, and what to do."""
    return _sorry(request, "forged", 403)


def bad(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Say that a request made no sense."""
    return _sorry(request, "bad", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Say that the person's roles do not open this."""
    return _sorry(request, "forbidden", 403)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Say that there is nothing here, or nothing for this person."""
    return _sorry(request, "missing", 404)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that the console failed, and what was kept; that the records are away where that is why.

    Whatever fails on the way to a view, or while it is told, ends here: it may have been the frame itself.
    """
    error = sys.exception()
    if error is not None and (state := frameless.state_of(error)):
        return frameless.away(request, state)
    return frameless.sorry(request, "broken", status=500)


def _sorry(request: HttpRequest, code: str, status: int) -> HttpResponse:
    return render(request, "console/sorry.html", {"code": code}, status=status)
