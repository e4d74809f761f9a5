"""What keeps the console from starting."""

from jikwon.model import InputError


class AddressTaken(InputError):
    """Another program listens where the console should."""

    code = "address-taken"


class CertificateUnreadable(InputError):
    """The certificate or its key is not there."""

    code = "certificate-unreadable"
