"""What an office says about its mail: the server that sends, whom it may write to, and who remembers what was sent."""

from datetime import timedelta
from typing import Final

from jikwon.model.errors import InputError
from jikwon.model.facts import fact
from jikwon.model.turns import FREE, Turns

MAIL: Final = "mail"
"""The name that a manifest gives the mail server among its `sites`."""


class MailUnset(InputError):
    """The office's settings name no mail server."""

    code = "mail-unset"
    run_wide = True


@fact
class MailRecord:
    """The IMAP folder in which the mail server itself keeps what it has taken for sending.

    `is_complete` is the office's word that every mail it takes is there, at the latest `settles_within` after it was
    handed over; only then does a mail's absence prove anything.
    """

    server: str
    port: int = 993
    security: str = "tls"
    folder: str = "Sent"
    is_complete: bool = False
    settles_within: timedelta = timedelta(seconds=60)


@fact
class MailServer:
    """The office's mail server (`[mail]` of its settings).

    `security` is `tls`, `starttls` or, on loopback alone, `none`. `credential` is the name before the dot of
    `.account` and `.password`, "" where the server wants none. `authority` is a PEM file of the office's own
    certificate authority, "" for the machine's. `domains` are the only ones that mail may go to. `turns` is asked
    before a mail is handed over.
    """

    server: str
    port: int = 587
    security: str = "starttls"
    credential: str = ""
    sender: str
    domains: tuple[str, ...]
    timeout: timedelta = timedelta(seconds=30)
    authority: str = ""
    record: MailRecord | None = None
    turns: Turns = FREE
