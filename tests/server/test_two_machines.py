"""Two machines with homes of their own, one key, one server and one folder: what one leaves the other ends, once."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.acting.receiving import PROCESSES, RunningReceiver, running
from tests.crash.programs import SOURCES
from tests.postgres import Databases

from jikwon.engine.office import Office
from jikwon.engine.runs import lifecycle, ordering
from jikwon.model import State
from jikwon.records import database, executors, hands, runs
from jikwon.records.runs import RunRow

pytestmark = pytest.mark.slow
COUNT = 400
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

    def worker(self, name: str, *words: str) -> subprocess.Popen[bytes]:
        """Start a worker on a machine."""
        environ = {
            **os.environ, "JIKWON_HOME": str(self.folder / name), "JIKWON_PROCESSES": str(PROCESSES),
            "PYTHONPATH": str(SOURCES),
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


@pytest.fixture
def machines(tmp_path: Path, databases: Databases, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machines]:
    monkeypatch.setenv("JIKWON_PROCESSES", str(PROCESSES))
    made = Machines(tmp_path, databases)
    try:
        yield made
    finally:
        made.clear()


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[RunningReceiver]:
    with running(tmp_path / "record.jsonl", delay_ms=10) as made:
        yield made


def ordered(machines: Machines, receiver: RunningReceiver) -> RunRow:
    """Order letters in two lanes on machine `a`."""
    path = machines.folder / "편지.csv"
    lines = [f"L{number:04},받는이{number},,창구{number % 2}" for number in range(COUNT)]
    path.write_text("\n".join(["번호,받는분,상태,창구", *lines]), "utf-8")
    return ordering.start(
        machines.office, slug="test-letters", inputs=[("letters", path)], settings={"receiver": receiver.url}
    )


def approve(machines: Machines, run: RunRow) -> None:
    with database.together():
        lifecycle.take(machines.office, run.id, "")
        runs.change(run.id, database.now(), approved_by="x")


def wait_for(run: RunRow, *states: State) -> RunRow:
    until = time.monotonic() + WITHIN_S
    while (found := runs.get(run.id)) is None or found.state not in states:
        assert time.monotonic() < until, found and found.state
        time.sleep(0.05)
    return found


def who_acts() -> str:
    """Wait until a lane is in hand, and say whose: the process that has it."""
    until = time.monotonic() + WITHIN_S
    while time.monotonic() < until:
        for each in hands.every():
            if each.stage == "act":
                return each.executor
        time.sleep(0.01)
    raise AssertionError("nobody acts")


def pid_of(executor: str) -> int:
    found = executors.get(executor)
    assert found is not None
    return found.pid


def test_a_machine_ends_what_another_has_taken_in(machines: Machines, receiver: RunningReceiver) -> None:
    run = ordered(machines, receiver)

    machines.worker("b")

    row = wait_for(run, State.AWAITING_APPROVAL, State.FAILED)
    assert row.state is State.AWAITING_APPROVAL, row.error
    assert not [each for each in (machines.folder / "b").rglob("*") if run.id in each.name]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP])
def test_what_a_dead_or_stopped_machine_had_in_hand_is_done_by_the_other_and_nothing_twice(
    machines: Machines, receiver: RunningReceiver, how: signal.Signals
) -> None:
    run = ordered(machines, receiver)
    machines.worker("a", "--slots", "1")
    machines.worker("b", "--slots", "1")
    wait_for(run, State.AWAITING_APPROVAL)
    approve(machines, run)
    lost = who_acts()
    while len(receiver.sent_to()) < 5:
        time.sleep(0.01)

    os.kill(pid_of(lost), how)

    row = wait_for(run, State.RELEASED, State.NEEDS_PEOPLE, State.FAILED)
    os.kill(pid_of(lost), signal.SIGCONT) if how is signal.SIGSTOP else None
    ended = [each.wait(30) for each in machines.programs if each.pid == pid_of(lost)]
    times = Counter(receiver.sent_to())
    assert max(times.values()) == 1, "a letter was sent twice"
    assert ended != [0], "it believes that all is well"
    if row.state is State.RELEASED:
        assert len(times) == COUNT
    else:  # an act was on its way, and whoever died was not seen to: a person is asked about that one
        assert row.state is State.NEEDS_PEOPLE, row.error
        assert len(times) >= COUNT - 2
    assert executors.get(lost) is None or lost not in {each.id for each in executors.alive()}
