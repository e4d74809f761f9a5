"""Two machines with homes of their own, one key, one server and one folder, and the workers on them."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.acting.receiving import PROCESSES, RunningReceiver
from tests.crash.programs import SOURCES
from tests.postgres import Databases

from jikwon.engine.office import Office
from jikwon.engine.runs import lifecycle, ordering
from jikwon.model import State
from jikwon.records import database, runs
from jikwon.records.runs import RunRow

WITHIN_S = 90.0


class Machines:
    """Homes `a` and `b`, the folder that both have mounted, and the workers that are started on them."""

    def __init__(self, folder: Path, databases: Databases) -> None:
        self.folder = folder
        self.programs: list[subprocess.Popen[bytes]] = []
        (folder / "mnt").mkdir(mode=0o700)
        first = self.home("a")
        self.office = Office.open(first)
        second = self.home("b")
        databases.share(first, second)
        for each in ("key", "key.toml"):
            shutil.copy(first / each, second / each)

    def home(self, name: str) -> Path:
        """Make a machine's home."""
        home = self.folder / name
        home.mkdir(mode=0o700)
        (home / "settings.toml").write_text(f'[shared]\nfolder = "{self.folder / "mnt"}"\n', "utf-8")
        return home

    def worker(self, name: str, *words: str, **more: str) -> subprocess.Popen[bytes]:
        """Start a worker on a machine; `more` is of its environment."""
        environ = {
            **os.environ, "JIKWON_HOME": str(self.folder / name), "JIKWON_PROCESSES": str(PROCESSES),
            "PYTHONPATH": str(SOURCES), **more,
        }  # fmt: skip
        program = subprocess.Popen(
            [sys.executable, "-m", "jikwon", "worker", *words], env=environ, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        self.programs.append(program)
        return program

    def clear(self) -> None:
        """End what is still running."""
        for program in self.programs:
            if program.poll() is None:
                program.send_signal(signal.SIGCONT)
                program.kill()
                program.wait()
        database.close()


def ordered(machines: Machines, receiver: RunningReceiver, *, count: int, lanes: int) -> RunRow:
    """Order letters in so many lanes on machine `a`."""
    path = machines.folder / "편지.csv"
    lines = [f"L{number:04},받는이{number},,창구{number % lanes}" for number in range(count)]
    path.write_text("\n".join(["번호,받는분,상태,창구", *lines]), "utf-8")
    return ordering.start(
        machines.office, slug="test-letters", inputs=[("letters", path)], settings={"receiver": receiver.url}
    )


def approve(machines: Machines, run: RunRow) -> None:
    """Let the workers go on with a run, and its acts be done."""
    with database.together():
        lifecycle.take(machines.office, run.id, "")
        runs.change(run.id, database.now(), approved_by="x")


def wait_for(run: RunRow, *states: State) -> RunRow:
    """Wait until a run is in one of these states."""
    until = time.monotonic() + WITHIN_S
    while (found := runs.get(run.id)) is None or found.state not in states:
        assert time.monotonic() < until, found and found.state
        time.sleep(0.05)
    return found
