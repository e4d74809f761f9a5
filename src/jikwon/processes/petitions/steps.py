"""What is done outside: the period's mail is sent, once."""

from typing import cast

from jikwon.model import Act, Effects, Probe, Receipt, Run
from jikwon.model.acts import Intent
from jikwon.processes.petitions.mail import KIND, MAIL
from jikwon.tools.mail import Mailing, Sent


def send_mail(run: Run, act: Act, effects: Effects) -> Receipt:
    """Send the released `mail.eml` and return the server's word that it has taken it.

    Effects: one mail whose Message-ID is the act's key.
    Repeatable: yes. Before its last line leaves, nothing can have been sent; after that the office's record of sent
        mail is asked, and where there is none, a person.
    """
    mailer = cast("Mailing", run.site(MAIL))
    message = run.output(KIND).read_bytes()

    def seen(since: Intent) -> Receipt | Probe:
        found = mailer.find(act.key, since)
        return _receipt(act, found) if isinstance(found, Sent) else found

    return effects.once(
        act, do=lambda note: _receipt(act, mailer.send(message, key=act.key, note=note)), seen=seen
    )  # fmt: skip


def _receipt(act: Act, sent: Sent) -> Receipt:
    return Receipt(key=act.key, data=sent.to_data())
