"""Handing one mail over by SMTP, so that there is one moment before which nothing can have been sent."""

import re
import smtplib
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from email import message_from_bytes, policy
from email.utils import getaddresses
from functools import partial
from typing import Final

from jikwon.model import JikwonError, NoteDown
from jikwon.model.mail import MailServer
from jikwon.tools.mail import connecting
from jikwon.tools.mail.addresses import domain_of, domains_of, is_allowed
from jikwon.tools.mail.errors import (
    MailAnswerLost,
    MailBusy,
    MailForbids,
    MailNotOurs,
    MailOff,
    MailRecipientsRefused,
    MailRefused,
)
from jikwon.tools.mail.mailing import Sent

STAGE: Final = "stage"
ENDING, REFUSED = "ending", "refused"
"""The notes: the last line is about to leave; the server has answered that it does not take the mail."""
AT: Final = "at"
_GO_ON: Final = 354
_FOR_GOOD: Final = 500
_OK: Final = range(200, 300)


def hand_over(
    server: MailServer,
    secret: Callable[[str], str],
    message: bytes,
    *,
    number: str,
    note: NoteDown,
    answers_within: timedelta,
) -> Sent:
    """Give a message with the id `number` to the server (see `Mailer.send`)."""
    to = _recipients(message, server)
    with connecting.connected(server, secret) as talk:
        _address(talk, server, to)
        _write_all_but_the_end(talk, server, b"Message-ID: " + number.encode("ascii") + b"\r\n" + message)
        note({STAGE: ENDING, AT: f"{time.time():.3f}"})
        code, said = _end(talk, server, answers_within)
        if code not in _OK:
            note({STAGE: REFUSED})
            raise _refusal(server, code, said)
    return Sent(message_id=number, recipients=len(to), domains=domains_of(to), said=f"{code} {said}")


def about(message: bytes, number: str) -> Sent:
    """Say of a message that is there what its receipt says."""
    to = _addresses(message)
    return Sent(message_id=number, recipients=len(to), domains=domains_of(to))


def _addresses(message: bytes) -> Sequence[str]:
    headers = message_from_bytes(message, policy=policy.SMTP)
    return [address for _, address in getaddresses([str(each) for each in headers.get_all("To", ())]) if address]


def _recipients(message: bytes, server: MailServer) -> Sequence[str]:
    """Read the recipients off the message itself: what was proved is what is done. Raises `MailNotOurs`."""
    to = _addresses(message)
    strange = [each for each in to if not is_allowed(domain_of(each), server.domains)]
    if not to or strange:
        raise MailNotOurs(domains=", ".join(domains_of(strange)) or "–")
    return to


def _address(talk: smtplib.SMTP, server: MailServer, to: Sequence[str]) -> None:
    """Name sender and recipients; whoever is refused, nobody gets anything."""
    code, said = _asked(server, lambda: talk.mail(_plain(server.sender)))
    if code not in _OK:
        raise _refusal(server, code, said)
    refused: dict[str, tuple[int, str]] = {}
    for each in to:
        code, said = _asked(server, partial(talk.rcpt, each))
        if code not in _OK:
            refused[each] = (code, said)
    if refused:
        raise _refused_recipients(server, refused)


def _plain(sender: str) -> str:
    """Give the plain address of a sender who is written with a name."""
    return getaddresses([sender])[0][1]


def _refused_recipients(server: MailServer, refused: Mapping[str, tuple[int, str]]) -> JikwonError:
    codes = sorted({code for code, _ in refused.values()})
    if max(codes) < _FOR_GOOD:
        return MailBusy(server=server.server, status=codes[-1])
    return MailRecipientsRefused(
        server=server.server, count=len(refused), domains=", ".join(domains_of(refused)),
        status=", ".join(map(str, codes)),
    )  # fmt: skip


def _write_all_but_the_end(talk: smtplib.SMTP, server: MailServer, message: bytes) -> None:
    """Send the content without the line that ends it: before that a server has nothing to send (RFC 5321, 4.1.1.4)."""
    code, said = _asked(server, lambda: talk.docmd("DATA"))
    if code != _GO_ON:
        raise _refusal(server, code, said)
    lines = re.sub(rb"(?m)^\.", b"..", message)
    try:
        talk.send(lines if lines.endswith(b"\r\n") else lines + b"\r\n")
    except (OSError, smtplib.SMTPException) as error:
        raise MailOff(server=server.server, port=server.port) from error


def _end(talk: smtplib.SMTP, server: MailServer, answers_within: timedelta) -> tuple[int, str]:
    try:
        if talk.sock is not None:
            talk.sock.settimeout(answers_within.total_seconds())
        talk.send(b".\r\n")
        code, said = talk.getreply()
    except (OSError, smtplib.SMTPException) as error:
        raise MailAnswerLost(server=server.server) from error
    return code, _text(said)


def _asked(server: MailServer, ask: Callable[[], tuple[int, bytes]]) -> tuple[int, str]:
    """Ask the server something that sends nothing yet."""
    try:
        code, said = ask()
    except (OSError, smtplib.SMTPException) as error:
        raise MailOff(server=server.server, port=server.port) from error
    return code, _text(said)


def _refusal(server: MailServer, code: int, said: str) -> JikwonError:
    """Name a refusal by its code alone: a server's own words may repeat addresses."""
    if code in connecting.NO_ENTRY:
        return MailForbids(server=server.server, status=code)
    if code < _FOR_GOOD:
        return MailBusy(server=server.server, status=code)
    enhanced = re.match(r"[45]\.\d{1,3}\.\d{1,3}", said)
    return MailRefused(server=server.server, status=f"{code} {enhanced[0]}" if enhanced else f"{code}")


def _text(said: bytes) -> str:
    return said.decode("utf-8", "replace").replace("\n", " ")[:200]
