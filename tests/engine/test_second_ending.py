"""A second process that is killed, hangs or outlives the first costs the run nothing."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from tests.crash.kills import Killer, killing
from tests.engine.desk import Desk
from tests.engine.pairs import fates, letters

from jikwon.engine.runs import second
from jikwon.engine.runs.second import Second
from jikwon.model import State


def before_taking(monkeypatch: pytest.MonkeyPatch, do: Callable[[Second], object]) -> None:
    """Do something to the second process before its first batch is taken."""
    take, seen = Second._take, list[int]()

    def taking(self: Second) -> object:
        if not seen:
            seen.append(1)
            do(self)
        return take(self)

    monkeypatch.setattr(Second, "_take", taking)
    monkeypatch.setattr(Second, "_has_answered", lambda _self: False)


def test_killing_the_second_process_costs_the_run_nothing(
    desk: Desk, second_processes: list[Second], monkeypatch: pytest.MonkeyPatch
) -> None:
    before_taking(monkeypatch, lambda it: it._program.kill())

    row = desk.run(*letters(), approve=True)

    assert row.state is State.RELEASED
    assert len(second_processes) == 1
    assert {attempts for _state, _code, attempts in fates(desk)} == {1}
    assert desk.sent_to == ["L00000"]


def test_a_second_process_that_hangs_is_given_up(
    desk: Desk, second_processes: list[Second], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(second, "PATIENCE_S", 0.2)
    before_taking(monkeypatch, lambda it: os.kill(it._program.pid, signal.SIGSTOP))

    row = desk.run(*letters(), approve=True)

    assert row.state is State.RELEASED
    assert len(second_processes) == 1
    assert desk.sent_to == ["L00000"]


def test_killing_a_run_ends_its_second_process_within_a_second_and_nothing_is_written_then(tmp_path: Path) -> None:
    with killing(tmp_path, seed=1) as killer:
        path = tmp_path / "편지.csv"
        lines = [f"L{n:05},{'받는이' * 60}{n},{'제외' if n else ''}" for n in range(4_000)]
        path.write_text("\n".join(["번호,받는분,상태", *lines]), "utf-8")
        assert path.stat().st_size > second.WORTH_BYTES
        program = killer.run(path)
        helper = wait_for_child(killer, program)
        killer.wait_for_stage(program, "handle")
        killer.kill(program)
        written = settled(killer)

        wait_for_end(helper, within_s=1.0)

        assert settled(killer) == written
        killer.finish()
        killer.assert_each_letter_once(1)


def settled(killer: Killer) -> Sequence[object]:
    """Count the items by state, and the executors that the records know."""
    return killer.read("SELECT state, COUNT(*) FROM items GROUP BY state")


def wait_for_child(killer: Killer, program: subprocess.Popen[bytes]) -> int:
    """Wait for a program's child and give its process id."""
    listed = Path(f"/proc/{program.pid}/task/{program.pid}/children")
    until = time.monotonic() + 60
    while time.monotonic() < until and program.poll() is None:
        if found := listed.read_text("ascii").split():
            return int(found[0])
        time.sleep(0.001)
    raise AssertionError(f"no second process was started: {program.poll()}\n{killer.said()}")


def wait_for_end(pid: int, *, within_s: float) -> None:
    """Wait until a process is gone (whoever takes in orphans may leave it as a zombie)."""
    until = time.monotonic() + within_s
    while time.monotonic() < until:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return
        except FileNotFoundError:
            return
        time.sleep(0.01)
    raise AssertionError("the second process outlived the first")
