"""The practice office's mail server, a real SMTP peer with a record on disk and faults to switch on.

::

    with PracticeMailbox(folder) as peer:
        Mailer(MailServer(server="127.0.0.1", port=peer.port, security="none", …), secret)
        peer.record()
"""

from jikwon_practice.mailbox.faults import Faults
from jikwon_practice.mailbox.peer import PracticeMailbox
from jikwon_practice.mailbox.record import Record, Taken

__all__ = ["Faults", "PracticeMailbox", "Record", "Taken"]
