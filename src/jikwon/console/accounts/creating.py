"""Making accounts and giving them their first password: never a default one."""

import secrets
from collections.abc import Iterable

from jikwon.console.accounts.models import Account
from jikwon.engine.office import Office
from jikwon.records.database import together
from jikwon.trust.rights import Role


def make(office: Office, name: str, shown: str, roles: Iterable[Role], *, department: str = "") -> tuple[Account, str]:
    """Make an account with a one-time password, which is told once and must be changed at the first login."""
    with together():
        account = Account.objects.make(name, shown, roles)
        account.department = department
        password = give_password(office, account)
        office.note("account made", subject=name, why=account.roles)
    return account, password


def give_password(office: Office, account: Account) -> str:
    """Give an account a new one-time password; its sessions end."""
    password = secrets.token_urlsafe(12)
    account.set_password(password)
    account.must_change = True
    account.generation += 1
    account.save()
    office.note("password given", subject=account.name)
    return password


def forget_second(office: Office, account: Account) -> None:
    """Let an account set its second factor up again (a lost telephone); its sessions end."""
    account.secret, account.last_code = b"", 0
    account.generation += 1
    account.save()
    office.note("second factor removed", subject=account.name)


def change(office: Office, account: Account, *, roles: Iterable[Role], is_active: bool) -> None:
    """Change what an account may do; its sessions end."""
    before = account.roles
    account.roles = ",".join(sorted(each.value for each in roles))
    account.is_active = is_active
    account.generation += 1
    account.save()
    office.note(
        "account changed", subject=account.name, why=f"{before} > {account.roles}{'' if is_active else ' (off)'}"
    )
