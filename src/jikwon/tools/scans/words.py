"""Words of labels compared: what a scan adds or takes away is left out."""

import re
import unicodedata
from typing import Final

_SAYS_NOTHING: Final = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Give a label without blanks, marks and case, after NFKC."""
    return _SAYS_NOTHING.sub("", unicodedata.normalize("NFKC", text)).casefold()


def is_label(read: str, label: str) -> bool:
    """Tell whether what was read is the label: letter by letter; of four letters or more one may be misread."""
    found, wanted = folded(read), folded(label)
    if found == wanted or len(wanted) < 4:
        return found == wanted
    return _apart_by_one(found, wanted)


def _apart_by_one(one: str, other: str) -> bool:
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    return len(long) - len(short) == 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
