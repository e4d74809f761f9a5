"""Let the process work on a day: in memory, as most of the exam does, or through the command line."""

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unicodedata import normalize

from jikwon.model import Note
from jikwon.testing import Office, RunResult

from ..driver import SOURCES
from ..hygiene.marks import Marks
from ..hygiene.writers import write_books
from .day import Day
from .facts import INPUTS
from .key import Key, make_key
from .marks import mark
from .sheets import Sheets, read_sheets

PROCESS = SOURCES / "jikwon" / "processes" / "monitoring"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """A day that the product has worked on: its key, its result and workbook, and the marks."""

    key: Key
    result: RunResult
    sheets: Sheets
    marks: Marks


def write_day(day: Day, folder: Path) -> dict[str, list[Path]]:
    """Write a finished day's files into a folder and return them by input."""
    found = {"register": write_books(day.register, folder)}
    for file in day.files:
        assert file.book is not None
        path = write_books([file.book], folder)[0]
        given = found.setdefault(INPUTS[file.channel], [])
        given.append(path)
        if copy := day.copies.get(path.name):
            given.append(Path(shutil.copy(path, folder / copy)))
    return found


def work(day: Day, inputs: dict[str, list[Path]], *, reverse: bool = False) -> RunResult:
    """Run the process in memory, releasing what is certain."""
    order = -1 if reverse else 1
    given: dict[str, Sequence[Any]] = {name: paths[::order] for name, paths in inputs.items()}
    office = Office(process=PROCESS, as_of=day.when.clock)
    return office.run(inputs=given, settings=day.when.settings, partial=True)


def sit(day: Day, folder: Path) -> Sitting:
    """Let the product work on a day and mark what it released."""
    inputs = write_day(day, folder)
    result = work(day, inputs)
    assert result.outputs, f"{result.state}: {result.error} {result.mismatches}"
    sheets, faults = read_sheets(workbook(result))
    hashes = {normalize("NFC", path.name): _sha256(path) for paths in inputs.values() for path in paths}
    key = make_key(day)
    marks = mark(key, sheets, hashes=hashes)
    marks.form += [*faults, *faults_of_counts(key, result)]
    return Sitting(key=key, result=result, sheets=sheets, marks=marks)


def workbook(result: RunResult) -> Path:
    """Return the workbook among the outputs."""
    return next(path for path in result.outputs.values() if path.name == "monitoring-report.xlsx")


def faults_of_counts(key: Key, result: RunResult) -> list[str]:
    """Return what is wrong about state and counts of a run."""
    found = []
    due = "needs-people" if key.waits or key.asked else "released"
    if str(result.state.value) != due or result.partial != (due != "released"):
        found.append(f"state {result.state}, partial {result.partial}, due {due}")
    items = result.items
    if items["total"] != items["done"] + items["excluded"] + items["waiting"] + items["failed"]:
        found.append(f"items do not add up: {items}")
    waiting = len(key.waits) + len(key.asked)
    if (items["done"], items["waiting"], items["failed"]) != (len(key.settled), waiting, 0):
        found.append(f"items {items} instead of {len(key.settled)} done and {waiting} waiting")
    rows = result.rows
    if rows["read"] != rows["used"] + rows["merged"] + rows["skipped"]:
        found.append(f"rows do not add up: {rows}")
    return found


def told(result: RunResult) -> list[Note]:
    """Return what the run listed in the proof."""
    return list(result.notes)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
