"""What can be wrong with an account."""

from jikwon.model import InputError


class AccountExists(InputError):
    """The name is taken."""

    code = "account-exists"


class AccountUnknown(InputError):
    """There is no account of this name."""

    code = "account-unknown"


class NameInvalid(InputError):
    """The name cannot be an account's."""

    code = "account-name-invalid"


class RoleUnknown(InputError):
    """There is no such role."""

    code = "role-unknown"
