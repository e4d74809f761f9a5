"""A message and its bytes: the same content gives the same ones, Korean subjects and file names included."""

import hashlib
from datetime import datetime
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import PurePath
from typing import Final

from jikwon.model import Personal, fact

KINDS: Final = {
    ".hwpx": "application/hwp+zip",
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The media types of what offices attach, by ending; anything else is `application/octet-stream`."""


@fact
class Attachment:
    """A file that goes with a letter, under the name that the reader sees."""

    name: str
    data: Personal[bytes]


@fact
class Letter:
    """A plain text to one or more people, with files. `at` (aware) is the moment it bears."""

    sender: str
    to: Personal[tuple[str, ...]]
    subject: str
    text: Personal[str]
    at: datetime
    attachments: tuple[Attachment, ...] = ()


def compose(letter: Letter) -> bytes:
    """Write a letter as a message (RFC 5322, lines ended by CR LF), without a Message-ID.

    Subject and file names as RFC 2047 and 2231 say, text and files in base64. The id is the sending's and is put
    in by it (`Mailer.send`), so that the file shows nothing of who sends it when. Raises ValueError for a header
    with a line break in it.
    """
    message = EmailMessage(policy=SMTP)
    message["From"] = letter.sender
    message["To"] = ", ".join(letter.to)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.at)
    message.set_content(letter.text, charset="utf-8", cte="base64")
    for each in letter.attachments:
        main, _, sub = KINDS.get(PurePath(each.name).suffix.lower(), "application/octet-stream").partition("/")
        message.add_attachment(each.data, maintype=main, subtype=sub, filename=each.name)
    if message.is_multipart():
        message.set_boundary(_boundary(message))
    return message.as_bytes()


def _boundary(message: EmailMessage) -> str:
    """Derive the boundary from what stands between: by chance alone it would differ from run to run."""
    parts: list[MIMEPart] = list(message.iter_parts())
    content = b"".join(each.as_bytes() for each in parts)
    return f"=_{hashlib.sha256(content).hexdigest()[:32]}"
