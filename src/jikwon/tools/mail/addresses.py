"""Mail addresses as people type them into a setting, and the id that a mail bears."""

import re
from collections.abc import Iterable
from email.utils import parseaddr
from typing import Final

from jikwon.model.mail import MailServer
from jikwon.tools.mail.errors import MailAddressInvalid, MailDomainForbidden

_ADDRESS: Final = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*)")
"""What RFC 5321 lets stand unquoted; an address of people who need more is not one that an office types."""
_BETWEEN: Final = re.compile(r"[,;\s]+")


def addresses(typed: str, *, server: MailServer, setting: str) -> tuple[str, ...]:
    """Read addresses with commas, semicolons or spaces between, each once and in their order; "" gives none.

    Raises `MailAddressInvalid` or `MailDomainForbidden`, which name the setting, and of the address its place and
    its domain.
    """
    found: dict[str, None] = {}
    for place, each in enumerate(filter(None, _BETWEEN.split(typed)), start=1):
        matched = _ADDRESS.fullmatch(each)
        if matched is None:
            raise MailAddressInvalid(setting=setting, place=place)
        if not is_allowed(matched[1], server.domains):
            raise MailDomainForbidden(setting=setting, domain=matched[1].lower(), known=", ".join(server.domains))
        found.setdefault(each)
    return tuple(found)


def is_allowed(domain: str, domains: Iterable[str]) -> bool:
    """Tell whether a domain is one of those allowed; one under it is another one."""
    return domain.lower() in {each.lower() for each in domains}


def domain_of(address: str) -> str:
    """Give an address's domain in small letters, "" where it has none."""
    return parseaddr(address)[1].rpartition("@")[2].lower()


def domains_of(addresses: Iterable[str]) -> tuple[str, ...]:
    """Give the domains of addresses, each once, sorted: what of recipients may be said."""
    return tuple(sorted({domain_of(each) for each in addresses}))


def message_id(key: str, *, sender: str) -> str:
    """Give the Message-ID of an act's mail: its permanent key, which names nobody, at the sender's domain."""
    return f"<{key.replace('/', '.')}@{domain_of(sender)}>"
