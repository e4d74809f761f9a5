"""worker, workers, maintenance, and how urgent a run is."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from tests.contract.conftest import Shell


@contextmanager
def working(shell: Shell, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """Keep a worker for the block, once it is listed with its card."""
    command = [sys.executable, "-m", "jikwon", "worker", *words]
    program = subprocess.Popen(command, env=shell.environment(), cwd=shell.folder, stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while not any(each["slots"] for each in shell("workers", "--json").json):
            assert time.monotonic() < until
        yield program
    finally:
        if program.poll() is None:
            program.kill()
        program.wait()


def test_maintenance_is_begun_for_a_reason_shown_and_ended(shell: Shell) -> None:
    assert shell("maintenance", "on").exit == 2
    assert "아직 하고 있는 조각: 0" in shell("maintenance", "on", "--reason", "서버실 점검").out
    assert "서버실 점검" in shell("maintenance", "show").out

    refused = shell.run("L1,김하나")
    assert refused.exit == 2
    assert "서버실 점검" in refused.err
    assert shell("runs", "--json").json == []

    assert shell("maintenance", "off").exit == 0
    assert "점검 중이 아닙니다" in shell("maintenance", "show").out
    assert shell.run("L1,김하나").exit == 3


@pytest.mark.parametrize(
    "words",
    [
        ("worker", "drain"), ("worker", "drain", "nobody"), ("worker", "rest"), ("worker", "--can", "browser=0"),
        ("worker", "--can", "Printer"), ("run", "test-letters", "--priority", "bald"), ("maintenance",),
        ("run", "test-letters@9", "--input", "letters=x.csv"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_one_line(shell: Shell, words: tuple[str, ...]) -> None:
    said = shell(*words)

    assert said.exit == 2
    assert said.err.count("\n") == 1


@pytest.mark.slow
def test_a_worker_is_listed_and_ends_when_it_is_told_to(shell: Shell) -> None:
    assert shell("workers", "--json").json == []
    with working(shell, "--can", "browser=2", "--can", "printer:2F", "--slots", "3") as program:
        (listed,) = shell("workers", "--json").json
        assert (listed["capabilities"], listed["slots"], listed["in_use"]) == (["browser=2", "printer:2F"], 3, 0)
        assert listed["state"] == "alive"
        assert "test-letters@1.0.0" in listed["processes"]
        assert shell("worker", "drain", "worker-0").exit == 0

        assert program.wait(30) == 0
    assert shell("workers", "--json").json == []


@pytest.mark.slow
def test_a_signal_lets_a_worker_end_in_good_order(shell: Shell) -> None:
    with working(shell) as program:
        program.send_signal(signal.SIGTERM)

        assert program.wait(30) == 0
    assert shell("workers", "--json").json == []
