"""Labels that cannot grow without end and name nobody: words of the installation, a bounded number of them."""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from typing import Final

OTHER: Final = "other"
"""Stands for every value of a label that is not one of the installation's words, and for those beyond `MOST`."""
MOST: Final = 64
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_.:/][A-Za-z0-9]+)*")
_LONGEST: Final = 40
_MANY_DIGITS: Final = re.compile(r"\d{4}")


def word(value: str, known: Collection[str] | None = None) -> str:
    """Give a label's value: one of the `known` words, or where any is allowed a short one that is no number."""
    if known is not None:
        return value if value in known else OTHER
    is_word = len(value) <= _LONGEST and _WORD.fullmatch(value) and not _MANY_DIGITS.search(value)
    return value if is_word else OTHER


def bounded(found: Mapping[str, int]) -> dict[str, int]:
    """Keep the `MOST` values with the most (of equals the first by name), and sum the others up as `OTHER`."""
    kept: Counter[str] = Counter()
    for place, (value, count) in enumerate(sorted(found.items(), key=lambda each: (-each[1], each[0]))):
        kept[value if place < MOST else OTHER] += count
    return dict(kept)
