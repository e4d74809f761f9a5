"""The practice office in a test's or a demo's hand: started as a process of its own, ended by its own id."""

import json
import subprocess
import sys
import tempfile
from dataclasses import asdict
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

import msgspec

from jikwon_practice import settings
from jikwon_practice.faults import Faults
from jikwon_practice.mailbox.record import Record, Taken
from jikwon_practice.opened import Opened
from jikwon_practice.portals.epidemic.facts import Case, Mark
from jikwon_practice.portals.petition.facts import Petition
from jikwon_practice.portals.quarantine.facts import Answer, Quarantined

START_S: Final = 30.0
END_S: Final = 10.0
LOG: Final = "office.log"


class Practice:
    """A practice office while the `with` lasts.

    `cases` is how many cases 송파구 reports on `date`; others, of neighbours and of other days, come on
    top. `folder` keeps its data, else it goes with the office. `deviants` mixes in cases that lack
    what a form must have.
    """

    def __init__(
        self,
        *,
        seed: int = 1,
        cases: int = 45,
        date: date = date(2021, 10, 6),
        deviants: bool = False,
        folder: Path | None = None,
    ) -> None:
        self._words = [f"--seed={seed}", f"--cases={cases}", f"--date={date}", *(["--deviants"] if deviants else [])]
        self._own = tempfile.TemporaryDirectory(prefix="practice-") if folder is None else None
        self.folder = Path(self._own.name) if self._own else Path(folder or ".")
        self._running: subprocess.Popen[bytes] | None = None
        self._opened: Opened | None = None
        self._direct = build_opener(ProxyHandler({}))  # loopback never goes through an office's proxy

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        if self._own:
            self._own.cleanup()

    def start(self) -> None:
        """Start it and wait until it answers; after a `stop` it comes back at the same address with its data.

        Raise RuntimeError with what it said where it does not come up.
        """
        port = self._opened.port if self._opened else 0
        command = [sys.executable, "-m", "jikwon_practice", "serve", f"--port={port}", f"--folder={self.folder}"]
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.folder / LOG).open("w", encoding="utf-8") as log:  # a pipe that nobody reads would fill up
            self._running = subprocess.Popen(  # noqa: S603 - our own module
                [*command, "--with-parent", *self._words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log
            )
        assert self._running.stdout is not None
        if not self._running.stdout.readline():  # it says its address once it listens
            self.stop()
            raise RuntimeError(f"the practice office did not start: {(self.folder / LOG).read_text('utf-8').strip()}")
        self._opened = Opened.read(self.folder)

    def stop(self) -> None:
        """End the process by its own id; its data stays until the `with` ends."""
        if self._running is None:
            return
        self._running.terminate()
        try:
            self._running.communicate(timeout=END_S)
        except subprocess.TimeoutExpired:
            self._running.kill()
            self._running.communicate()
        self._running = None

    @property
    def pid(self) -> int:
        """The process's id."""
        assert self._running is not None
        return self._running.pid

    @property
    def opened(self) -> Opened:
        """Where it listens and who may come in."""
        assert self._opened is not None
        return self._opened

    @property
    def address(self) -> str:
        """`http://127.0.0.1:PORT`; the portals' screens are under their names, `/epidemic/`."""
        return self.opened.address

    @property
    def account(self) -> str:
        """The 아이디 of the robot's account."""
        return self.opened.account

    @property
    def password(self) -> str:
        """Its 비밀번호."""
        return self.opened.password

    @property
    def otp_secret(self) -> str:
        """Its TOTP secret (base32, six digits, 30 s)."""
        return self.opened.otp_secret

    def faults(self, **faults: Any) -> None:  # noqa: ANN401 - the fields of `Faults`, checked by it
        """Switch on exactly these faults (fields of `Faults`); none named: all are off."""
        self.ask("office", "faults", **asdict(Faults(**faults)))

    def faults_left(self) -> Faults:
        """Give the faults that are on, their counts as far as they have run down."""
        return msgspec.convert(self.ask("office", "faults-left"), Faults)

    def lose_sessions(self) -> None:
        """Forget every session now."""
        self.ask("office", "lose-sessions")

    def unlock(self) -> None:
        """Unlock the account again."""
        self.ask("office", "unlock")

    def record(self) -> tuple[Mark, ...]:
        """Give the portal's own record of print marks, in the order in which they came."""
        return msgspec.convert(self.ask("epidemic", "record"), tuple[Mark, ...])

    def cases(self) -> tuple[Case, ...]:
        """Give every case as the portal holds it now, neighbours and other days too, by district and number."""
        return msgspec.convert(self.ask("epidemic", "cases"), tuple[Case, ...])

    def quarantined(self) -> tuple[Quarantined, ...]:
        """Give everybody in quarantine, by 격리자관리번호."""
        return msgspec.convert(self.ask("quarantine", "people"), tuple[Quarantined, ...])

    def answers(self) -> tuple[Answer, ...]:
        """Give every answer of the app, of all days, by person, day and slot."""
        return msgspec.convert(self.ask("quarantine", "answers"), tuple[Answer, ...])

    def petitions(self) -> tuple[Petition, ...]:
        """Give every petition with its answer key, by 신청번호."""
        return msgspec.convert(self.ask("petition", "petitions"), tuple[Petition, ...])

    @property
    def mail_port(self) -> int:
        """The port of 127.0.0.1 at which its mail server listens, without encryption or login."""
        return self.opened.mail_port

    def mail_faults(self, **faults: Any) -> None:  # noqa: ANN401 - the fields of the mail server's `Faults`
        """Switch on exactly these faults of the mail server; none named: all are off."""
        self.ask("office", "mail-faults", **faults)

    def mails(self) -> tuple[Taken, ...]:
        """List every mail that the mail server has taken, in its order."""
        return Record(self.folder / settings.MAILBOX / "mails").all()

    def correct(self, case: str, field: str, value: object) -> None:
        """Correct one field (a name of `Case`) of the case with that 환자관리번호; 최종수정일시 moves on."""
        self.ask("epidemic", "correct", case=case, field=field, value=msgspec.to_builtins(value))

    def ask(self, portal: str, operation: str, **given: object) -> Any:  # noqa: ANN401 - JSON
        """Ask a portal's control address; raise ValueError with its words where it refuses."""
        body = json.dumps(given).encode()
        request = Request(  # noqa: S310 - our own loopback address
            f"{self.opened.control}/{portal}/{operation}", data=body, headers={"X-Practice-Token": self.opened.token}
        )
        try:
            with self._direct.open(request, timeout=START_S) as answer:
                return json.load(answer)
        except HTTPError as error:
            with error:
                raise ValueError(error.read().decode()) from None
