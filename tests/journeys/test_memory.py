"""A busy day's cases from portal to paper: what robot, driver and browser take of the memory together."""

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from tests.crash.forms import command_of, descendants
from tests.journeys.desk import AS_OF, DAY, Desk
from tests.needing import need

from jikwon_practice.office import Practice
from jikwon_practice.printer import PracticePrinter, missing

CASES = 300
MOST_MIB = 1024
GROWTH = 1.15
"""What a later quarter of the time may take at most, beside the one before: three times the cases, and no more."""
LOOK_S = 0.5


@pytest.mark.soak
def test_three_hundred_cases_by_four_pages_at_once_stay_below_a_gibibyte(tmp_path: Path) -> None:
    need(missing())
    with Practice(seed=1, cases=CASES, date=DAY) as portal, PracticePrinter(tmp_path / "printer") as printer:
        desk = Desk(tmp_path, portal, printer)
        began = time.monotonic()
        robot = desk.begin("run", "epi-forms", "--as-of", AS_OF, "--approve", "--json")

        quarters = most_by_quarter(list(seen_while(robot)))

        seconds = time.monotonic() - began
        told = "\n".join(f"{sum(most.values())}: {dict(most)}" for most in quarters)
        sys.stdout.write(
            f"\n{CASES} cases in {seconds:.0f} s; most memory at once in each quarter of it, MiB:\n{told}\n"
        )
        assert robot.returncode == 0
        assert desk.marked == dict.fromkeys(desk.cases, 1)
        assert len(desk.papers) == CASES
    totals = [sum(most.values()) for most in quarters]
    assert max(totals) < MOST_MIB
    assert totals[-1] < totals[1] * GROWTH


def most_by_quarter(looks: Sequence[Mapping[str, int]]) -> list[Mapping[str, int]]:
    """Give the look at which most was in use, of each quarter of the time."""
    size = -(-len(looks) // 4)
    return [
        max(looks[start : start + size], key=lambda parts: sum(parts.values())) for start in range(0, len(looks), size)
    ]


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
