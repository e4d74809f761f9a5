"""The first administrator: made with a one-time code that lies in the home folder until it is used."""

import secrets
from pathlib import Path

from django import forms

from jikwon.console import desk
from jikwon.console.accounts.forms import NAME, NewPassword
from jikwon.console.accounts.models import Account
from jikwon.engine.office import Office
from jikwon.records.database import together
from jikwon.trust.rights import Role

FILE = "first-code"


class First(NewPassword):
    """The code, and who the administrator is."""

    code = forms.CharField(max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}))
    name = forms.RegexField(rf"^{NAME.pattern}$", max_length=60)
    shown = forms.CharField(max_length=60)

    field_order = ("code", "name", "shown", "new", "again")


def code_of(office: Office) -> str:
    """Give the one-time code, making it if there is no account yet; "" if there is one."""
    path = _path(office)
    if Account.objects.exists():
        path.unlink(missing_ok=True)
        return ""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text("-".join(secrets.token_hex(2) for _ in range(4)), "ascii")
    return path.read_text("ascii")


def make(given: dict[str, str]) -> Account | None:
    """Make the administrator if the code is right; the code is gone then."""
    office = desk.office()
    if not secrets.compare_digest(code_of(office).encode(), given["code"].strip().lower().encode()):
        return None
    with together():
        if Account.objects.exists():
            return None
        account = Account.objects.make(given["name"], given["shown"], [Role.IT_OFFICER])
        account.set_password(given["new"])
        account.save()
        office.acting_for(account.name, office.host).note("first account made", subject=account.name)
    _path(office).unlink(missing_ok=True)
    return account


def _path(office: Office) -> Path:
    return office.home.root / FILE
