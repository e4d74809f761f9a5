"""A machine: its home, its network, its clock, and its ways to the database and to the receiver."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from tests.acting.receiving import PROCESSES
from tests.crash.programs import SOURCES
from tests.crash.storm.clocks import SITE, Clock
from tests.crash.storm.networks import Network
from tests.crash.storm.wires import Wire

RESTARTS_AFTER_S = 1.0
"""As a service manager does it."""


class Machine:
    """One machine of an office; without a network, a clock or a wire to the database it shares those of this one."""

    def __init__(
        self, number: int, home: Path, log: Path, *, receiver: Wire, database: Wire | None, network: Network | None,
        clock: Clock | None, url: str = "",
    ) -> None:  # fmt: skip
        self.name = f"office-pc-{number}"
        self.home = home
        self.log = log
        self.receiver = receiver
        self.database = database
        self.network = network
        self.clock = clock
        self.url = url

    def environment(self) -> dict[str, str]:
        """Give the environment of programs on this machine."""
        paths = [str(SOURCES), os.environ.get("PYTHONPATH", "")]
        clock: Mapping[str, str] = {}
        if self.clock is not None:
            paths.insert(0, str(SITE))
            clock = self.clock.environment()
        found = {
            **os.environ, **clock, "JIKWON_HOME": str(self.home), "JIKWON_PROCESSES": str(PROCESSES),
            "PYTHONPATH": os.pathsep.join(filter(None, paths)), "no_proxy": "", "PYTHONFAULTHANDLER": "1",
            "http_proxy": f"http://{self.receiver.at}:{self.receiver.port}",
        }  # fmt: skip
        return {**found, "JIKWON_DATABASE_URL": self.url} if self.url else found

    def said(self) -> str:
        """Give what its programs have said."""
        return self.log.read_text("utf-8", "replace") if self.log.exists() else ""

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """Start a command of ours on this machine."""
        command = [sys.executable, "-m", "jikwon", *words]
        within = self.network.within(self.name) if self.network else []
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [*within, *command], env=self.environment(), stdout=log, stderr=log, stdin=subprocess.DEVNULL
            )


class Service:
    """A worker that a machine starts again when it ends, as long as it is wanted."""

    def __init__(self, machine: Machine, *, slots: int) -> None:
        self.machine = machine
        self.slots = slots
        self.is_wanted = True
        self.is_stopped = False
        self.program: subprocess.Popen[bytes] | None = None
        self.programs: list[subprocess.Popen[bytes]] = []
        self._ended_at = 0.0

    def attend(self) -> None:
        """Start it where it is wanted and has ended."""
        if self.is_alive() or not self.is_wanted:
            return
        if self.program is not None:
            self.program, self._ended_at = None, time.monotonic()
        if time.monotonic() - self._ended_at >= RESTARTS_AFTER_S:
            ends_with = ["--until-parent-ends", str(os.getpid())]
            self.program = self.machine.start("worker", "--slots", str(self.slots), *ends_with)
            self.programs.append(self.program)

    def is_alive(self) -> bool:
        """Tell whether it runs (or stands still)."""
        return self.program is not None and self.program.poll() is None

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal."""
        if self.program is not None and self.program.poll() is None:
            self.program.send_signal(number)

    def end(self, *, within_s: float) -> None:
        """Let it end in order, and kill it where it does not."""
        self.is_wanted = False
        self.signal(signal.SIGCONT)
        self.signal(signal.SIGTERM)
        if self.program is not None:
            try:
                self.program.wait(within_s)
            except subprocess.TimeoutExpired:
                self.signal(signal.SIGABRT)  # it says where its threads stand
                self.program.wait(within_s)
                raise
