"""Pages of the frame itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Say that a page was too old to be sent, and what to do."""
    return render(request, "console/sorry.html", {"code": "forged"}, status=403)
