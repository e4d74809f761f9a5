"""What the models learn from: settled petitions of past exports, read as a run reads them, without personal data."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Final

from jikwon.korea import Reading, dates
from jikwon.learn.history import Example
from jikwon.model import Run
from jikwon.model.dates import SEOUL
from jikwon.processes.petitions import classify, exports, merging, rules
from jikwon.processes.petitions.errors import HistoryColumns
from jikwon.processes.petitions.model import Entry

_UNSETTLED: Final = 1


def examples(run: Run, kind: str) -> Iterator[Example]:
    """Give every petition that says its class: 유형 (업무분야) or the deepest 담당부서, by the moment of its receipt.

    One with contradicting rows, without a readable receipt or a class teaches nothing. Raises `HistoryColumns`
    for a column that nobody has explained yet.
    """
    read = exports.read(run)
    if read.asks:
        raise HistoryColumns(file=read.asks[0].at[0].file, columns=len(read.asks))
    for merged in merging.merge(read.lines):
        if len(merged.standing) == _UNSETTLED:
            entry = exports.entry_of(merged.standing[0])
            label, at = label_of(entry, kind), _received(entry)
            if label and at is not None:
                yield Example(text=rules.text_of(entry), label=label, at=at)


def label_of(entry: Entry, kind: str) -> str:
    """Give what a row says of a kind of class."""
    return rules.type_of(entry) if kind == classify.TYPE else rules.department_of(entry)


def _received(entry: Entry) -> datetime | None:
    reading = dates.read(entry.received)
    if not isinstance(reading, Reading):
        return None
    moment = reading.value
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    return moment if moment.tzinfo else moment.replace(tzinfo=SEOUL)
