"""What a run has released, with everything that speaks for it: the page of outputs and evidence."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from jikwon.console.shell.listing import PER_PAGE, Listed
from jikwon.engine.active import Active
from jikwon.engine.files import downloads, pictures
from jikwon.engine.files.downloads import Released
from jikwon.engine.office import Office
from jikwon.engine.reports import hours, plans, proofs, report
from jikwon.engine.reports.plans import Group, Line
from jikwon.model import JikwonError, fact, strings
from jikwon.model.catalog import nearest
from jikwon.proof.verdict import percent
from jikwon.records.runs import RunRow

SHOWN = 200
"""Receipts that the page lists."""


@fact
class File:
    """A released file with the name of its output in words."""

    released: Released
    name: str


@fact
class Hours:
    """Minutes saved and how the number came about: `minutes` by hand an item, measured `n` times (0: an estimate)."""

    minutes: float
    source: str
    n: int
    items: float
    by_hand_min: float
    people_min: float
    robot_s: float

    @property
    def saved_min(self) -> float:
        """Minutes saved."""
        return self.by_hand_min - self.people_min


@fact
class Content:
    """The whole page. `told` is what `--json` says, `certificate` the kept proof or None."""

    told: Mapping[str, Any]
    certificate: Mapping[str, Any] | None
    proof_error: str
    clock: datetime
    bound: str
    files: Sequence[File]
    listed: Listed[File]
    receipts: Sequence[tuple[Line, str]]
    receipt_count: int
    groups: Sequence[tuple[Group, str]]
    captures: Sequence[int]
    hours: Hours | None
    parts: Sequence[int]
    destroyed: downloads.Destroyed | None
    keep_days: int
    keep_until: float

    @property
    def adds_up(self) -> bool:
        """Tell whether every item and every row is accounted for."""
        items, rows = self.told["items"], self.told["rows"]
        settled = items["done"] + items["excluded"] + items["waiting"] + items["failed"]
        return bool(items["total"] == settled and rows["read"] == rows["used"] + rows["merged"] + rows["skipped"])

    @property
    def exclusions(self) -> list[tuple[str, int]]:
        """Say why items were left out, and how many."""
        found = self.certificate or {"exclusions": {}}
        return [
            (str(found["sentences"].get(code, code)), count) for code, count in found["exclusions"].items() if count
        ]

    @property
    def answers(self) -> list[tuple[str, str, str, int]]:
        """Count what people answered: question, who, when (of the last one), how often."""
        counted: dict[tuple[str, str], list[str]] = {}
        found = self.certificate or {"answers": ()}
        for each in found["answers"]:
            sentence = str(found["sentences"].get(each["code"].partition("/")[0], each["code"]))
            counted.setdefault((sentence, each["by"]), []).append(each["at"])
        return [(sentence, by, max(at), len(at)) for (sentence, by), at in counted.items()]

    @property
    def checks(self) -> list[tuple[str, int, int]]:
        """List the checks: what, how many fields, how many that differ."""
        found = self.certificate or {"checks": ()}
        return [
            (str(found["sentences"].get(each["name"], each["name"])), each["compared"], each["mismatches"])
            for each in found["checks"]
        ]


def of_run(request: HttpRequest, office: Office, row: RunRow) -> Content:
    """Gather the page; files are hashed as they lie there now."""
    told = report.of_run(office, row)
    certificate, error = _certificate(office, row)
    listed = _files(request, office, row)
    acted = plans.lines(office, row)
    done = [(each, _word(row, each.kind)) for each in acted if each.at is not None]
    return Content(
        told=told, certificate=certificate, proof_error=error, clock=datetime.fromisoformat(row.clock),
        bound=percent(certificate["error_bound_95"]) if certificate and certificate["error_bound_95"] else "",
        files=listed.rows, listed=listed, receipts=done[:SHOWN], receipt_count=len(done),
        groups=[(each, _word(row, each.kind)) for each in plans.groups(office, row)],
        captures=range(1, len(_captures(office, row)) + 1), hours=hours_of(row, told) if told["outputs"] else None,
        parts=range(1, row.part + 1), destroyed=downloads.destroyed(office, row),
        keep_days=_keep_days(row), keep_until=(row.ended_at or row.changed_at) + _keep_days(row) * 86_400,
    )  # fmt: skip


def hours_of(row: RunRow, told: Mapping[str, Any]) -> Hours:
    """Take a run's hours apart; the numbers are those of `--json`."""
    known = hours.baseline(row.process)
    return Hours(
        minutes=known.minutes, source=known.source, n=known.n, items=hours.counted_items(row),
        by_hand_min=told["hours"]["baseline"] * 60, people_min=told["hours"]["people"] * 60, robot_s=told["seconds"],
    )  # fmt: skip


def capture(office: Office, row: RunRow, number: int) -> bytes | None:
    """Open a masked picture of the screen by its number from 1, or None."""
    found = _captures(office, row)
    return pictures.opened(Active(office, row, "looking"), found[number - 1]) if 0 < number <= len(found) else None


def _captures(office: Office, row: RunRow) -> list[str]:
    try:
        return pictures.names(Active(office, row, "looking")) if row.key else []
    except JikwonError:
        return []  # a process that is not installed here


def _certificate(office: Office, row: RunRow) -> tuple[dict[str, Any] | None, str]:
    try:
        return proofs.load(office, row), ""
    except proofs.ProofChanged as error:
        return None, error.text()


def _files(request: HttpRequest, office: Office, row: RunRow) -> Listed[File]:
    count = downloads.count(row)
    last = max(1, -(-count // PER_PAGE))
    asked = request.GET.get("page", "")
    number = min(max(1, int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1), last)
    start = (number - 1) * PER_PAGE
    found = downloads.files(office, row, numbers=range(start + 1, min(start + PER_PAGE, count) + 1))
    return Listed(
        rows=[File(released=each, name=output_name(row, each.name)) for each in found], count=count, number=number,
        last=last, sort="", first_shown=start + 1 if count else 0, last_shown=start + len(found),
    )  # fmt: skip


def output_name(row: RunRow, name: str) -> str:
    """Say an output's name in the language of whoever looks; its declared one where the process is not installed."""
    try:
        return str(getattr(nearest(row.process, row.version).manifest.outputs[name].name, strings.language()))
    except (JikwonError, KeyError):
        return name


def _keep_days(row: RunRow) -> int:
    try:
        return nearest(row.process, row.version).manifest.retention.records_days
    except JikwonError:
        return 0


def _word(row: RunRow, kind: str) -> str:
    return plans.word(nearest(row.process, row.version).strings, kind)
