"""The office that this console serves, in the hands of whoever asks."""

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest

from jikwon.engine.office import Office

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
    """Give the address that a request came from."""
    return str(request.META.get("REMOTE_ADDR", ""))
