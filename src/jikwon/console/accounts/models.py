"""An account is one person's. Robots have their own, in the audit trail, and no password."""

from collections.abc import Iterable
from functools import cached_property
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from jikwon.trust.rights import Right, Role, rights_of


class Accounts(BaseUserManager["Account"]):
    """Makes accounts."""

    def make(self, name: str, shown: str, roles: Iterable[Role]) -> "Account":
        """Make an account that cannot log in until it has a password."""
        account = self.model(name=name, shown=shown, roles=",".join(sorted(each.value for each in roles)))
        account.set_unusable_password()
        account.save()
        return account


class Account(AbstractBaseUser):
    """A person who uses the console.

    `secret` is the second factor's, sealed; empty until it is set up. `last_code` is the last one that was
    used, so that none is used twice. `generation` rises when sessions of the account must end.
    """

    name = models.CharField(max_length=60, unique=True)
    shown = models.CharField(max_length=60)
    department = models.CharField(max_length=60, blank=True)
    roles = models.CharField(max_length=120)
    language = models.CharField(max_length=2, default="ko")
    contrast = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    must_change = models.BooleanField(default=False)
    secret = models.BinaryField(default=b"")
    last_code = models.BigIntegerField(default=0)
    generation = models.IntegerField(default=0)

    objects: ClassVar[Accounts] = Accounts()
    USERNAME_FIELD = "name"

    class Meta:
        """Table name."""

        db_table = "accounts"

    @property
    def role_list(self) -> tuple[Role, ...]:
        """The person's roles."""
        return tuple(Role(each) for each in self.roles.split(",") if each)

    @cached_property
    def rights(self) -> frozenset[Right]:
        """What the person may do."""
        return rights_of(self.role_list)

    def may(self, *rights: Right) -> bool:
        """Tell whether the person has one of these rights."""
        return not self.rights.isdisjoint(rights)
