"""`jikwon up`: pages and a worker together, until they are stopped."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from jikwon.console import beating
from jikwon.console.errors import AddressTaken, CertificateUnreadable
from jikwon.console.serving import opened
from jikwon.engine import observing
from jikwon.engine.health import needs, pulse
from jikwon.engine.office import Office
from jikwon.trust.settings import Console

THREADS: Final = 8
"""Requests that are answered at the same time."""
AGAIN_AFTER_S: Final = 1.0
"""So long after a worker's death another is started."""
ENDS_WITHIN_S: Final = 5.0
"""So long the worker may go on with the pieces in hand when the console is stopped."""
PATIENCE_S: Final = 20.0


def up(
    *, port: int | None, slots: int, can: Sequence[str], tell: Callable[[str], object], say: Callable[..., str]
) -> None:
    """Serve pages and work until stopped (SIGTERM, SIGINT). Raises `AddressTaken` before anything begins.

    `port` None means the settings'. `slots` 0 starts no worker. What the worker `can` is all that processes need
    unless some is named: on an office's one machine a run should say what is missing, and not wait for another.
    `say` gives a sentence of the command line.
    """
    office = opened()
    console = office.settings.console
    chosen = console.port if port is None else port
    _refuse_taken(console.address, chosen)
    if watched := office.settings.metrics.port:
        _refuse_taken(office.settings.metrics.address, watched)
    files = _certificate(console)
    tell(say("console-at", address=f"{'https' if files else 'http'}://{console.address}:{chosen}"))
    from jikwon.console.accounts.first import code_of  # its models are known now

    if code := code_of(office):
        tell(say("first-code", code=code))
    with _worker(office, slots, can or tuple(needs.TOOLS)), beating.while_answering(console, chosen):
        _serve(console.address, chosen, files)


def _refuse_taken(address: str, port: int) -> None:
    with closing(socket.socket()) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((address, port))
        except OSError as error:
            raise AddressTaken(address=address, port=port) from error


def _certificate(console: Console) -> tuple[Path, Path] | None:
    if not console.certificate:
        return None
    files = Path(console.certificate).expanduser(), Path(console.key).expanduser()
    for each in files:
        if not os.access(each, os.R_OK) or not each.is_file():
            raise CertificateUnreadable(path=str(each))
    return files


def _serve(address: str, port: int, files: tuple[Path, Path] | None) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    certificate, key = files or (None, None)
    server = Granian(
        "jikwon.console.serving:application", address=address, port=port, interface=Interfaces.WSGI, workers=1,
        blocking_threads=THREADS, ssl_cert=certificate, ssl_key=key, websockets=False, respawn_failed_workers=True,
        log_level=LogLevels.error,
    )  # fmt: skip
    server.serve()


@contextmanager
def _worker(office: Office, slots: int, can: Sequence[str]) -> Iterator[None]:
    """Keep a worker alive for the block, in a process of its own: what befalls it leaves the pages alone."""
    if not slots:
        yield
        return
    keeper = _Keeper(office, slots, can)
    keeper.start()
    try:
        yield
    finally:
        keeper.end()


class _Keeper(threading.Thread):
    """Starts a worker, and another whenever it has died; not one that was drained."""

    def __init__(self, office: Office, slots: int, can: Sequence[str]) -> None:
        super().__init__(daemon=True)
        self._command = (
            sys.executable, "-X", "utf8", "-m", "jikwon", "worker", "--slots", str(slots),
            "--until-parent-ends", str(os.getpid()), *(word for each in can for word in ("--can", each)),
        )  # fmt: skip
        ours = {**os.environ, "JIKWON_HOME": str(office.home.root)}
        self._environ = {name: value for name, value in ours.items() if name not in pulse.VARIABLES}
        self._shown = None if observing.is_shown(office) else subprocess.DEVNULL
        self._ending = threading.Event()
        self._lock = threading.Lock()
        self._program: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        """Start and wait, again and again."""
        while not self._ending.is_set():
            with self._lock:
                if self._ending.is_set():
                    return
                self._program = self._begin()
            if self._program.wait() == 0:
                return  # it was told to end after its work
            self._ending.wait(AGAIN_AFTER_S)

    def end(self) -> None:
        """Let the worker finish what it has in hand, and end."""
        self._ending.set()
        with self._lock:
            program = self._program
        if program is None:
            return
        for patience in (ENDS_WITHIN_S, PATIENCE_S):  # the second time it ends whatever it has in hand
            program.send_signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                program.wait(patience)
                return
        program.kill()  # another takes over what it had in hand

    def _begin(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - our own command
            self._command, env=self._environ, stdin=subprocess.DEVNULL, stdout=self._shown,
            start_new_session=True,  # Ctrl-C is for the console, which tells the worker
        )  # fmt: skip
