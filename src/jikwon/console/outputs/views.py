"""Outputs and evidence of a run."""

from django.http import Http404, HttpRequest, HttpResponse

from jikwon.console.access import needs
from jikwon.trust.rights import Right


@needs(Right.WORK, Right.APPROVE, Right.AUDIT)
def outputs(request: HttpRequest, run: str, **_: object) -> HttpResponse:
    """Show what a run has released."""
    raise Http404


download = proof = capture = evidence = outputs
