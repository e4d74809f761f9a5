"""A day through the real command line."""

from pathlib import Path

from ..driver import CommandLine, Outcome
from ..hygiene.marks import Marks
from .day import Day
from .key import make_key
from .marks import mark
from .runs import PROCESS, write_day
from .sheets import read_sheets


def run_day(office: CommandLine, day: Day, folder: Path) -> tuple[Outcome, Marks]:
    """Run `jikwon run monitoring` over a day and mark what it released."""
    inputs = write_day(day, folder / "in")
    office.environment.setdefault("JIKWON_PROCESSES", str(PROCESS.parent))
    out = folder / "out"
    arguments = ["run", "monitoring", "--as-of", f"{day.when.clock:%Y-%m-%dT%H:%M}", "--out", str(out)]
    arguments += ["--json", "--partial"]
    for name, paths in inputs.items():
        arguments += [part for path in paths for part in ("--input", f"{name}={path}")]
    for name, value in day.when.settings.items():
        arguments += ["--set", f"{name}={value}"]
    outcome = office.command(*arguments, out=out)
    assert outcome.code in (0, 3), f"exit {outcome.code}: {outcome.stderr}"
    sheets, faults = read_sheets(out / outcome.run / "monitoring-report.xlsx")
    marks = mark(make_key(day), sheets)
    marks.form += faults
    return outcome, marks
