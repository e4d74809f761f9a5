"""The words for sending mail that a process uses, whatever server stands behind them."""

from collections.abc import Mapping
from typing import Protocol

from jikwon.model import Intent, NoteDown, Personal, Probe, fact


@fact
class Sent:
    """A mail that the server has taken: its id, how many recipients of which domains, and the server's own words."""

    message_id: str
    recipients: int
    domains: tuple[str, ...]
    said: Personal[str] = ""

    def to_data(self) -> Mapping[str, str]:
        """Give it as a receipt keeps it."""
        return {
            "message_id": self.message_id, "recipients": str(self.recipients),
            "domains": ", ".join(self.domains), "said": self.said,
        }  # fmt: skip


class Mailing(Protocol):
    """A mail server: `Mailer` speaks SMTP to a real one, `FakeMailer` keeps its mails in memory."""

    def send(self, message: bytes, *, key: str, note: NoteDown) -> Sent:
        """Send a composed message once more than never (see `Mailer.send`)."""
        ...

    def find(self, key: str, since: Intent) -> Sent | Probe:
        """Tell what became of a mail that was about to be sent (see `Mailer.find`)."""
        ...
