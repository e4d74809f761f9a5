"""Starting the receiver from a test, restarting it, and reading its record."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

RECEIVER = Path(__file__).with_name("receiver.py")
PROCESSES = Path(__file__).parent
"""The folder to name in JIKWON_PROCESSES: it holds `test-letters`."""


class RunningReceiver:
    """A receiver in a process of its own. A restart keeps its port and record, and forgets the rest."""

    def __init__(self, record: Path, *, delay_ms: int = 0) -> None:
        self.record = record
        self.delay_ms = delay_ms
        self.port = 0
        self._program: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        """The value of the setting `receiver`."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until it takes letters."""
        options = ["--record", str(self.record), "--delay-ms", str(self.delay_ms), "--port", str(self.port)]
        self._program = subprocess.Popen([sys.executable, str(RECEIVER), *options], stdout=subprocess.PIPE, text=True)
        assert self._program.stdout is not None
        self.port = int(self._program.stdout.readline())

    def stop(self) -> None:
        """Kill it: nothing but the record outlives it."""
        if self._program is not None:
            self._program.kill()
            self._program.communicate()
            self._program = None

    def restart(self) -> None:
        """Make it forget."""
        self.stop()
        self.start()

    def has_paper(self, there: bool) -> None:
        """Put paper in, or take it away."""
        body = json.dumps({"there": there}).encode()
        with urllib.request.urlopen(f"{self.url}/paper", data=body, timeout=10):
            pass

    def letters(self) -> list[dict[str, str]]:
        """Read the truth: every letter that arrived, in order, doubled ones twice."""
        if not self.record.exists():
            return []
        return [json.loads(line) for line in self.record.read_text("utf-8").splitlines()]

    def sent_to(self) -> list[str]:
        """List the numbers of the letters that arrived, in order."""
        return [letter["to"] for letter in self.letters()]


@contextmanager
def running(record: Path, *, delay_ms: int = 0) -> Iterator[RunningReceiver]:
    """Run a receiver for the length of a test."""
    receiver = RunningReceiver(record, delay_ms=delay_ms)
    receiver.start()
    try:
        yield receiver
    finally:
        receiver.stop()
