"""Health for service managers and proxies: open to nobody's account, cheap, and silent about everything else."""

from functools import cache

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from jikwon.console import desk
from jikwon.engine.health.checks import Readiness, described


@require_safe
def live(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Say that pages are answered; nothing is read for it."""
    return JsonResponse({"live": True})


@require_safe
def ready(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Say what holds and what does not, as `described`; 503 unless all of it holds."""
    told = described(_readiness().look())
    return JsonResponse(told, status=200 if told["ready"] else 503)


@cache
def _readiness() -> Readiness:
    return Readiness(desk.office())
