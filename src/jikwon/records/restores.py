"""Returns to an earlier state: the stretches of time of which the ledger knows nothing."""

from jikwon.model import fact
from jikwon.records.database import row, run_sql


@fact
class Gap:
    """A stretch of time (Unix seconds) whose acts are not on the ledger."""

    begin: float
    end: float


def add(backup: str, gap: Gap) -> None:
    """Write down that the records were restored from a backup."""
    run_sql("INSERT INTO restores (id, taken_at, restored_at) VALUES (%s, %s, %s)", (backup, gap.begin, gap.end))


def is_known(backup: str) -> bool:
    """Tell whether the records were restored from this backup."""
    return row("SELECT 1 FROM restores WHERE id = %s", (backup,)) is not None


def gap_after(at: float) -> Gap | None:
    """Give the stretch from the first backup to the last restore that ended after a moment; None if there is none."""
    begin, end = row("SELECT MIN(taken_at), MAX(restored_at) FROM restores WHERE restored_at > %s", (at,))
    return None if end is None else Gap(begin=float(begin), end=float(end))
