"""Whom wrong passwords have locked out, and until when."""

from datetime import timedelta

from axes.models import AccessAttempt
from django.utils import timezone

from jikwon.console.settings import LOCK_AFTER, LOCK_S


def locked() -> frozenset[str]:
    """Name the accounts that are locked at this moment."""
    since = timezone.now() - timedelta(seconds=LOCK_S)
    failing = AccessAttempt.objects.filter(attempt_time__gte=since, failures_since_start__gte=LOCK_AFTER)
    return frozenset(failing.values_list("username", flat=True))
