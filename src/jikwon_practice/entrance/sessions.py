"""Who is signed in where: the few keys that a session holds."""

from django.contrib.sessions.models import Session
from django.http import HttpRequest


def account(request: HttpRequest) -> str:
    """Give the account that is signed in to the portal of this address, or ""."""
    return str(request.session.get(_key(request, "account"), ""))


def begin(request: HttpRequest, name: str) -> None:
    """Sign an account in; its notices are still to be read."""
    request.session.cycle_key()
    request.session.pop("pending", None)
    request.session[_key(request, "account")] = name
    request.session[_key(request, "notice")] = True


def has_notice(request: HttpRequest) -> bool:
    """Tell whether the notice window still stands in the way."""
    return bool(request.session.get(_key(request, "notice")))


def close_notice(request: HttpRequest) -> None:
    """Keep the notice window closed until the next sign-in."""
    request.session.pop(_key(request, "notice"), None)


def forget_all() -> None:
    """Lose every session."""
    Session.objects.all().delete()


def portal(request: HttpRequest) -> str:
    """Give the name of the portal that an address belongs to."""
    assert request.resolver_match is not None
    return request.resolver_match.app_name


def _key(request: HttpRequest, what: str) -> str:
    return f"{portal(request)}.{what}"
