"""Lock files of executors that are no more are removed; of one that lives, hangs or is just beginning, never."""

import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.engine.desk import Desk

from jikwon.engine.workers import lock_files, takeover
from jikwon.engine.workers.presence import Presence, lock_path, place_of
from jikwon.engine.workers.worker import Worker
from jikwon.records import executors

WITHIN_S = 60.0


def killed(desk: Desk, name: str, *, place: str = "", state: str = "alive") -> Path:
    """Leave what an executor leaves that was killed."""
    executor = f"{name}@{place or place_of(desk.office.home.locks)}:0a1b"
    executors.add(executor, kind="worker", host="h", pid=1, capabilities=())
    if state != "alive":
        executors.mark(executor, state)
    path = lock_path(desk.office.home, executor)
    path.touch()
    return path


def test_whoever_is_buried_leaves_no_file(desk: Desk) -> None:
    left = killed(desk, "worker-0")

    with Presence(desk.office.home, "worker-1", kind="worker") as me:
        takeover.release_dead(desk.office, by=me.id)

        assert not left.exists()
        assert lock_path(desk.office.home, me.id).exists()


def test_files_of_the_dead_and_gone_are_swept_also_from_before_a_restart_of_the_machine(desk: Desk) -> None:
    left = [
        killed(desk, "worker_0", state="dead"), killed(desk, "run-monitoring", state="gone"),
        killed(desk, "worker-1", place="0123456789", state="dead"),
    ]  # fmt: skip

    lock_files.sweep(desk.office.home)

    assert not [path for path in left if path.exists()]


def test_a_file_whose_lock_is_held_stays_whatever_the_records_say(desk: Desk) -> None:
    hangs = killed(desk, "worker-0", state="dead")

    with hangs.open("r+") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        lock_files.sweep(desk.office.home)

    assert hangs.exists()


def test_whoever_is_just_beginning_keeps_its_file(desk: Desk) -> None:
    locks = desk.office.home.locks
    beginning, old = (locks / f"worker-{number}@0123456789_0a1b.lock" for number in range(2))
    for path in (beginning, old):
        path.touch()
    os.utime(old, (time.time() - 7200,) * 2)

    lock_files.sweep(desk.office.home)

    assert (beginning.exists(), old.exists()) == (True, False)


@pytest.mark.slow
@pytest.mark.sqlite("a program of its own on the home of this process")
def test_a_worker_that_begins_finds_and_leaves_nothing_of_one_that_was_killed(desk: Desk) -> None:
    locks = desk.office.home.locks
    program = subprocess.Popen(
        [sys.executable, "-m", "jikwon", "worker"], env={**os.environ, "JIKWON_HOME": str(desk.home)},
        stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    until = time.monotonic() + WITHIN_S
    while not executors.alive():
        assert time.monotonic() < until
        time.sleep(0.05)
    program.send_signal(signal.SIGKILL)
    program.wait()
    assert list(locks.glob("*@*.lock"))

    Worker(desk.office, slots=1, capabilities=(), tell=lambda _: None).work(until_idle=True)

    assert list(locks.glob("*@*.lock")) == []
