"""A mail server in memory, for samples and tests."""

from dataclasses import dataclass, field

from jikwon.model import Intent, JikwonError, NoteDown, Probe
from jikwon.model.doors import changes_outside
from jikwon.tools.mail.addresses import message_id
from jikwon.tools.mail.errors import MailAnswerLost
from jikwon.tools.mail.handing import ENDING, STAGE, about
from jikwon.tools.mail.mailing import Sent


@dataclass
class FakeMailer:
    """A server that keeps what it takes. What goes wrong can be switched on; counts run down.

    `failures` are raised first, in order, with nothing taken; `lose_answers` mails are taken though nobody hears of
    it; a server that `remembers` can be asked after a crash, as one with a complete record can.
    """

    sender: str = "robot@example.go.kr"
    remembers: bool = True
    lose_answers: int = 0
    failures: list[JikwonError] = field(default_factory=list)
    taken: dict[str, bytes] = field(default_factory=dict, repr=False)
    times: dict[str, int] = field(default_factory=dict)

    @changes_outside
    def send(self, message: bytes, *, key: str, note: NoteDown) -> Sent:
        """Take a message, as `Mailer.send` does."""
        if self.failures:
            raise self.failures.pop(0)
        note({STAGE: ENDING})
        self.taken[key] = message
        self.times[key] = self.times.get(key, 0) + 1
        if self.lose_answers:
            self.lose_answers -= 1
            raise MailAnswerLost(server="memory")
        return self._sent(key)

    def find(self, key: str, since: Intent) -> Sent | Probe:
        """Tell what became of a mail, as `Mailer.find` does."""
        if since.noted.get(STAGE) != ENDING and not since.lost_until:
            return Probe.NOT_THERE
        if not self.remembers:
            return Probe.CANNOT_TELL
        return self._sent(key) if key in self.taken else Probe.NOT_THERE

    def _sent(self, key: str) -> Sent:
        return about(self.taken[key], message_id(key, sender=self.sender))
