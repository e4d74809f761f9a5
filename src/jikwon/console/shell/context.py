"""What the frame of every page needs: who looks, where they may go, what waits for them."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from jikwon.console import desk
from jikwon.console.accounts.middleware import PASSED
from jikwon.console.accounts.models import Account
from jikwon.engine.workers import maintenance
from jikwon.model import fact, strings
from jikwon.records import questions
from jikwon.trust.rights import Right


@fact
class Door:
    """One entry of the navigation: the address's name, and the rights of which one opens it."""

    name: str
    rights: tuple[Right, ...]


NAVIGATION: tuple[tuple[str, tuple[Door, ...]], ...] = (
    ("work", (
        Door(name="home", rights=tuple(Right)),
        Door(name="start", rights=(Right.WORK,)),
        Door(name="runs", rights=(Right.WORK, Right.APPROVE, Right.AUDIT)),
        Door(name="inbox", rights=(Right.ANSWER,)),
        Door(name="schedules", rights=(Right.WORK, Right.ADMINISTER)),
    )),
    ("office", (
        Door(name="results", rights=(Right.MEASURE,)),
        Door(name="robots", rights=(Right.ADMINISTER,)),
        Door(name="people", rights=(Right.ADMINISTER,)),
        Door(name="trail", rights=(Right.AUDIT, Right.ADMINISTER)),
    )),
)  # fmt: skip


def shell(request: HttpRequest) -> dict[str, Any]:
    """Give the frame's data; little for whoever has not come in."""
    everybody = {
        "language": strings.language(), "institution": desk.office().settings.console.institution,
        "maintenance": maintenance.standing(),
    }  # fmt: skip
    account = request.user if isinstance(request.user, Account) and request.session.get(PASSED) else None
    if account is None:
        return {"account": None, **everybody}
    groups = [
        (group, [(door.name, _leads_to(door, request.path)) for door in doors if _opens(door, account)])
        for group, doors in NAVIGATION
    ]
    waiting = questions.count_open() if account.may(Right.ANSWER) else 0
    return {
        "account": account, "navigation": [each for each in groups if each[1]], "waiting_count": waiting, **everybody,
    }  # fmt: skip


def _leads_to(door: Door, path: str) -> bool:
    """Tell whether a door leads to where one is: its own page, or one that lies behind it."""
    address = reverse(door.name)
    return path == address or (address != "/" and path.startswith(f"{address}/"))


def _opens(door: Door, account: Account) -> bool:
    if not account.may(*door.rights):
        return False
    try:
        reverse(door.name)
    except NoReverseMatch:
        return False
    return True
