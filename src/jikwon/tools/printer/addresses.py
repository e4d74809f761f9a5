"""Printer addresses as settings hold them: `ipp://host[:port]/path` or `ipps://…`."""

from urllib.parse import urlsplit

from jikwon.model import fact
from jikwon.tools.printer.errors import PrinterAddressInvalid

PORT = 631


@fact
class Address:
    """Where a printer listens. `uri` is what it is called in every request."""

    uri: str
    host: str
    port: int
    path: str
    encrypted: bool


def parse(uri: str) -> Address:
    """Read a printer's address; raise `PrinterAddressInvalid` for anything else."""
    try:
        parts = urlsplit(uri.strip())
        port = parts.port or PORT
    except ValueError:
        raise PrinterAddressInvalid(address=uri) from None
    if parts.scheme not in {"ipp", "ipps"} or not parts.hostname or parts.username or not uri.isascii():
        raise PrinterAddressInvalid(address=_without_password(uri))
    path = parts.path or "/"
    return Address(uri=uri.strip(), host=parts.hostname, port=port, path=path, encrypted=parts.scheme == "ipps")


def _without_password(uri: str) -> str:
    return uri.rpartition("@")[2] if "@" in uri else uri
