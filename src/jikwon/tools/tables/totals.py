"""Telling the rows that are no records: totals, the end mark, a header that is repeated."""

import re
from collections.abc import Sequence
from unicodedata import normalize

from jikwon.tools.tables.cells import Value, text_of

_COUNT = r"[-+]?\d[\d,]{0,6}(?:\.\d+)?(?:명|건|개|세대|가구|인|원|매|부|%)?"
_TOTAL = re.compile(
    rf"[\W_]*(?:.{{0,20}}(?:소계|합계|총계|누계)|계|총|subtotal|(?:grand)?total|sum|이하여백)"
    rf"[\W_]*(?:총?{_COUNT}(?:{_COUNT})?)?[\W_]*"
)
_COUNTED = re.compile(_COUNT)
_WORDS = ("계", "총", "otal", "OTAL", "um", "UM", "여백", "\u1100", "\u110e")
"""What the raw text of a total's cell holds (the last two: in decomposed Hangul)."""
_LONG = 32
SPELLINGS = frozenset(
    (" " * blanks).join(word)
    for word in ("합계", "총계", "소계", "누계", "계", "총합계", "Total", "TOTAL")
    for blanks in range(6)
)
"""How a total is mostly written; quick to look for, never enough to decide."""


def is_total(cells: Sequence[Value], identifying: Sequence[int]) -> bool:
    """Tell whether a row is a total, a subtotal or the mark that nothing follows (`이하 여백`).

    It has the word for it, and in the `identifying` columns nothing but that word and counts (`125`,
    `1,234명`). A row that identifies somebody is never a total, whatever word stands in it.
    """
    said = {
        column
        for column, cell in enumerate(cells)
        if isinstance(cell, str) and len(cell) <= _LONG and any(word in cell for word in _WORDS) and _says_total(cell)
    }
    return bool(said) and all(column in said or _is_count(cells[column]) for column in identifying)


def _says_total(cell: str) -> bool:
    return _TOTAL.fullmatch("".join(normalize("NFKC", cell).casefold().split())) is not None


def _is_count(cell: Value) -> bool:
    text = text_of(cell).replace(" ", "")
    return not text or (not text.startswith("0") and _COUNTED.fullmatch(text) is not None) or text == "0"
