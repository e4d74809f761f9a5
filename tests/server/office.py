"""A terminal of an office whose records are on a server."""

import subprocess
import sys
import time
from pathlib import Path

from tests.acting.receiving import RunningReceiver
from tests.contract.conftest import Shell


class Office(Shell):
    """Types commands into a home folder of its own that has this database."""

    def __init__(self, folder: Path, receiver: RunningReceiver, url: str) -> None:
        super().__init__(folder, receiver)
        self.url = url
        self.programs: list[subprocess.Popen[str]] = []

    def environment(self, **more: str) -> dict[str, str]:
        """Name the server."""
        return super().environment(JIKWON_DATABASE_URL=self.url, **more)

    def begin(self, *words: str) -> "subprocess.Popen[str]":
        """Start a command and leave it to itself."""
        program = subprocess.Popen(
            [sys.executable, "-m", "jikwon", *words], env=self.environment(), cwd=self.folder, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        self.programs.append(program)
        return program

    def clear(self) -> None:
        """End what is still running."""
        for program in self.programs:
            if program.poll() is None:
                program.kill()
                program.communicate()

    def wait_for_letters(self, count: int) -> None:
        """Wait until so many letters have arrived."""
        until = time.monotonic() + 60
        while len(self.receiver.sent_to()) < count:
            assert time.monotonic() < until
            time.sleep(0.01)
