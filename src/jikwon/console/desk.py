"""The office that this console serves, in the hands of whoever asks."""

from ipaddress import ip_address
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest

from jikwon.engine.office import Office
from jikwon.trust.settings import LOOPBACK

if TYPE_CHECKING:
    from jikwon.console.accounts.models import Account

_open: list[Office] = []


def serve(office: Office) -> None:
    """Let the console serve an office; once in a process, but for tests."""
    _open[:] = [office]


def office() -> Office:
    """Give the office as nobody in particular."""
    return _open[0]


def account_of(request: HttpRequest) -> "Account":
    """Give who asks; only behind the guard, which lets nobody in without an account."""
    return cast("Account", request.user)


def office_of(request: HttpRequest) -> Office:
    """Give the office in the hands of whoever asks: what they do stands on the audit trail under their name."""
    return office().acting_for(account_of(request).name, address_of(request))


def address_of(request: HttpRequest) -> str:
    """Give the address that a request came from; behind the office's own proxy the one that the proxy has seen.

    The last address of X-Forwarded-For is the proxy's word. All before it a browser may have made up.
    """
    near = str(request.META.get("REMOTE_ADDR", ""))
    if near not in LOOPBACK or not office().settings.console.is_behind_proxy:
        return near
    said = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
    try:
        return str(ip_address(said))
    except ValueError:
        return near
