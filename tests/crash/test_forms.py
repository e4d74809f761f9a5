"""`kill -9` of robot, browser and printer: every case lies on paper once and is marked once, or a person is asked."""

import time
from pathlib import Path

import pytest
from tests.crash.forms import storm

from jikwon_practice.printer import missing

pytestmark = [pytest.mark.skipif(bool(missing()), reason=f"no printer here: {missing()}")]


@pytest.mark.slow
@pytest.mark.parametrize(("cases", "kills", "seed"), [(40, 12, 1), pytest.param(200, 40, 2, marks=pytest.mark.soak)])
def test_kills_of_robot_browser_and_printer_print_and_mark_each_case_once(
    tmp_path: Path, cases: int, kills: int, seed: int
) -> None:
    began = time.monotonic()
    with storm(tmp_path, cases=cases, seed=seed) as raging:
        raging.rage(kills)
        raging.settle()
        print(f"{time.monotonic() - began:.0f} s")
        raging.assert_each_case_once()
        raging.assert_nothing_is_left()
        assert sum(raging.stages.values()) == kills
