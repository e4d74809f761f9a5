"""Workers that hang and come back, workers beside each other, and workers that die together."""

import signal
import time
from pathlib import Path

import pytest
from tests.crash.kills import Killer, killing
from tests.crash.test_kills import assert_all_is_well


def begin(killer: Killer, count: int) -> None:
    """Let a foreground run begin its acts, and kill it there."""
    program = killer.run(killer.file("편지", count))
    killer.kill_in(program, "act", longest_s=0.2)


@pytest.mark.slow
def test_two_workers_at_once_do_each_act_once(tmp_path: Path) -> None:
    with killing(tmp_path, seed=21) as killer:
        begin(killer, 400)
        workers = [killer.worker(), killer.worker()]
        for worker in workers:
            assert worker.wait(120) == 0, killer.said()
        assert_all_is_well(killer, 400)


@pytest.mark.slow
def test_what_two_dead_workers_had_taken_is_done_by_the_next_one(tmp_path: Path) -> None:
    with killing(tmp_path, seed=22, delay_ms=2) as killer:
        begin(killer, 400)
        workers = [killer.worker(), killer.worker()]
        wait_for_alive(killer, 2)
        time.sleep(1.0)
        for worker in workers:
            killer.kill(worker)
        killer.finish()
        assert_all_is_well(killer, 400)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(4))
def test_a_hung_worker_that_comes_back_doubles_nothing(tmp_path: Path, seed: int) -> None:
    with killing(tmp_path, seed=seed, delay_ms=2) as killer:
        begin(killer, 1500)
        hung = killer.worker()
        wait_for_alive(killer, 1)
        time.sleep(1 + killer.chance.random())
        hung.send_signal(signal.SIGSTOP)
        other = killer.worker()
        wait_for_taken_over(killer, at_least=killer.done() + 50)
        hung.send_signal(signal.SIGCONT)
        assert other.wait(120) == 0, killer.said()
        hung.wait(60)
        assert_all_is_well(killer, 1500)


def wait_for_alive(killer: Killer, count: int) -> None:
    """Wait until so many workers are registered."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        found = killer.read("SELECT COUNT(*) FROM executors WHERE state = 'alive' AND kind = 'worker'")
        if found and found[0][0] >= count:
            return
        time.sleep(0.02)
    raise AssertionError(killer.said())


def wait_for_taken_over(killer: Killer, *, at_least: int) -> None:
    """Wait until the other worker has gone on with the hung one's acts, or has ended them."""
    until = time.monotonic() + 90
    while time.monotonic() < until and killer.done() < at_least and killer.state() == "acting":
        time.sleep(0.05)
    assert killer.done() >= at_least or killer.state() != "acting", killer.said()
