"""A line to the mail server: encrypted as the settings say, proved by its certificate, and logged in."""

import smtplib
import ssl
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final

from jikwon.model import JikwonError
from jikwon.model.mail import MailServer
from jikwon.tools.mail.errors import MailBusy, MailForbids, MailLacks, MailOff, MailUnproven

TLS, STARTTLS = "tls", "starttls"
NO_ENTRY: Final = frozenset({530, 534, 535, 538})
"""The answers of RFC 4954 that say: not with this login."""
_FOR_GOOD: Final = 500
_WELCOME: Final = 235


@contextmanager
def connected(server: MailServer, secret: Callable[[str], str]) -> Iterator[smtplib.SMTP]:
    """Open a line to the server for one mail; `secret` gives `account` and `password` where it wants them.

    Raises `MailOff`, `MailBusy`, `MailUnproven`, `MailLacks` and `MailForbids`.
    """
    with _translated(server):
        talk = _opened(server)
    try:
        with _translated(server):
            talk.ehlo_or_helo_if_needed()
            if server.security == STARTTLS:
                _encrypt(talk, server)
            if server.credential:
                _log_in(talk, server, secret)
        yield talk
    finally:
        _leave(talk)


def context(authority: str) -> ssl.SSLContext:
    """Give what proves a server: its name and its certificate, from the office's own authority if it has one."""
    return ssl.create_default_context(cafile=authority or None)


def _opened(server: MailServer) -> smtplib.SMTP:
    within = server.timeout.total_seconds()
    if server.security == TLS:
        return smtplib.SMTP_SSL(server.server, server.port, timeout=within, context=context(server.authority))
    return smtplib.SMTP(server.server, server.port, timeout=within)


def _encrypt(talk: smtplib.SMTP, server: MailServer) -> None:
    """Encrypt the line or give up: a login is never said on a plain one."""
    if not talk.has_extn("starttls"):
        raise MailLacks(server=server.server, what="STARTTLS")
    talk.starttls(context=context(server.authority))
    talk.ehlo()


def _log_in(talk: smtplib.SMTP, server: MailServer, secret: Callable[[str], str]) -> None:
    """Log in: with PLAIN (RFC 4616, in UTF-8) where it is offered; the library's own ways know ASCII passwords only."""
    if not talk.has_extn("auth"):
        raise MailLacks(server=server.server, what="AUTH")
    account, password = secret("account"), secret("password")
    if "PLAIN" not in talk.esmtp_features["auth"].upper().split():
        talk.login(account, password)
        return
    given = b64encode(f"\0{account}\0{password}".encode()).decode()
    code, _ = talk.docmd("AUTH", f"PLAIN {given}")
    if code != _WELCOME:
        raise smtplib.SMTPAuthenticationError(code, b"")


@contextmanager
def _translated(server: MailServer) -> Iterator[None]:
    """Say what went wrong before anything of a mail was sent; a server's words stay out, they may repeat the login."""
    try:
        yield
    except ssl.SSLError as error:
        raise MailUnproven(server=server.server) from error
    except (smtplib.SMTPNotSupportedError, UnicodeError) as error:
        raise MailLacks(server=server.server, what="AUTH") from error
    except smtplib.SMTPResponseException as error:
        raise _refused(server, error) from error
    except (OSError, smtplib.SMTPException) as error:
        raise MailOff(server=server.server, port=server.port) from error


def _refused(server: MailServer, error: smtplib.SMTPResponseException) -> JikwonError:
    if isinstance(error, smtplib.SMTPAuthenticationError) and error.smtp_code >= _FOR_GOOD:
        return MailForbids(server=server.server, status=error.smtp_code)
    return MailBusy(server=server.server, status=error.smtp_code)


def _leave(talk: smtplib.SMTP) -> None:
    """Say goodbye; whatever the server makes of it, the mail's fate is known by now."""
    with suppress(OSError, smtplib.SMTPException):
        talk.quit()
    talk.close()
