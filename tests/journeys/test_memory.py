"""A busy day's cases from portal to paper: what robot, driver and browser take of the memory together."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.crash.forms import command_of, descendants
from tests.journeys.desk import AS_OF, DAY, Desk
from tests.needing import need

from jikwon_practice.office import Practice
from jikwon_practice.printer import PracticePrinter, missing

pytestmark = pytest.mark.soak
CASES = 300
MOST_MIB = 1024
LOOK_S = 0.5


def test_three_hundred_cases_by_four_pages_at_once_stay_below_a_gibibyte(tmp_path: Path) -> None:
    need(missing())
    with Practice(seed=1, cases=CASES, date=DAY) as portal, PracticePrinter(tmp_path / "printer") as printer:
        desk = Desk(tmp_path, portal, printer)
        began = time.monotonic()
        robot = desk.begin("run", "epi-forms", "--as-of", AS_OF, "--approve", "--json")

        most = max(seen_while(robot), key=lambda parts: sum(parts.values()))

        seconds = time.monotonic() - began
        sys.stdout.write(f"\n{CASES} cases in {seconds:.0f} s; most memory at once, MiB: {most}\n")
        assert robot.returncode == 0
        assert desk.marked == dict.fromkeys(desk.cases, 1)
        assert len(desk.papers) == CASES
    assert sum(most.values()) < MOST_MIB


def seen_while(robot: subprocess.Popen[bytes]) -> Iterator[dict[str, int]]:
    """Look at the memory in use again and again until the robot ends."""
    while robot.poll() is None:
        yield in_use(robot.pid)
        time.sleep(LOOK_S)


def in_use(robot: int) -> dict[str, int]:
    """Give the proportional share (PSS) of the memory, in MiB, of the robot, the driver and the browser."""
    found = {"robot": 0, "driver": 0, "browser": 0}
    for pid in (robot, *descendants(robot)):
        command = command_of(pid)
        part = "driver" if "run-driver" in command else "browser" if "--type=" in command or pid != robot else "robot"
        found[part] += share_of(pid)
    return {part: kib // 1024 for part, kib in found.items()}


def share_of(pid: int) -> int:
    """Give a process's share in KiB: what is shared by several counts for each by its part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0  # it has ended
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
