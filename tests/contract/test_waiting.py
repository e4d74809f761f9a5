"""A run that waits for the outside: it says so, survives a kill, and goes on by itself."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from tests.contract.conftest import Shell

WITHIN_S = 60.0


@contextmanager
def started(shell: Shell, *words: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Start a command of ours, and kill it in the end as `kill -9` does."""
    with (shell.folder / "said.log").open("ab") as log:
        program = subprocess.Popen(
            [sys.executable, "-m", "jikwon", *words], env=shell.environment(), cwd=shell.folder,
            stdout=subprocess.DEVNULL, stderr=log,
        )  # fmt: skip
    try:
        yield program
    finally:
        program.kill()
        program.wait()


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + WITHIN_S
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.slow
def test_a_wait_is_shown_survives_a_pause_and_a_kill_and_ends_by_itself(shell: Shell) -> None:
    sent = len(shell.receiver.letters())
    run = shell.run("L1,김하나", "L2,이두리").json["run"]

    def waits() -> bool:
        return bool(json.loads(shell("show", run, "--json").out)["waiting_for"])

    shell.receiver.has_paper(False)
    try:
        with started(shell, "approve", run) as first:
            until(waits)
            said = shell("show", run)
            assert (said.exit, "기다림: 받는 곳에 종이가 없습니다" in said.out) == (0, True)
            assert shell("pause", run).exit == 3
            assert first.wait(WITHIN_S) == 3
        assert "기다림: 받는 곳에 종이가 없습니다" in (shell.folder / "said.log").read_text("utf-8")
        assert not waits()
        with started(shell, "resume", run):
            until(waits)
        assert waits()  # killed, and taken over by nobody yet
        with started(shell, "worker", "--until-idle") as worker:
            time.sleep(1)
            assert shell("show", run, "--json").json["state"] == "acting"
            shell.receiver.has_paper(True)
            assert worker.wait(WITHIN_S) == 0
    finally:
        shell.receiver.has_paper(True)

    shown = shell("show", run, "--json").json
    assert (shown["state"], shown["waiting_for"]) == ("released", "")
    assert shell.receiver.sent_to()[sent:] == ["L1", "L2"]
