"""What a model learns from: the office's own settled cases, in the order of time, each text free of personal data."""

import hashlib
import math
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from jikwon.learn.errors import HistoryEmpty
from jikwon.model import Personal, fact

SHARES = (0.5, 0.2, 0.3)
"""Of the history, by time: to learn from, to calibrate and choose with, to certify with."""


@fact
class Example:
    """One settled case. `text` was cleaned by the rule that also cleans what the model is asked; `at` is aware."""

    text: Personal[str]
    label: str
    at: datetime


class Parts(NamedTuple):
    """A history cut by time: every case of a part is older than every case of the next."""

    training: Sequence[Example]
    choosing: Sequence[Example]
    certifying: Sequence[Example]


def in_time(examples: Iterable[Example]) -> list[Example]:
    """Order a history by time, and keep a case that says the same as an older one of its label out.

    Many filings of one text are one piece of evidence: counted apart they would make the bound look
    surer than it is. Cases of one moment stand in the order of their content, so that the order of
    files and rows changes nothing.
    """
    ordered = sorted(examples, key=lambda each: (each.at, each.label, each.text))
    seen: set[tuple[str, str]] = set()
    kept = []
    for each in ordered:
        if each.text.strip() and each.label and (each.text, each.label) not in seen:
            seen.add((each.text, each.label))
            kept.append(each)
    return kept


def cut(ordered: Sequence[Example]) -> Parts:
    """Cut an ordered history by `SHARES`; cases of one moment are never parted. Raises `HistoryEmpty`."""
    first = _border(ordered, int(len(ordered) * SHARES[0]))
    second = max(first, _border(ordered, int(len(ordered) * (SHARES[0] + SHARES[1]))))
    parts = Parts(ordered[:first], ordered[first:second], ordered[second:])
    if len({each.label for each in parts.training}) < 2:
        raise HistoryEmpty(cases=len(ordered))
    return parts


def for_certifying(cases: int) -> int:
    """Give how many cases of history bring so many certifying ones."""
    return math.ceil(cases / SHARES[-1])


def digest(ordered: Sequence[Example]) -> str:
    """Give the hash of a history: the same cases have the same one."""
    made = hashlib.sha256()
    for each in ordered:
        for field in (each.at.isoformat(), each.label, each.text):
            data = field.encode("utf-8", "surrogatepass")
            made.update(len(data).to_bytes(4, "big") + data)
    return made.hexdigest()


def _border(ordered: Sequence[Example], wanted: int) -> int:
    """Move a border down to the beginning of its moment, or up past it where nothing would be left before it."""
    if not 0 < wanted < len(ordered):
        return wanted
    moment = ordered[wanted].at
    low = wanted
    while low and ordered[low - 1].at == moment:
        low -= 1
    if low:
        return low
    while wanted < len(ordered) and ordered[wanted].at == moment:
        wanted += 1
    return wanted
