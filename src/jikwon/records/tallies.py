"""What the records hold, counted for those who watch the office: cheap reads that open nothing sealed.

Runs are read whole; of items, acts and questions only those of the runs that are named, each by an index
that begins with the run. Who counts again and again keeps what cannot have changed (`engine.metrics`).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

from jikwon.model import State, fact
from jikwon.records.database import row, rows

AT_ONCE: Final = 500
"""So many runs are named in one statement."""


@fact
class RunTally:
    """What of a run is counted or tells that its counts have changed. Moments are Unix seconds."""

    id: str
    process: str
    state: State
    part: int
    attempt: int
    changed_at: float
    ended_at: float | None
    is_destroyed: bool
    robot_s: float
    people_s: float


@fact
class OpenQuestions:
    """How many questions of a run nobody has answered, and when the oldest was asked."""

    count: int
    oldest_at: float


RUNS: Final = (
    'SELECT id, process, state, part, attempt, changed_at, ended_at, "key" IS NULL, robot_s, people_s FROM runs'
)
ITEMS: Final = "SELECT run_id, state, COUNT(*) FROM items WHERE run_id IN (%s) GROUP BY run_id, state"
LATE: Final = (
    "SELECT run_id, state, late_state, COUNT(*) FROM items WHERE run_id IN (%s) AND NOT late_state = ''"
    " GROUP BY run_id, state, late_state"
)
"""What `deliver` decided stands above what `handle` did; few items have it, and an index holds those alone."""
ACTS: Final = "SELECT run_id, kind, state, COUNT(*) FROM acts WHERE run_id IN (%s) GROUP BY run_id, kind, state"
QUESTIONS: Final = (
    "SELECT run_id, COUNT(*), MIN(asked_at) FROM questions WHERE run_id IN (%s) AND state = 'open' GROUP BY 1"
)


def runs() -> list[RunTally]:
    """List all runs."""
    return [
        RunTally(
            id=str(id_), process=str(process), state=State(str(state)), part=int(part), attempt=int(attempt),
            changed_at=float(changed_at), ended_at=float(ended_at) if ended_at is not None else None,
            is_destroyed=bool(is_destroyed), robot_s=float(robot_s), people_s=float(people_s),
        )
        for id_, process, state, part, attempt, changed_at, ended_at, is_destroyed, robot_s, people_s in rows(RUNS)
    ]  # fmt: skip


def items(of: Sequence[str]) -> dict[str, dict[str, int]]:
    """Count the items of runs by what became of them: open, done, excluded, waiting, failed."""
    found: dict[str, Counter[str]] = {run: Counter() for run in of}
    for run, state, count in _of_runs(ITEMS, of):
        found[str(run)][str(state)] += int(count)
    for run, state, late_state, count in _of_runs(LATE, of):
        found[str(run)][str(state)] -= int(count)
        found[str(run)][str(late_state)] += int(count)
    return {run: dict(+counts) for run, counts in found.items()}


def acts(of: Sequence[str]) -> dict[str, dict[tuple[str, str], int]]:
    """Count the planned acts of runs by (kind, state)."""
    found: dict[str, dict[tuple[str, str], int]] = {run: {} for run in of}
    for run, kind, state, count in _of_runs(ACTS, of):
        found[str(run)][str(kind), str(state)] = int(count)
    return found


def open_questions(of: Sequence[str]) -> dict[str, OpenQuestions]:
    """Count the open questions of those runs that have any."""
    return {
        str(run): OpenQuestions(count=int(count), oldest_at=float(oldest))
        for run, count, oldest in _of_runs(QUESTIONS, of)
    }


def newest_run_key() -> bytes | None:
    """Give the wrapped key of the newest run that has one; whoever can unwrap it has the office's key."""
    found = row('SELECT "key" FROM runs WHERE "key" IS NOT NULL ORDER BY created_at DESC, id DESC LIMIT 1')
    return bytes(found[0]) if found else None


def _of_runs(sql: str, of: Sequence[str]) -> Iterator[Any]:
    for first in range(0, len(of), AT_ONCE):
        some = tuple(of[first : first + AT_ONCE])
        yield from rows(sql % ", ".join(["%s"] * len(some)), some)
