"""Lossless cleaning of the characters of a cell: the same text in the letters a rule expects."""

import re
import unicodedata
from functools import cache
from typing import Final

_UNUSUAL: Final = re.compile(r"[^ -~가-힣]")
_BLANKS: Final = re.compile(r"\s+")
_DASHES: Final = "‐‑‒–—―−﹣－ー─"
_INVISIBLE: Final = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_QUOTES: Final = {"’": "'", "‘": "'", "`": "'", "´": "'"}

COMPOSED: Final = "hangul-composed"
FULL_WIDTH: Final = "full-width"
BLANKS: Final = "blanks"
DASHES: Final = "dashes"


def clean(raw: str) -> tuple[str, tuple[str, ...]]:
    """Give `raw` composed (NFC), in plain ASCII signs and single blanks, trimmed; and what was changed.

    U+3000, NBSP and line breaks are blanks; full-width ASCII, and the many dashes, become their plain
    forms; characters without width vanish. Letters and digits otherwise stay as they are.
    """
    if _UNUSUAL.search(raw) is None and "  " not in raw and raw == raw.strip():
        return raw, ()
    notes: list[str] = []
    text = _noting(raw, unicodedata.normalize("NFC", raw), COMPOSED, notes)
    text = _noting(text, text.translate(_dash_table()), DASHES, notes)
    text = _noting(text, text.translate(_width_table()), FULL_WIDTH, notes)
    text = _noting(text, _BLANKS.sub(" ", text.translate(_invisible_table())).strip(), BLANKS, notes)
    return text, tuple(notes)


def _noting(before: str, after: str, code: str, notes: list[str]) -> str:
    if before != after:
        notes.append(code)
    return after


@cache
def _dash_table() -> dict[int, str]:
    return {ord(dash): "-" for dash in _DASHES}


@cache
def _width_table() -> dict[int, str]:
    full = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    return full | {ord(quote): plain for quote, plain in _QUOTES.items()}


@cache
def _invisible_table() -> dict[int, None]:
    return dict.fromkeys(map(ord, _INVISIBLE))
