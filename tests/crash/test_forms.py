"""`kill -9` of robot, browser and printer: every case lies on paper once and is marked once, or a person is asked."""

import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from tests.crash.forms import BROWSER, PRINTER, ROBOT, Storm, descendants, storm
from tests.needing import need

from jikwon_practice.printer import missing

JOB = timedelta(seconds=2)
WITHIN_S = 120.0


@pytest.fixture(autouse=True, scope="module")
def _printer() -> None:
    need(missing())


def assert_all_is_well(raging: Storm) -> None:
    raging.settle()
    raging.assert_each_case_once()
    raging.assert_nothing_is_left()


@pytest.mark.slow
def test_half_a_dozen_kills_print_and_mark_each_case_once(tmp_path: Path) -> None:
    with storm(tmp_path, cases=12, seed=7) as raging:
        raging.rage(6)

        assert_all_is_well(raging)
        assert raging.victims == {ROBOT: 2, BROWSER: 2, PRINTER: 2}


@pytest.mark.soak  # minutes on a busy machine
def test_a_dozen_kills_of_robot_browser_and_printer_print_and_mark_each_case_once(tmp_path: Path) -> None:
    with storm(tmp_path, cases=40, seed=1) as raging:
        raging.rage(12)

        assert_all_is_well(raging)
        assert raging.victims == {ROBOT: 4, BROWSER: 4, PRINTER: 4}


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 5))
def test_forty_kills_over_two_hundred_cases_print_and_mark_each_case_once(tmp_path: Path, seed: int) -> None:
    with storm(tmp_path, cases=200, seed=seed) as raging:
        raging.rage(40)

        assert_all_is_well(raging)
        assert raging.victims == {ROBOT: 14, BROWSER: 13, PRINTER: 13}
        assert raging.asked, "no printer was hit while it printed: try another seed"


@pytest.mark.slow
def test_a_printer_that_lost_its_memory_makes_the_run_ask_and_the_tray_answers(tmp_path: Path) -> None:
    with storm(tmp_path, cases=3, seed=5) as raging:
        raging.desk.printer.faults.slow(JOB)
        wait_until(raging, lambda: printer_draws(raging))
        raging.desk.printer.restart()  # the form never came out
        wait_until(raging, lambda: raging.asked and printer_draws(raging))
        raging.kill(raging.robot)
        lying = len(raging.desk.papers)
        wait_until_it_lies(raging, lying + 1)
        raging.desk.printer.restart()  # the form came out, and nobody saw it
        raging.desk.printer.faults.clear()

        assert_all_is_well(raging)
        assert raging.answered == Counter(["not-done", "done"])


@pytest.mark.slow
def test_a_browser_that_loses_its_network_while_it_marks_is_started_again_and_nobody_is_asked(tmp_path: Path) -> None:
    with storm(tmp_path, cases=4, seed=6) as raging:
        for marked in range(3):
            wait_until(raging, lambda marked=marked: is_marking(raging, after=marked))  # type: ignore[misc]
            time.sleep(raging.chance.uniform(0, 0.5))
            raging.kill_browser(part="network.mojom.NetworkService")

        assert_all_is_well(raging)
        assert raging.asked == []


def is_marking(raging: Storm, *, after: int) -> bool:
    """Tell whether a mark is on its way after so many that are made."""
    sql = "SELECT COUNT(receipt), COUNT(*) FROM effects WHERE kind = 'mark'"
    return any(made >= after and begun > made for made, begun in raging.read(sql))


def wait_until(raging: Storm, seen: Callable[[], object]) -> None:
    """Let the run go on until something is seen."""
    until = time.monotonic() + WITHIN_S
    while not seen():
        raging.attend()
        assert time.monotonic() < until, raging.said()
        time.sleep(0.01)


def printer_draws(raging: Storm) -> bool:
    """Tell whether the printer has a whole document in hand: it starts a program for each."""
    return bool(descendants(raging.desk.printer.pid))


def wait_until_it_lies(raging: Storm, count: int) -> None:
    """Wait for so many papers in the tray, with nobody at work."""
    until = time.monotonic() + WITHIN_S
    while len(raging.desk.papers) < count:
        assert time.monotonic() < until
        time.sleep(0.01)
