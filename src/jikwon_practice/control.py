"""The control address: what tests may ask of an open office, on loopback and with its token only."""

import hmac
import json
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any, Final, TypeAlias

import msgspec

from jikwon_practice import portals, switches
from jikwon_practice.faults import Faults
from jikwon_practice.mailbox import PracticeMailbox

Operation: TypeAlias = Callable[[Mapping[str, Any]], object]


def application(
    token: str, mailbox: PracticeMailbox
) -> Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]:
    """Give the WSGI application: POST `/PORTAL/OPERATION` with a JSON object and `X-Practice-Token`."""
    known = _operations() | {"/office/mail-faults": lambda given: mailbox.faults(**given)}

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        given = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        status, body = _answer(known, environ, given, token)
        start(status, [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
        return [body]

    return answer


def _answer(known: Mapping[str, Operation], environ: Mapping[str, Any], given: bytes, token: str) -> tuple[str, bytes]:
    if not hmac.compare_digest(environ.get("HTTP_X_PRACTICE_TOKEN", "").encode(), token.encode()):
        return "403 Forbidden", b"token"
    operation = known.get(environ["PATH_INFO"])
    if environ["REQUEST_METHOD"] != "POST" or operation is None:
        return "404 Not Found", b"no such operation"
    try:
        return "200 OK", msgspec.json.encode(operation(json.loads(given)))
    except (KeyError, TypeError, ValueError) as error:  # msgspec's complaints are ValueErrors
        return "400 Bad Request", f"{type(error).__name__}: {error}".encode()


def _operations() -> dict[str, Operation]:
    found = {f"/office/{name}": operation for name, operation in _OFFICE.items()}
    for portal in portals.NAMES:
        operations = import_module(f"{portals.__name__}.{portal}.control").OPERATIONS
        found |= {f"/{portal}/{name}": operation for name, operation in operations.items()}
    return found


def _faults(given: Mapping[str, Any]) -> None:
    switches.turn(msgspec.convert(given, Faults))


def _lose_sessions(_: Mapping[str, Any]) -> None:
    from jikwon_practice.entrance import sessions

    sessions.forget_all()


def _unlock(_: Mapping[str, Any]) -> None:
    from jikwon_practice.entrance.models import Account

    Account.objects.update(failures=0)


_OFFICE: Final[Mapping[str, Operation]] = {
    "faults": _faults,
    "faults-left": lambda _: switches.on(),
    "lose-sessions": _lose_sessions,
    "unlock": _unlock,
}
