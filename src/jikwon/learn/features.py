"""What a classifier sees of a text: how often each short run of letters occurs, by hashes and never by letters."""

import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NAME: Final = "letters-2-4/2^20/1"
"""Which features a stored model was made with. Another hash or normal form must have another name."""
COLUMNS: Final = 1 << 20
_LENGTHS: Final = (2, 3, 4)
_AT_ONCE: Final = 4_096

_DIGIT: Final = re.compile(r"\d")
_NO_LETTER: Final = re.compile(r"\W+")
_MOST: Final = 4_000
"""Letters of a text that count; a longer one is cut, so that no text costs more than its share."""


def plain(text: str) -> str:
    """Give the letters that count: NFKC, small, every digit as 0, no spaces or signs.

    Korean is often spaced wrongly, so spaces tell little; no number stays that could be somebody's.
    """
    folded = unicodedata.normalize("NFKC", text[:_MOST]).lower()
    return " " + _NO_LETTER.sub("", _DIGIT.sub("0", folded))[:_MOST] + " "


def counts(texts: Sequence[str]) -> Any:  # noqa: ANN401 - scipy ships no types
    """Count the runs of two to four letters of each text: a sparse matrix, texts × `COLUMNS`."""
    from scipy import sparse

    if not texts:
        return sparse.csr_matrix((0, COLUMNS), dtype="float32")
    parts = [_counts(texts[start : start + _AT_ONCE]) for start in range(0, len(texts), _AT_ONCE)]
    return parts[0] if len(parts) == 1 else sparse.vstack(parts, format="csr")


def _counts(texts: Sequence[str]) -> Any:  # noqa: ANN401 - scipy ships no types
    import numpy as np
    from scipy import sparse

    letters = [np.frombuffer(plain(each).encode("utf-32-le", "replace"), dtype=np.uint32) for each in texts]
    owner = np.repeat(np.arange(len(texts)), [len(each) for each in letters])
    joined = np.concatenate(letters).astype(np.uint64)
    rows, columns = zip(*(_runs(joined, owner, length) for length in _LENGTHS), strict=True)
    row, column = np.concatenate(rows), np.concatenate(columns)
    made = sparse.csr_matrix((np.ones(len(row), np.float32), (row, column)), shape=(len(texts), COLUMNS))
    made.sum_duplicates()
    return made


def _runs(
    letters: "NDArray[np.uint64]", owner: "NDArray[np.int64]", length: int
) -> "tuple[NDArray[np.int64], NDArray[np.int64]]":
    """Hash every run of `length` letters that lies in one text (FNV-1a over letters, then SplitMix64's mixing)."""
    import numpy as np

    count = max(0, len(letters) - length + 1)
    mixed = np.full(count, 0xCBF29CE484222325 + length, dtype=np.uint64)
    for place in range(length):
        mixed = (mixed ^ letters[place : place + count]) * np.uint64(0x100000001B3)
        mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(32)
    inside = owner[:count] == owner[length - 1 : length - 1 + count]
    return owner[:count][inside], (mixed[inside] & np.uint64(COLUMNS - 1)).astype(np.int64)
