"""What a classifier sees of a text: how often each short run of letters occurs, by hashes and never by letters."""

import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NAME: Final = "letters-2-4/2^20/1"
"""Which features a stored model was made with. Another hash or normal form must have another name."""
COLUMNS: Final = 1 << 20
_LENGTHS: Final = (2, 3, 4)

_DIGIT: Final = re.compile(r"\d")
_NO_LETTER: Final = re.compile(r"\W+")
_MOST: Final = 4_000
"""Letters of a text that count; a longer one is cut, so that no text costs more than its share."""


class Counted(NamedTuple):
    """The columns of a text's runs of letters, ascending, with how often each occurs."""

    columns: "NDArray[np.int64]"
    times: "NDArray[np.int64]"


class Vector(NamedTuple):
    """A text as a model sees it: the places of the known columns, their weights (length 1), and the share known."""

    places: "NDArray[np.int64]"
    weights: "NDArray[np.float32]"
    familiar: float


def plain(text: str) -> str:
    """Give the letters that count: NFKC, small, every digit as 0, no spaces or signs.

    Korean is often spaced wrongly, so spaces tell little; no number stays that could be somebody's.
    """
    folded = unicodedata.normalize("NFKC", text[:_MOST]).lower()
    return " " + _NO_LETTER.sub("", _DIGIT.sub("0", folded))[:_MOST] + " "


def count(text: str) -> Counted:
    """Count the runs of two to four letters of a text."""
    import numpy as np

    letters = np.frombuffer(plain(text).encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.uint64)
    hashed = np.concatenate([_runs(letters, length) for length in _LENGTHS])
    return Counted(*np.unique(hashed, return_counts=True))


def weigh(counted: Counted, columns: "NDArray[np.int64]", idf: "NDArray[np.float32]") -> Vector:
    """Weigh a text by 1 + ln and `idf` of the known `columns`, to length 1.

    Manning, Raghavan and Schütze, Introduction to Information Retrieval (2008), section 6.4.3: ltc.
    """
    import numpy as np

    places = np.searchsorted(columns, counted.columns)
    places[places == len(columns)] = 0
    is_known = columns[places] == counted.columns if len(columns) else np.zeros(len(places), dtype=bool)
    known, times = places[is_known], counted.times[is_known]
    weights = (1 + np.log(times)) * idf[known]
    length = float(np.sqrt(weights @ weights))
    familiar = float(times.sum() / max(1, counted.times.sum()))
    return Vector(known, (weights / length if length else weights).astype(np.float32), familiar)


def _runs(letters: "NDArray[np.uint64]", length: int) -> "NDArray[np.int64]":
    """Hash every run of `length` letters (FNV-1a over letters, the high bits mixed in at the end)."""
    import numpy as np

    runs = max(0, len(letters) - length + 1)
    mixed = np.full(runs, 0xCBF29CE484222325 + length, dtype=np.uint64)
    for place in range(length):
        mixed = (mixed ^ letters[place : place + runs]) * np.uint64(0x100000001B3)
        mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(32)
    return (mixed & np.uint64(COLUMNS - 1)).astype(np.int64)
