"""The accounts that may come in."""

from typing import Final

import pyotp
from django.contrib.auth.hashers import check_password, make_password
from django.db import models
from django.db.models import F

MAY_FAIL: Final = 5


class Account(models.Model):
    """One account; five wrong passwords or codes in a row lock it until somebody unlocks it."""

    name = models.TextField(primary_key=True)
    password = models.TextField()
    otp_secret = models.TextField()
    failures = models.IntegerField(default=0)

    class Meta:
        """Table name."""

        db_table = "accounts"

    @classmethod
    def make(cls, name: str, password: str, otp_secret: str) -> None:
        """Make an account; its password is kept hashed."""
        cls.objects.create(name=name, password=make_password(password), otp_secret=otp_secret)

    @property
    def is_locked(self) -> bool:
        """Tell whether it is locked."""
        return bool(self.failures >= MAY_FAIL)

    def takes_password(self, given: str) -> bool:
        """Check a password and count a wrong one."""
        return self._counted(check_password(given, self.password))

    def takes_code(self, given: str) -> bool:
        """Check a code (this half minute's or a neighbour's): a wrong one counts, a right one ends the counting."""
        totp = pyotp.TOTP(self.otp_secret)
        right = bool(totp.verify(given, valid_window=1))
        if right:
            Account.objects.filter(pk=self.pk).update(failures=0)
        return self._counted(right)

    def _counted(self, right: bool) -> bool:
        if not right:
            Account.objects.filter(pk=self.pk).update(failures=F("failures") + 1)
            self.refresh_from_db(fields=["failures"])
        return right
