"""Let the process work on a month, and read what it has released with another hand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jikwon.testing import Office, RunResult

from ..driver import SOURCES
from ..outputs import Record, read_book
from .files import write_month
from .marks import SHEETS, Marks, mark
from .truth import Month

PROCESS = SOURCES / "jikwon" / "processes" / "petitions"


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """A month that the process has worked on."""

    month: Month
    result: RunResult
    sheets: dict[str, list[Record]]
    marks: Marks
    faults: Sequence[str]


def sit(month: Month, folder: Path, *, reverse: bool = False) -> Sitting:
    """Let the process work on a month, releasing what is certain, and mark it."""
    inputs = {name: paths[:: -1 if reverse else 1] for name, paths in write_month(month, folder).items()}
    office = Office(process=PROCESS, as_of=month.clock)
    result = office.run(
        inputs=inputs, settings={"period": f"{month.first}..{month.last}"}, partial=True, approve=True
    )  # fmt: skip
    assert result.outputs, (
        f"{result.state}: {result.error} {result.mismatches} {[each.code for each in result.questions]}"
    )
    faults: list[str] = []
    book = next(path for path in result.outputs.values() if path.name == "petition-results.xlsx")
    sheets = read_book(book, SHEETS, faults)
    return Sitting(
        month=month, result=result, sheets=sheets, marks=mark(month, sheets), faults=[*faults, *_counts(month, result)]
    )  # fmt: skip


def _counts(month: Month, result: RunResult) -> Iterator[str]:
    if result.verdict != "proved":
        yield f"verdict {result.verdict}: {result.mismatches}"
    items, rows = result.items, result.rows
    if items["total"] != items["done"] + items["excluded"] + items["waiting"] + items["failed"]:
        yield f"items do not add up: {items}"
    if items["failed"]:
        yield f"failed: {items}"
    if rows["read"] != rows["used"] + rows["merged"] + rows["skipped"]:
        yield f"rows do not add up: {rows}"
    given = sum(map(len, month.files.values()))
    if rows["read"] != given:
        yield f"{rows['read']} rows read of {given}"
