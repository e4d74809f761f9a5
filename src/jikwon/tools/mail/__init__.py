"""Mail, sent once: messages of the same content are the same bytes, and go to the office's own domains alone.

::

    to = addresses("kim@songpa.go.kr, lee@songpa.go.kr", server=settings, setting="mail_to")
    path.write_bytes(compose(Letter(sender=settings.sender, to=to, subject="…", text="…", at=run.clock)))
    effects.once(
        act,
        do=lambda note: receipt(mailer.send(path.read_bytes(), key=act.key, note=note)),
        seen=lambda since: receipt_or_probe(mailer.find(act.key, since)),
    )
"""

from jikwon.tools.mail.addresses import addresses, message_id
from jikwon.tools.mail.errors import (
    MailAddressInvalid,
    MailAnswerLost,
    MailBusy,
    MailDomainForbidden,
    MailForbids,
    MailLacks,
    MailNotOurs,
    MailOff,
    MailRecipientsRefused,
    MailRefused,
    MailUnproven,
    RecordUnreadable,
)
from jikwon.tools.mail.fake import FakeMailer
from jikwon.tools.mail.letters import Attachment, Letter, compose
from jikwon.tools.mail.mailer import Mailer
from jikwon.tools.mail.mailing import Mailing, Sent

__all__ = [
    "Attachment", "FakeMailer", "Letter", "MailAddressInvalid", "MailAnswerLost", "MailBusy", "MailDomainForbidden",
    "MailForbids", "MailLacks", "MailNotOurs", "MailOff", "MailRecipientsRefused", "MailRefused", "MailUnproven",
    "Mailer", "Mailing", "RecordUnreadable", "Sent", "addresses", "compose", "message_id",
]  # fmt: skip
