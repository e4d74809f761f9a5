"""Names and passwords: an account that does not exist takes as long to refuse as a wrong password."""

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from jikwon.console.accounts.models import Account


class ByName(BaseBackend):
    """Lets in who knows the password."""

    def authenticate(self, request: HttpRequest | None, **given: str | None) -> Account | None:  # noqa: ARG002 - Django's signature
        """Give the account, or None."""
        name, password = given.get("name"), given.get("password")
        found = Account.objects.filter(name=name or "").first()
        if found is None:
            Account().set_password(password or "")
            return None
        return found if found.is_active and found.check_password(password or "") else None

    def get_user(self, user_id: int) -> Account | None:
        """Give the account of a session, or None once it is closed."""
        return Account.objects.filter(pk=user_id, is_active=True).first()
