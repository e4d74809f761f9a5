"""Accounts from the command line: for the office's first days, and for whoever locked everybody out.

The models are known only once the office is open: they are imported after that.
"""

from collections.abc import Sequence
from typing import Any

from jikwon.console.accounts.errors import AccountExists, AccountUnknown, NameInvalid, RoleUnknown
from jikwon.console.accounts.forms import NAME
from jikwon.console.serving import opened
from jikwon.trust.rights import Role


def add(name: str, shown: str, roles: Sequence[str], *, department: str = "") -> str:
    """Make an account and give its one-time password. Raises `NameInvalid`, `RoleUnknown`, `AccountExists`."""
    chosen = [_role(each) for each in roles] or [Role.OFFICIAL]
    if not NAME.fullmatch(name):
        raise NameInvalid(name=name)
    office = opened()
    from jikwon.console.accounts import creating
    from jikwon.console.accounts.models import Account

    if Account.objects.filter(name=name).exists():
        raise AccountExists(name=name)
    _, password = creating.make(office, name, shown or name, chosen, department=department)
    return password


def reset(name: str) -> str:
    """Give an account a new one-time password, and let it set up its second factor anew."""
    office = opened()
    from jikwon.console.accounts import creating

    account = _known(name)
    creating.forget_second(office, account)
    return creating.give_password(office, account)


def close(name: str) -> None:
    """Close an account: its sessions end, and nobody comes in by it any more."""
    office = opened()
    from jikwon.console.accounts import creating

    account = _known(name)
    creating.change(office, account, roles=account.role_list, is_active=False)


def listed() -> list[dict[str, Any]]:
    """List the accounts."""
    opened()
    from jikwon.console.accounts.models import Account

    return [
        {
            "name": each.name, "shown": each.shown, "department": each.department, "active": each.is_active,
            "roles": [role.value for role in each.role_list], "second_factor": bool(each.secret),
        }
        for each in Account.objects.order_by("name")
    ]  # fmt: skip


def _known(name: str) -> Any:  # noqa: ANN401 - the model is known once the office is open
    from jikwon.console.accounts.models import Account

    found = Account.objects.filter(name=name).first()
    if found is None:
        raise AccountUnknown(name=name)
    return found


def _role(given: str) -> Role:
    try:
        return Role(given)
    except ValueError as error:
        raise RoleUnknown(role=given, known=", ".join(Role)) from error
