"""What a run would release and do outside once it is approved, and what its proof says."""

from collections.abc import Sequence
from typing import Any, Final

from jikwon.console.runs.items import ERRORS, for_screens
from jikwon.engine.office import Office
from jikwon.engine.reports import outcomes, plans, report
from jikwon.engine.reports.outcomes import Line
from jikwon.engine.reports.plans import Group
from jikwon.model import fact, strings
from jikwon.model.catalog import nearest
from jikwon.proof.verdict import percent
from jikwon.records import outputs
from jikwon.records.runs import RunRow

SHOWN: Final = 100
"""Items or acts of a group that the page lists; the items have a page of their own."""


@fact
class File:
    """One output: its name in words, how many files, and whether it leaves the office."""

    name: str
    count: int
    leaves: bool


@fact
class Outside:
    """What is done outside of one kind and lane, with the first acts of it."""

    group: Group
    word: str
    lines: Sequence[plans.Line]

    @property
    def more(self) -> int:
        """How many acts are not listed."""
        return self.group.count - len(self.lines)


@fact
class Plan:
    """The whole of it; `counts` are those of `--json`, `bound` is the 95 % bound as a percentage or ""."""

    files: Sequence[File]
    outside: Sequence[Outside]
    counts: dict[str, Any]
    proof: dict[str, Any]
    bound: str
    rest: Sequence[Line]
    rest_count: int


def of_run(office: Office, row: RunRow, *, may_list: bool) -> Plan:
    """Open the plan of a run that waits for approval; without `may_list` no item or act is named."""
    told = report.of_run(office, row)
    listed = outcomes.lines(office, row, states=("excluded", *ERRORS), order="state", size=SHOWN) if may_list else []
    counts = told["items"]
    return Plan(
        files=_files(row), outside=_outside(office, row, may_list=may_list), counts=counts, proof=told["proof"] or {},
        bound=bound_of(told["proof"]), rest=[for_screens(each) for each in listed],
        rest_count=counts["excluded"] + counts["waiting"] + counts["failed"],
    )  # fmt: skip


def bound_of(proof: dict[str, Any] | None) -> str:
    """Write the bound of the error rate, 3/n where n fields were compared and all held, else ""."""
    if not proof or not proof["fields_compared"] or proof["mismatches"]:
        return ""
    return percent(min(3 / proof["fields_compared"], 1.0))


def _files(row: RunRow) -> list[File]:
    manifest = nearest(row.process, row.version).manifest
    counted: dict[str, int] = {}
    for each in outputs.of_part(row.id, row.part):
        counted[each.name] = counted.get(each.name, 0) + 1
    return [
        File(
            name=str(getattr(manifest.outputs[name].name, strings.language())), count=count,
            leaves=manifest.outputs[name].leaves,
        )
        for name, count in counted.items()
        if name in manifest.outputs
    ]  # fmt: skip


def _outside(office: Office, row: RunRow, *, may_list: bool) -> list[Outside]:
    process = nearest(row.process, row.version).strings
    lines = plans.lines(office, row, part=row.part) if may_list else []
    return [
        Outside(
            group=group, word=plans.word(process, group.kind),
            lines=[each for each in lines if (each.kind, each.lane) == (group.kind, group.lane)][:SHOWN],
        )
        for group in plans.groups(office, row, part=row.part)
    ]  # fmt: skip
