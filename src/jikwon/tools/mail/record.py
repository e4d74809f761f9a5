"""The server's own record of what it has taken: a folder that is asked by IMAP for a Message-ID."""

import imaplib
import ssl
from collections.abc import Callable
from typing import TYPE_CHECKING

from jikwon.model.mail import MailRecord, MailServer
from jikwon.tools.mail import connecting
from jikwon.tools.mail.errors import MailForbids, MailUnproven, RecordUnreadable

if TYPE_CHECKING:
    from imap_tools import BaseMailBox


def find(server: MailServer, where: MailRecord, secret: Callable[[str], str], number: str) -> bytes | None:
    """Give the headers of the mail with the Message-ID `number` from the record, or None where it is not there.

    Raises `RecordUnreadable`, `MailUnproven` and `MailForbids`. Nothing is changed there; the mail stays unread.
    """
    from imap_tools.errors import ImapToolsError

    try:
        with _logged_in(_opened(server, where), where, secret) as box:
            return _search(box, where.folder, number)
    except ssl.SSLError as error:
        raise MailUnproven(server=where.server) from error
    except (OSError, imaplib.IMAP4.error, ImapToolsError) as error:
        raise RecordUnreadable(server=where.server, folder=where.folder) from error


def _opened(server: MailServer, where: MailRecord) -> "BaseMailBox":
    from imap_tools import MailBox, MailBoxStartTls, MailBoxUnencrypted

    within = server.timeout.total_seconds()
    if where.security == connecting.TLS:
        return MailBox(where.server, where.port, timeout=within, ssl_context=connecting.context(server.authority))
    if where.security == connecting.STARTTLS:
        proof = connecting.context(server.authority)
        return MailBoxStartTls(where.server, where.port, timeout=within, ssl_context=proof)
    return MailBoxUnencrypted(where.server, where.port, timeout=within)


def _logged_in(box: "BaseMailBox", where: MailRecord, secret: Callable[[str], str]) -> "BaseMailBox":
    """Log in, or close the line; what is not ASCII only AUTHENTICATE PLAIN can say."""
    from imap_tools.errors import MailboxLoginError

    try:
        account, password = secret("account"), secret("password")
        log_in = box.login if f"{account}{password}".isascii() else box.login_utf8
        return log_in(account, password, initial_folder=None)
    except Exception as error:
        box.client.shutdown()
        is_refusal = isinstance(error, (MailboxLoginError, imaplib.IMAP4.error))
        if is_refusal and not isinstance(error, imaplib.IMAP4.abort):
            raise MailForbids(server=where.server, status="IMAP LOGIN") from error
        raise


def _search(box: "BaseMailBox", folder: str, number: str) -> bytes | None:
    """Look for the very id: what a server finds by a header is only what contains it."""
    from imap_tools import A, H

    box.folder.set(folder, readonly=True)
    for each in box.fetch(A(header=H("Message-ID", number)), mark_seen=False, headers_only=True, bulk=False):
        if str(each.obj.get("Message-ID", "")).strip() == number:
            return each.obj.as_bytes()
    return None
