"""Let the process assign a roster: in memory, as most of the exam does, or through the command line."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from jikwon.testing import Office, RunResult

from ..driver import SOURCES, CommandLine, Outcome
from .books import Inputs, write_roster
from .facts import Roster
from .marks import Marker, read_assignment

PROCESS = SOURCES / "jikwon" / "processes" / "assignment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """A roster that the product has worked on, and what the marker made of it."""

    roster: Roster
    result: RunResult
    marker: Marker
    faults: list[str]


def work(roster: Roster, inputs: Inputs, *, partial: bool = True) -> RunResult:
    """Run the process in memory and release what is certain."""
    office = Office(process=PROCESS, as_of=roster.clock)
    return office.run(inputs=inputs, settings=roster.settings, partial=partial, approve=True)


def sit(roster: Roster, folder: Path, *, seed: int = 1, presents: Mapping[str, str] | None = None) -> Sitting:
    """Write a roster, rows in an order of the seed, let the product assign it, and mark what it released."""
    inputs = write_roster(roster, folder, Random(seed), presents)
    result = work(roster, inputs)
    assert result.outputs, f"{result.state}: {result.error} {result.mismatches}"
    marker = Marker(roster, read_assignment(folder_of(result)))
    faults = [*marker.mark(), *faults_of_counts(roster, result, marker)]
    return Sitting(roster=roster, result=result, marker=marker, faults=faults)


def folder_of(result: RunResult) -> Path:
    """Return where the outputs lie."""
    return next(path for path in result.outputs.values() if path.name == "assignments.xlsx").parent


def faults_of_counts(roster: Roster, result: RunResult, marker: Marker) -> list[str]:
    """Return what is wrong about state and counts of a run."""
    found = []
    due = "needs-people" if marker.waiting else "released"
    if str(result.state.value) != due or result.partial != (due != "released"):
        found.append(f"state {result.state}, partial {result.partial}, due {due}")
    counts = {
        "total": len(roster.people),
        "done": len(marker.active),
        "excluded": sum(bool(one.code) for one in roster.people),
        "waiting": len(marker.waiting),
        "failed": 0,
    }
    if dict(result.items) != counts:
        found.append(f"items {dict(result.items)} instead of {counts}")
    merged = sum(one.copies - 1 for one in roster.people)
    rows = result.rows
    if rows["read"] != rows["used"] + rows["merged"] + rows["skipped"] or rows["merged"] != merged:
        found.append(f"rows {dict(rows)} with {merged} merged")
    return found


def run_roster(office: CommandLine, roster: Roster, folder: Path) -> tuple[Outcome, list[str]]:
    """Run `jikwon run assignment` over a roster and mark what it released."""
    inputs = write_roster(roster, folder / "in", Random(1))
    office.environment.setdefault("JIKWON_PROCESSES", str(PROCESS.parent))
    out = folder / "out"
    arguments = ["run", "assignment", "--as-of", f"{roster.clock:%Y-%m-%dT%H:%M}", "--out", str(out), "--json"]
    arguments += ["--partial", "--approve"]
    for name, paths in inputs.items():
        arguments += [part for path in paths for part in ("--input", f"{name}={path}")]
    for name, value in roster.settings.items():
        arguments += ["--set", f"{name}={value}"]
    outcome = office.command(*arguments, out=out)
    assert outcome.code in (0, 3), f"exit {outcome.code}: {outcome.stderr}"
    return outcome, Marker(roster, read_assignment(out / outcome.run)).mark()
