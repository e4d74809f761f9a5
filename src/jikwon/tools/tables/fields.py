"""The columns a table is asked for, and how their headers are compared."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from unicodedata import normalize

from jikwon.model import fact
from jikwon.tools.tables.cells import clean

_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕")
_BRACKETS = re.compile(r"[()\[\]【】〔〕]")
_LONGEST = 200
"""Nothing longer is a header; taking nested brackets apart costs the square of the length."""
_SKIPPED = re.compile(r"[\s*]+")


@fact
class Field:
    """One column by its own name and the other names it goes by; no two fields share a name."""

    name: str
    synonyms: Sequence[str] = ()


@lru_cache(maxsize=4096)
def fold(header: str) -> str:
    """Give the form in which headers are compared.

    NFKC and lower case, without blanks, line breaks, bracketed remarks and `*`. A header that stands
    wholly in brackets keeps its words.
    """
    text = normalize("NFKC", clean(header)).casefold()
    if len(text) > _LONGEST:
        return _SKIPPED.sub("", text)
    return _without_remarks(text) or _SKIPPED.sub("", _BRACKETS.sub("", text))


def is_remark(header: str) -> bool:
    """Tell whether a header has no words of its own, outside of brackets."""
    return len(header) <= _LONGEST and not _without_remarks(normalize("NFKC", clean(header)))


def _without_remarks(text: str) -> str:
    bare, before = _REMARK.sub("", text), text
    while bare != before:
        bare, before = _REMARK.sub("", bare), bare
    return _SKIPPED.sub("", bare)


def names_of(fields: Sequence[Field], taught: Mapping[str, str]) -> dict[str, str]:
    """Map every folded header to its field's name; what a person taught wins, and "" means no field.

    Raises `ValueError` if two fields share a name: that is a mistake in the process, not in the input.
    """
    names: dict[str, str] = {}
    for field in fields:
        for header in (field.name, *field.synonyms):
            if names.setdefault(fold(header), field.name) != field.name:
                raise ValueError(f"{header!r} belongs to {field.name!r} and to {names[fold(header)]!r}")
    return names | {fold(header): name for header, name in taught.items()}
