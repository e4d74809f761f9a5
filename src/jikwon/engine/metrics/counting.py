"""Counting the records again and again without reading again what cannot have changed."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from jikwon.model import fact
from jikwon.model.states import ENDED, OPEN
from jikwon.records import tallies
from jikwon.records.tallies import OpenQuestions, RunTally

SHARE: Final = 0.05
"""Counting the runs that robots work on takes at most this share of the time, however large they are."""


@fact
class Counts:
    """What one run holds: items by outcome, acts by (kind, state)."""

    items: Mapping[str, int]
    acts: Mapping[tuple[str, str], int]


@fact
class Counted:
    """All runs with their counts, and the open questions of those that have not ended."""

    runs: Sequence[RunTally]
    counts: Mapping[str, Counts]
    questions: Mapping[str, OpenQuestions]


class Counting:
    """Counts for one process that is asked often; it may be asked from several threads.

    A run at rest is counted once: its items and acts change only when a robot goes on with it (its row
    changes) or a person answers (its open questions change). Those that robots work on are counted each
    time, or as often as `SHARE` allows. So each process that counts comes to the same numbers.
    """

    def __init__(self, *, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: dict[str, tuple[object, Counts]] = {}
        self._again_at = 0.0

    def count(self) -> Counted:
        """Read the records; the first time takes as long as reading every item does."""
        with self._lock:
            runs = tallies.runs()
            questions = tallies.open_questions([each.id for each in runs if each.state not in ENDED])
            signs: dict[str, object] = {each.id: (each, questions.get(each.id)) for each in runs}
            resting = [each for each in runs if each.state not in OPEN]
            self._count(_changed(resting, signs, self._kept), signs)
            self._count_worked_on([each for each in runs if each.state in OPEN], signs)
            self._kept = {run: kept for run, kept in self._kept.items() if run in signs}
            return Counted(runs=runs, counts={run: kept[1] for run, kept in self._kept.items()}, questions=questions)

    def _count_worked_on(self, runs: Sequence[RunTally], signs: Mapping[str, object]) -> None:
        began = self._clock()
        due = began >= self._again_at
        self._count([each.id for each in runs if due or each.id not in self._kept], signs)
        if due:
            took = self._clock() - began
            self._again_at = began + took / SHARE

    def _count(self, runs: Sequence[str], signs: Mapping[str, object]) -> None:
        items, acts = tallies.items(runs), tallies.acts(runs)
        self._kept |= {run: (signs[run], Counts(items=items[run], acts=acts[run])) for run in runs}


def _changed(
    runs: Sequence[RunTally], signs: Mapping[str, object], kept: Mapping[str, tuple[object, Counts]]
) -> list[str]:
    return [each.id for each in runs if each.id not in kept or kept[each.id][0] != signs[each.id]]
