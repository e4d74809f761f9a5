"""A busy day's cases from portal to paper: what robot, driver and browser take of the memory together."""

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from tests.crash.forms import command_of, descendants
from tests.journeys.desk import AS_OF, DAY, Desk
from tests.journeys.memory import shares_of
from tests.needing import need

from jikwon_practice.office import Practice
from jikwon_practice.printer import PracticePrinter, missing

CASES = 300
MOST_MIB = 1024
GROWTH = 1.15
"""What the last quarter of the time may take, beside the second: three times as many cases, and next to no more."""
LOOK_S = 0.5


@dataclass(frozen=True)
class Look:
    """What is in use at one moment, in MiB: the proportional share (PSS), by part.

    `private` is what no program beside them can share: of files in memory, programs above all, the
    share is smaller while somebody else's browser runs.
    """

    parts: Mapping[str, int]
    private: int

    @property
    def total(self) -> int:
        """All parts together."""
        return sum(self.parts.values())


@pytest.mark.soak
def test_three_hundred_cases_by_four_pages_at_once_stay_below_a_gibibyte(tmp_path: Path) -> None:
    need(missing())
    with Practice(seed=1, cases=CASES, date=DAY) as portal, PracticePrinter(tmp_path / "printer") as printer:
        desk = Desk(tmp_path, portal, printer)
        began = time.monotonic()
        robot = desk.begin("run", "epi-forms", "--as-of", AS_OF, "--approve", "--json")

        looks = list(seen_while(robot))

        most = quarters(looks)
        told = "\n".join(f"{each.total} ({each.private} private): {dict(each.parts)}" for each in most)
        sys.stdout.write(f"\n{CASES} cases in {time.monotonic() - began:.0f} s; most MiB in each quarter:\n{told}\n")
        assert robot.returncode == 0
        assert desk.marked == dict.fromkeys(desk.cases, 1)
        assert len(desk.papers) == CASES
    assert max(each.total for each in looks) < MOST_MIB
    assert most[3].private < most[1].private * GROWTH


def quarters(looks: Sequence[Look]) -> list[Look]:
    """Give the look at which most was in use, of each quarter of the time."""
    ends = [len(looks) * quarter // 4 for quarter in range(5)]
    return [max(looks[start:stop], key=lambda look: look.private) for start, stop in pairwise(ends)]


def seen_while(robot: subprocess.Popen[bytes]) -> Iterator[Look]:
    """Look at the memory in use again and again until the robot ends."""
    while robot.poll() is None:
        yield in_use(robot.pid)
        time.sleep(LOOK_S)


def in_use(robot: int) -> Look:
    """Look at the robot, the driver and the browser."""
    parts = {"robot": 0, "driver": 0, "browser": 0}
    private = 0
    for pid in (robot, *descendants(robot)):
        part = "robot" if pid == robot else "driver" if "run-driver" in command_of(pid) else "browser"
        shares = shares_of(pid)
        parts[part] += shares.get("Pss", 0)
        private += shares.get("Pss_Anon", 0)
    return Look({part: kib // 1024 for part, kib in parts.items()}, private // 1024)
