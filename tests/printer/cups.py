"""A CUPS queue of our own: cupsd with its folders, a queue without a filter, and a backend that files papers."""

import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from jikwon_practice.printer import Faults

PATH = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin", "/sbin"])
HERE = Path(__file__).parent / "cups_queue"
READY_WITHIN_S = 20.0


def missing() -> str:
    """Say why there can be no queue here, or ""."""
    daemon = Path("/usr/lib/cups/daemon/cups-exec")
    if shutil.which("cupsd", path=PATH) and daemon.exists():
        return ""
    return "CUPS is not installed: apt-get install cups"


class CupsQueue:
    """A queue `office` on a free port of 127.0.0.1 that remembers its jobs across restarts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        for part in ("etc/ppd", "spool/tmp", "cache", "state", "log", "bin/backend", "papers"):
            (folder / part).mkdir(parents=True)
        (folder / "bin/daemon").symlink_to("/usr/lib/cups/daemon")
        for source, target in (
            ("cupsd.conf", "etc/cupsd.conf"),
            ("cups-files.conf", "etc/cups-files.conf"),
            ("printers.conf", "etc/printers.conf"),
            ("office.ppd", "etc/ppd/office.ppd"),
            ("backend.sh", "bin/backend/paper"),
        ):
            text = (HERE / source).read_text("utf-8")
            (folder / target).write_text(text.replace("@FOLDER@", str(folder)).replace("@PORT@", str(self.port)))
        (folder / "bin/backend/paper").chmod(0o700)  # for its owner alone: cupsd then runs it as itself
        self.faults = Faults(folder / "faults")
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"ipp://127.0.0.1:{self.port}/printers/office"

    def start(self) -> None:
        """Start cupsd in the foreground of a session of its own and wait until it answers."""
        etc = self.folder / "etc"
        command = [shutil.which("cupsd", path=PATH) or "cupsd", "-f", "-c", str(etc / "cupsd.conf")]
        self.process = subprocess.Popen(
            [*command, "-s", str(etc / "cups-files.conf")],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env={"PATH": PATH, "LANG": "C.UTF-8"},
        )
        until = time.monotonic() + READY_WITHIN_S
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                if self.process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError((self.folder / "log/error").read_text("utf-8")[-1000:]) from None
                time.sleep(0.05)
            else:
                return

    def stop(self) -> None:
        """Ask cupsd to end, which it does when its backends have."""
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process = None

    def titles(self) -> list[str]:
        """List the titles on paper, in order."""
        return [path.read_text("utf-8").splitlines()[0] for path in sorted((self.folder / "papers").glob("*.txt"))]
