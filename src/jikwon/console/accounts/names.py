"""What people are called on screens, and who can be given work."""

from collections.abc import Sequence

from jikwon.console.accounts.models import Account
from jikwon.trust.rights import Right


def shown(account: str) -> str:
    """Give the name that screens show for an account; of somebody without one (a user of the machine) the account."""
    found = Account.objects.filter(name=account).first()
    return found.shown if found else account


def workers() -> Sequence[Account]:
    """List the people who may have runs of their own, by the name that screens show."""
    found = Account.objects.filter(is_active=True).order_by("shown", "name")
    return [each for each in found if each.may(Right.WORK)]


def answerers(*, but: str) -> Sequence[Account]:
    """List the people who may answer questions, but one, by the name that screens show."""
    found = Account.objects.filter(is_active=True).exclude(name=but).order_by("shown", "name")
    return [each for each in found if each.may(Right.ANSWER)]
