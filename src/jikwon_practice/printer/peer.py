"""The practice office's printer: CUPS's own `ippeveprinter` with a folder of papers."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from jikwon_practice.printer.bus import PrivateBus
from jikwon_practice.printer.faults import Faults

READY_WITHIN_S = 10.0
_PROGRAMS = {"ippeveprinter": "cups-ipp-utils", "dbus-daemon": "dbus-daemon"}
_PATH = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"])


def missing() -> str:
    """Give the command that installs what the printer needs, or "" when all of it is there."""
    packages = [package for program, package in _PROGRAMS.items() if shutil.which(program, path=_PATH) is None]
    return f"apt-get install {' '.join(packages)}" if packages else ""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One job on paper, in the order of printing. `copies` says how often it lies there."""

    order: int
    title: str
    job: int
    copies: int
    sides: str
    media: str
    user: str
    pdf: Path


class PracticePrinter:
    """A printer of 127.0.0.1 that keeps every printed job as a file in `folder`/papers.

    Start it with `with`, or with `start` and `close`. It forgets a finished job after a minute, and
    all of them when it restarts, as real ones do. It needs no root and no service of the machine.
    """

    def __init__(self, folder: Path, *, name: str = "Practice Printer", port: int = 0, duplex: bool = True) -> None:
        if command := missing():
            raise RuntimeError(f"the practice printer needs more programs: {command}")
        self.folder = folder.absolute()
        self.port = port or _free_port()
        self.address = f"ipp://127.0.0.1:{self.port}/ipp/print"
        self._name = name
        self._duplex = duplex
        for part in ("papers", "spool", "keys"):
            (self.folder / part).mkdir(parents=True, exist_ok=True)
        self.faults = Faults(self.folder / "faults")
        self._script = self.folder / "receive.sh"
        shutil.copyfile(Path(__file__).with_name("receive.sh"), self._script)
        self._script.chmod(0o700)
        self._bus: PrivateBus | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def pid(self) -> int:
        """The printer's process, for tests that end it themselves."""
        if self._process is None:
            raise RuntimeError("the printer is off")
        return self._process.pid

    def start(self) -> None:
        """Switch the printer on; its memory is empty and its job numbers begin at 1."""
        self._bus = self._bus or PrivateBus()
        program = shutil.which("ippeveprinter", path=_PATH) or "ippeveprinter"
        command = [
            program, "-r", "off", "-n", "localhost", "-p", str(self.port), *(["-2"] if self._duplex else []),
            "-f", "application/pdf", "-d", str(self.folder / "spool"), "-K", str(self.folder / "keys"),
            "-c", str(self._script), self._name,
        ]  # fmt: skip
        environment = {
            "PATH": _PATH, "LANG": "C.UTF-8", "HOME": str(self.folder), "DBUS_SYSTEM_BUS_ADDRESS": self._bus.address,
        }  # fmt: skip
        with (self.folder / "printer.log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own command
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment, start_new_session=True
            )
        self._wait_until_it_answers()

    def switch_off(self) -> None:
        """Cut the power: the printer and the job in it end at once, its memory is lost; papers stay."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)  # its group is its own: the job's script ends too
            self._process.wait()
        self._process = None

    def restart(self) -> None:
        """Cut the power and switch the printer on again."""
        self.switch_off()
        self.start()

    def close(self) -> None:
        """Switch the printer off for good; the papers stay."""
        self.switch_off()
        if self._bus is not None:
            self._bus.close()
        self._bus = None

    def papers(self) -> tuple[Paper, ...]:
        """List what lies on paper, in the order of printing."""
        return tuple(_paper(pdf) for pdf in sorted((self.folder / "papers").glob("[0-9]*.pdf")))

    def _wait_until_it_answers(self) -> None:
        until = time.monotonic() + READY_WITHIN_S
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                if self._process is None or self._process.poll() is not None or time.monotonic() > until:
                    self.close()
                    said = (self.folder / "printer.log").read_text("utf-8", "replace")[-500:]
                    raise RuntimeError(f"ippeveprinter did not start: {said}") from None
                time.sleep(0.02)
            else:
                return


def _paper(pdf: Path) -> Paper:
    title, job, copies, sides, media, user = pdf.with_suffix(".txt").read_text("utf-8").splitlines()
    return Paper(
        order=int(pdf.stem), title=title, job=int(job), copies=int(copies), sides=sides, media=media, user=user, pdf=pdf
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
