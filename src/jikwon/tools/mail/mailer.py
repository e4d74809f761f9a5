"""A mail server in a robot's hand: SMTP, with TLS where it is not this very machine, and its record of what it took."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from jikwon.model import Intent, NoteDown, Probe, Run
from jikwon.model.doors import changes_outside
from jikwon.model.mail import MailServer
from jikwon.tools.mail import handing, record
from jikwon.tools.mail.addresses import message_id
from jikwon.tools.mail.mailing import Sent

ANSWERS_WITHIN: Final = timedelta(minutes=10)
"""How long a server may take to answer a whole mail (RFC 5321, 4.5.3.2.6)."""


class Mailer:
    """The office's mail server. Every mail has a connection of its own; there is nothing to close."""

    def __init__(
        self, server: MailServer, secret: Callable[[str], str], *, answers_within: timedelta = ANSWERS_WITHIN
    ) -> None:
        self._server = server
        self._secret = secret
        self._answers_within = answers_within

    @classmethod
    def open(cls, run: Run) -> "Mailer":
        """Take the server of the office's settings; raise `MailUnset`."""
        server = run.mail_settings()
        return cls(server, lambda word: run.credential(f"{server.credential}.{word}"))

    @changes_outside
    def send(self, message: bytes, *, key: str, note: NoteDown) -> Sent:
        """Send a composed message to all of its recipients, or to nobody, and return the server's word.

        Nothing can have been sent before `note` has been told that the last line of the mail is about to leave; a
        server that answers with a refusal has sent nothing either, and `note` is told so. Raises `MailOff`,
        `MailBusy`, `MailRecipientsRefused`, `MailRefused`, `MailAnswerLost`, `MailForbids`, `MailUnproven`,
        `MailLacks` and `MailNotOurs`.

        Effects: one mail whose Message-ID is the key's.
        Repeatable: with `find`; cut in the middle, that tells.
        """
        number = message_id(key, sender=self._server.sender)
        with self._server.turns.place():
            self._server.turns.next()
            return handing.hand_over(
                self._server, self._secret, message, number=number, note=note, answers_within=self._answers_within
            )

    def find(self, key: str, since: Intent) -> Sent | Probe:
        """Tell what became of a mail that was about to be sent.

        `NOT_THERE` where its last line never left (lost notes do not say so), or where the office's record is
        complete and does not have it when it must; `CANNOT_TELL` where no record can be asked. Raises
        `RecordUnreadable` and `MailForbids`.
        """
        if since.noted.get(handing.STAGE) != handing.ENDING and not since.lost_until:
            return Probe.NOT_THERE
        where = self._server.record
        if where is None:
            return Probe.CANNOT_TELL
        number = message_id(key, sender=self._server.sender)
        message = record.find(self._server, where, self._secret, number)
        if message is None and where.is_complete:
            self._wait_until_settled(since, where.settles_within)
            message = record.find(self._server, where, self._secret, number)
        if message is not None:
            return handing.about(message, number)
        return Probe.NOT_THERE if where.is_complete else Probe.CANNOT_TELL

    def _wait_until_settled(self, since: Intent, settles_within: timedelta) -> None:
        """Wait until a mail whose last line left must be on record; a clock that was set back waits the whole time.

        Where the ledger does not say how long ago that was, our own clock does.
        """
        left_at, asked_at = float(since.noted.get(handing.AT, "0")), time.time()
        if since.noted_at is not None and since.asked_at is not None:
            left_at, asked_at = since.noted_at.timestamp(), since.asked_at.timestamp()
        if since.lost_until:
            left_at = max(left_at, since.lost_until.timestamp())
        passed = asked_at - left_at
        left = settles_within.total_seconds() - max(passed, 0.0)
        if left > 0:
            time.sleep(left)
