"""The practice office's mail server: `aiosmtpd` in a thread of its own, with a record of what it took."""

import hmac
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from jikwon_practice.mailbox import certificates
from jikwon_practice.mailbox.faults import Faults
from jikwon_practice.mailbox.receiving import Receiving
from jikwon_practice.mailbox.record import Record, Taken

HOST: Final = "127.0.0.1"
NONE, STARTTLS, TLS = "none", "starttls", "tls"
LARGEST: Final = 64 * 1024 * 1024


class PracticeMailbox:
    """A mail server of 127.0.0.1 that keeps every mail in `folder`/mails and brings it to nobody.

    Start it with `with`, or with `start` and `close`; after a `close` it comes back at the same port with its
    record. With an `account` it takes mail only from who logs in as that. With `starttls` or `tls` the file
    `authority` proves it.
    """

    def __init__(
        self, folder: Path, *, port: int = 0, security: str = NONE, account: str = "", password: str = ""
    ) -> None:
        self.folder = folder
        self.port = port
        self.security = security
        self._login = (account, password)
        self._record = Record(folder / "mails")
        self._receiving = Receiving(self._record, wants_login=bool(account))
        self._controller: Any = None
        self.authority: Path | None = None
        self._tls: ssl.SSLContext | None = None
        if security != NONE:
            self._tls, self.authority = certificates.make(folder)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def start(self) -> None:
        """Open the port and answer."""
        from aiosmtpd.controller import Controller
        from aiosmtpd.smtp import AuthResult, LoginPassword

        def admits(_server: object, _session: object, _envelope: object, _how: str, given: Any) -> AuthResult:  # noqa: ANN401
            wanted = [each.encode() for each in self._login]
            is_login = isinstance(given, LoginPassword)
            right = is_login and all(map(hmac.compare_digest, (given.login, given.password), wanted))
            return AuthResult(success=right, handled=False)

        has_login = bool(self._login[0])
        self._controller = Controller(
            self._receiving, hostname=HOST, port=self.port or _free_port(), data_size_limit=LARGEST,
            ssl_context=self._tls if self.security == TLS else None,
            tls_context=self._tls if self.security == STARTTLS else None, require_starttls=self.security == STARTTLS,
            authenticator=admits if has_login else None, auth_require_tls=self.security == STARTTLS, ident="practice",
        )  # fmt: skip
        self._controller.start()
        self.port = self._controller.port

    def close(self) -> None:
        """Close the port; the record stays."""
        if self._controller is not None:
            self._controller.stop(no_assert=True)
        self._controller = None

    @contextmanager
    def asked(self, folder: str, *, account: str, password: str) -> Iterator[int]:
        """Let the record be asked as an IMAP folder for the length of a `with`; gives the port of 127.0.0.1.

        Needs the package `twisted`, which only tests have.
        """
        port = _free_port()
        command = [sys.executable, "-m", "jikwon_practice.mailbox.asking", str(self._record.folder), str(port)]
        process = subprocess.Popen([*command, account, password, folder], stdout=subprocess.PIPE)  # noqa: S603
        assert process.stdout is not None
        try:
            if process.stdout.readline() != b"ready\n":
                raise RuntimeError("the record cannot be asked: is twisted there?")
            yield port
        finally:
            process.terminate()
            process.communicate()

    def faults(self, **faults: Any) -> None:  # noqa: ANN401 - the fields of `Faults`, checked by it
        """Switch on exactly these faults (fields of `Faults`); none named: all are off."""
        self._receiving.turn(Faults(**faults))

    def record(self) -> tuple[Taken, ...]:
        """List the mails that were taken, in their order."""
        return self._record.all()


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
