"""Looking at runs."""

from django.http import Http404, HttpRequest, HttpResponse

from jikwon.console.access import needs
from jikwon.trust.rights import Right


@needs(Right.WORK, Right.APPROVE, Right.AUDIT)
def every(request: HttpRequest) -> HttpResponse:
    """List the runs."""
    raise Http404


@needs(Right.WORK, Right.APPROVE, Right.AUDIT)
def one(request: HttpRequest, run: str) -> HttpResponse:
    """Show one run."""
    raise Http404


progress = items = one
