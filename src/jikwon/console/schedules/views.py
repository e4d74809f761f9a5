"""Stub."""

from django.http import Http404, HttpRequest, HttpResponse

from jikwon.console.access import needs
from jikwon.trust.rights import Right


@needs(Right.WORK, Right.ADMINISTER)
def all_(request: HttpRequest) -> HttpResponse:
    """List."""
    raise Http404


@needs(Right.WORK, Right.ADMINISTER)
def pause(request: HttpRequest, name: str) -> HttpResponse:
    """Pause."""
    raise Http404


new = all_
remove = pause
