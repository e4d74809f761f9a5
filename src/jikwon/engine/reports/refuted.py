"""Saying in one line what a proof found wrong."""

from jikwon.model import strings
from jikwon.records.runs import RunRow


def line(row: RunRow) -> str:
    """Name the checks that did not hold and where to read more."""
    failed = row.proof.get("failed", [])
    named = ", ".join(str(each) for each in failed) if isinstance(failed, list) else ""
    return strings.of(__name__).text(
        "errors", "refuted", run=row.id, checks=named, mismatches=row.proof.get("mismatches", 0)
    )
