"""The second factor: time-based codes (RFC 6238), each taken once, their secret sealed."""

import time

import pyotp

from jikwon.console import desk
from jikwon.console.accounts.models import Account

STEP_S = 30
ISSUER = "직원 Jikwon"


def has(account: Account) -> bool:
    """Tell whether the account has set its second factor up."""
    return bool(account.secret)


def fresh() -> str:
    """Make a secret (base32) that an authenticator takes."""
    return pyotp.random_base32()


def address(account: Account, secret: str) -> str:
    """Give the `otpauth:` address that an authenticator reads from a picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=account.name, issuer_name=ISSUER)


def matches(secret: str, code: str, *, after: int = 0) -> int:
    """Give the number of the step whose code this is (now, or one step away), 0 if none later than `after`."""
    now = int(time.time()) // STEP_S
    totp = pyotp.TOTP(secret)
    given = "".join(code.split())
    for step in (now, now - 1, now + 1):
        if step > after and pyotp.utils.strings_equal(totp.at(step * STEP_S), given):
            return step
    return 0


def take(account: Account, code: str) -> bool:
    """Take a code once: of two that come at the same time only one is taken."""
    secret = desk.office().seal.unpack(bytes(account.secret), str, "accounts", account.name, "second")
    step = matches(secret, code, after=account.last_code)
    if not step:
        return False
    return bool(Account.objects.filter(pk=account.pk, last_code__lt=step).update(last_code=step))


def keep(account: Account, secret: str, step: int) -> None:
    """Keep a secret that was shown to work."""
    account.secret = desk.office().seal.pack(secret, "accounts", account.name, "second")
    account.last_code = step
    account.save(update_fields=["secret", "last_code"])
