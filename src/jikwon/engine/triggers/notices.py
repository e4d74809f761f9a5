"""Telling the owner of a standing order by mail that a run of it needs a person.

A mail leaves at most once: that it does is noted just before its last line, without which a server takes no mail.
Whoever dies before that has sent nothing, and it is sent later; whoever dies after it may have sent it or not, and
it is not sent again: the run waits in the console and in `jikwon runs` all the same.
"""

import threading
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from jikwon.engine.office import Office
from jikwon.engine.triggers import orders
from jikwon.engine.triggers.firing import FiredElsewhere
from jikwon.engine.triggers.orders import Request
from jikwon.model import strings
from jikwon.model.catalog import find
from jikwon.model.dates import SEOUL
from jikwon.model.doors import act_in_hand
from jikwon.model.mail import MailServer
from jikwon.records import database, triggers
from jikwon.records.database import together
from jikwon.records.triggers import FiringRow, TriggerRow
from jikwon.tools.mail import Letter, Mailer, addresses, compose
from jikwon.trust import logs

LOOK_S: Final = 2.0
AGAIN_AFTER_S: Final = 60.0
"""So long a mail server that could not be reached is left alone."""
_REFUSED: Final = "not-started"
Noting = Callable[[Mapping[str, str]], None]


class Notices:
    """Looks for what owners must hear, in a thread of its own: a slow mail server keeps no run waiting."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._go_round, daemon=True)
        self._again_at = 0.0
        self._log = logs.get(__name__)

    def start(self) -> None:
        """Begin to look, in an office that has a mail server."""
        if self._office.settings.mail is not None:
            self._thread.start()

    def end(self) -> None:
        """Look a last time and end: a worker that ends when it is idle tells of what it has just done."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _go_round(self) -> None:
        try:
            while not self._stop.wait(LOOK_S):
                self.look()
            self.look()
        finally:
            database.close()

    def look(self) -> None:
        """Tell every owner who must hear of something; what fails before it may have left is logged and tried again."""
        if time.monotonic() < self._again_at:
            return
        try:
            for row in triggers.every():
                request = orders.request_of(self._office, row)
                for firing, state in triggers.untold(row.name) if request.mail else ():
                    self._tell(row, request, firing, state)
        except FiredElsewhere:
            return  # another worker is telling them
        except Exception as error:  # noqa: BLE001 - whatever it is, owners are told of the next run all the same
            self._again_at = time.monotonic() + AGAIN_AFTER_S
            self._log.failure("notice-not-sent", error)

    def _tell(self, row: TriggerRow, request: Request, firing: FiringRow, state: str) -> None:
        server = self._office.settings.mail_server(self._office.home)
        message = compose(letter(row, request, firing, state, server))

        def note(_said: Mapping[str, str]) -> None:
            with together():
                if not triggers.tell(row.name, firing.due, database.now()):
                    raise FiredElsewhere(name=row.name)
                self._office.note("owner mailed", run=firing.run_id, subject=row.name, actor="engine")

        mailer = Mailer(server, lambda word: self._office.vault().use(f"{server.credential}.{word}"))
        with act_in_hand():
            mailer.send(message, key=self._office.hash("notice", row.name, f"{firing.due:.3f}"), note=_once(note))


def _once(note: Noting) -> Noting:
    """Take the first word alone: that the last line is about to leave. A refusal after it changes nothing."""
    told: list[bool] = []

    def first(said: Mapping[str, str]) -> None:
        if not told:
            note(said)
            told.append(True)

    return first


def letter(row: TriggerRow, request: Request, firing: FiringRow, state: str, server: MailServer) -> Letter:
    """Write to the owner of a standing order: which run, and what it waits for; nobody is named in it."""
    says, process = strings.of(__name__), find(row.process).manifest.name.ko
    word = strings.word("states", state) if state else says.text("notices", _REFUSED, language="ko")
    fields = {"process": process, "state": word, "name": row.name, "run": firing.run_id or "–"}
    return Letter(
        sender=server.sender, to=addresses(request.mail, server=server, setting="mail"),
        subject=says.text("notices", "subject", language="ko", **fields),
        text=says.text("notices", "text", language="ko", **fields), at=datetime.now(SEOUL),
    )  # fmt: skip
