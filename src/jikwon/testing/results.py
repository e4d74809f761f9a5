"""What became of a run in memory, as a test looks at it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jikwon.model import Act, Ask, Check, JikwonError, Note, Place, Receipt, State
from jikwon.proof import Table, Value
from jikwon.proof.fates import Fate
from jikwon.proof.readers import read_book


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An open question: `about` is item, file, column or run; `key` the item's (or the subject's) own."""

    code: str
    about: str
    key: str
    text: str
    choices: Mapping[str, str]
    ask: Ask


@dataclass(frozen=True, slots=True, kw_only=True)
class RunResult:
    """A run as it stands now. `office.answer` and `office.approve` go on with the same run.

    `items` counts total, done, excluded, waiting, failed; `rows` read, used, merged, skipped;
    `acts` planned, done, waiting. `excluded` maps an item's key to its code. `outputs` are the files of
    the part that was made last, released or (while it awaits approval) staged; empty when there are
    none; `files` are those of outputs of many files, by name and part. `parts` lists the outputs of every
    released part, `kept` what was read from outside by kind and key. `error` is filled when the run failed.
    A run that waits for the outside is `acting`, and `waiting_for` says for what; `office.resume` tries again.
    """

    state: State
    partial: bool
    items: Mapping[str, int]
    rows: Mapping[str, int]
    acts: Mapping[str, int]
    questions: Sequence[Question]
    excluded: Mapping[str, str]
    waiting: Mapping[str, str]
    outputs: Mapping[str, Path]
    files: Mapping[str, Mapping[str, Path]]
    kept: Mapping[str, Mapping[str, bytes]]
    waiting_for: str
    parts: Sequence[Mapping[str, Path]]
    checks: Sequence[Check]
    verdict: str
    planned: Sequence[Act]
    receipts: Sequence[Receipt]
    notes: Sequence[Note]
    fates: Sequence[Fate]
    error: JikwonError | None = None
    course: Any = field(default=None, repr=False)

    def sheet(self, output: str, name: str, *, part: str = "") -> list[dict[str, Value]]:
        """Read one sheet of an output (or of one part of it), with the proof's own reader, as rows by header."""
        return [dict(row) for row in self.table(output, name, part=part).rows]

    def table(self, output: str, name: str, *, part: str = "") -> Table:
        """Read one sheet of an output; raise `KeyError` that lists the sheets when it has none of that name."""
        path = self.files[output][part] if part else self.outputs[output]
        sheets = {sheet.name: sheet for sheet in read_book(path.name, path.read_bytes())}
        if name not in sheets:
            raise KeyError(f"{name}: {', '.join(sheets)}")
        return Table(sheets[name], Place(source=output, file=path.name, sheet=name))

    def question(self, key: str, code: str) -> Question:
        """Give one open question; raise `KeyError` when it is not asked."""
        found = next((each for each in self.questions if (each.key, each.code) == (key, code)), None)
        if found is None:
            raise KeyError(f"{key}/{code}: {[(each.key, each.code) for each in self.questions]}")
        return found

    @property
    def mismatches(self) -> Sequence[Check]:
        """The checks that did not hold."""
        return [check for check in self.checks if check.mismatches]
