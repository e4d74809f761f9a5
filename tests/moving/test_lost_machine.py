"""Commands as people type them: a backup while robots work, a machine that is lost, and another that goes on."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.acting.receiving import RunningReceiver
from tests.crash.kills import Killer
from tests.crash.programs import WITHIN_S

pytestmark = pytest.mark.slow
LETTERS = 160


ONE_AFTER_THE_OTHER = """
import subprocess, sys
for each in sys.argv[2:]:
    words = ["run", "test-letters", "--input", f"letters={each}", "--set", f"receiver={sys.argv[1]}", "--approve"]
    subprocess.run([sys.executable, "-m", "jikwon", *words])
"""


class Machines(Killer):
    """Home folders, one after the other, and the processes that work on the one at hand."""

    name = "first"

    @property
    def home(self) -> Path:
        """The home folder at hand."""
        return self.folder / self.name

    def wait_for_letters(self, count: int) -> None:
        """Wait until so many letters have arrived."""
        until = time.monotonic() + WITHIN_S
        while len(self.receiver.letters()) < count:
            assert time.monotonic() < until, self.said()
            time.sleep(0.005)

    def backup(self, name: str) -> Path:
        """Make a backup, whoever works meanwhile."""
        path = self.folder / name
        assert self.start("backup", str(path)).wait(WITHIN_S) == 0, self.said()
        return path

    def go_elsewhere(self, name: str, archive: Path) -> None:
        """Lose the home at hand and restore a backup on an empty machine."""
        key = (self.home / "key").read_bytes()
        shutil.rmtree(self.home)
        self.restore(name, archive, key)

    def restore(self, name: str, archive: Path, key: bytes) -> None:
        """Restore a backup into a new home, which is the one at hand from now on."""
        self.name = name
        self.home.mkdir()
        (self.home / "key").write_bytes(key)
        assert self.start("restore", str(archive)).wait(WITHIN_S) == 0, self.said()


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    """Sit down in an office with a receiver."""
    receiver = RunningReceiver(tmp_path / "record.jsonl", delay_ms=50)
    receiver.start()
    made = Machines(tmp_path, receiver, seed=1)
    try:
        yield made
    finally:
        made.clear()
        receiver.stop()


def test_a_run_goes_on_elsewhere_and_each_letter_arrives_once(machines: Machines) -> None:
    program = machines.run(machines.file("편지", LETTERS))
    machines.wait_for_letters(LETTERS // 4)
    archive = machines.backup("a.tar")
    assert program.poll() is None, "the run was over before the backup was"
    machines.wait_for_letters(LETTERS // 2)
    machines.kill(program)
    known = len(machines.receiver.letters())

    machines.go_elsewhere("second", archive)
    machines.finish()

    assert machines.state() == "released"
    assert LETTERS // 2 <= known < LETTERS
    machines.assert_each_letter_once(LETTERS)
    assert machines.json("show", machines.newest())["acts"] == {"planned": LETTERS, "done": LETTERS, "waiting": 0}
    assert machines.start("audit", "verify").wait(WITHIN_S) == 0, machines.said()


def test_a_worker_works_on_while_a_backup_is_made_and_loses_nothing(machines: Machines) -> None:
    program = machines.run(machines.file("편지", 60))
    machines.wait_for_letters(5)
    archive = machines.backup("a.tar")
    assert program.wait(WITHIN_S) == 0, machines.said()
    machines.assert_each_letter_once(60)
    key = (machines.home / "key").read_bytes()

    machines.restore("rehearsal", archive, key)
    machines.finish()

    assert machines.state() == "released"
    machines.assert_each_letter_once(60)


def test_backups_of_an_office_whose_runs_come_and_go_are_whole(machines: Machines) -> None:
    files = [machines.file(f"{number}", 3, first=10 * number) for number in range(5)]
    command = [sys.executable, "-c", ONE_AFTER_THE_OTHER, machines.receiver.url, *map(str, files)]
    office = subprocess.Popen(command, env=machines.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    machines.programs.append(office)
    machines.wait_for_letters(1)
    archives = [machines.backup(name) for name in ("a.tar", "b.tar")]
    assert office.wait(WITHIN_S) == 0
    key = (machines.home / "key").read_bytes()

    for archive in archives:
        machines.restore(f"from-{archive.stem}", archive, key)
        machines.finish()
        assert {state for (state,) in machines.read("SELECT state FROM runs")} == {"released"}, machines.said()
        assert not list((machines.home / "spool").iterdir())

    for number in range(5):
        machines.assert_each_letter_once(3, first=10 * number)
