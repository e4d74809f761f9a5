"""Which version of a case's form this is, and what has changed since it was last printed."""

import re
from collections.abc import Mapping
from dataclasses import fields as facts_of
from datetime import datetime
from typing import Final

from jikwon.model import DoneBefore, Personal, Run, fact
from jikwon.processes.epi_forms.fields import FIELD, OUTSIDE_VERSION, TABLES
from jikwon.processes.epi_forms.model import Case

PRINT, MARK = "print", "mark"
"""The kinds of acts."""
_WRITTEN: Final = re.compile(r"(\d+)-([0-9a-f]+)")
_WITHOUT: Final = OUTSIDE_VERSION | {"foreign"}


@fact
class Version:
    """One version of a form: its number among those printed, and the fields that differ from the one before.

    `printed_at` is filled where this very version lies on paper already.
    """

    edition: int
    content: str
    marks: Mapping[str, str]
    changed: Personal[tuple[str, ...]] = ()
    printed_at: datetime | None = None

    @property
    def text(self) -> str:
        """The version as acts carry it."""
        return f"{self.edition}-{self.content}"

    @property
    def is_printed(self) -> bool:
        """Whether an earlier run has printed it."""
        return self.printed_at is not None

    @property
    def changed_labels(self) -> tuple[str, ...]:
        """The changed fields as the form names them."""
        return tuple(label_of(name) for name in self.changed)


def of(run: Run, case: Case, *, purpose: str) -> Version:
    """Tell which version of the case's form this is, from what the office has printed of it so far.

    The print time and the time of the last change in the portal alone make no new version; another
    purpose does, for its paper says so.
    """
    marks = marks_of(run, case)
    content = run.hash("form", purpose, *(f"{name}={marks[name]}" for name in sorted(marks)))
    before = run.done_before(PRINT, case.case_id)
    if not before:
        return Version(edition=1, content=content, marks=marks)
    last = before[-1]
    edition, printed = _read(last)
    if printed == content:
        return Version(edition=edition, content=content, marks=marks, printed_at=last.at)
    changed = tuple(name for name in marks if last.marks.get(name) != marks[name])
    return Version(edition=edition + 1, content=content, marks=marks, changed=changed)


def marks_of(run: Run, case: Case) -> Mapping[str, str]:
    """Give a keyed hash of every field and table that the form shows; equal values of two people differ."""
    names = [each.name for each in facts_of(case) if each.name not in _WITHOUT]
    return {name: run.hash("field", case.case_id, name, *_texts(getattr(case, name))) for name in names}


def label_of(name: str) -> str:
    """Give the label of a field or a table."""
    return FIELD[name].label if name in FIELD else TABLES[name][0]


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return tuple(str(getattr(row, each.name)) for row in value for each in facts_of(row))
    return (str(value),)


def _read(done: DoneBefore) -> tuple[int, str]:
    found = _WRITTEN.match(done.version)
    return (int(found[1]), found[2]) if found else (1, "")
