"""What may stand in the log: fields that are known, each with a shape that no person's data has."""

import re
from collections.abc import Mapping
from typing import Any, Final

from jikwon.model.states import Stage, State
from jikwon.trust.mask import scrub

HIDDEN: Final = "•••"
"""Stands for what has another shape than its field, and for the value of a field that nobody knows."""
_SLUG: Final = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_CODE: Final = re.compile(rf"{_SLUG}(?:\.{_SLUG})*", re.ASCII)
_MODULE: Final = r"[A-Za-z_]\w*(?:\.\w+)*"
_PLACE: Final = re.compile(rf"(?:{_MODULE}:\d+|\?)", re.ASCII)
LONGEST: Final = 120

WORDS: Final[Mapping[str, re.Pattern[str]]] = {
    "machine": re.compile(r"[A-Za-z][\w-]{0,62}(?:\.[\w-]{1,63})*", re.ASCII),
    "worker": re.compile(rf"{_SLUG}(?:@[A-Za-z0-9.-]+)?(?::[0-9a-f]+)?", re.ASCII),
    "process": re.compile(_SLUG, re.ASCII),
    "run": re.compile(_SLUG, re.ASCII),
    "stage": re.compile("|".join(each.value for each in Stage)),
    "state": re.compile("|".join(each.value for each in State)),
    "site": re.compile(_SLUG, re.ASCII),
    "code": _CODE,
    "kind": re.compile(r"[A-Za-z_]\w*", re.ASCII),
    "where": _PLACE,
    "version": re.compile(r"\d+(?:\.\d+){1,3}\w*", re.ASCII),
}
"""Fields of text by the shape that a value must have. None of them holds a space or a Korean letter."""
NUMBERS: Final = frozenset({
    "acts", "attempt", "items", "lane", "part", "pieces", "port", "questions", "runs", "seconds", "slots", "start",
})  # fmt: skip
"""Fields of numbers: counts, places in a row, seconds."""
LARGEST: Final = 10**9
"""No count is as large; a telephone's or a resident's number is."""
ORDER: Final = ("machine", "worker", "process", "run", "stage")
"""What tells where a line belongs stands first in it."""


def written(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Give the fields as the log writes them; what does not fit is `HIDDEN`, whatever it is."""
    first = [name for name in ORDER if name in fields]
    return {
        (name if name in WORDS or name in NUMBERS else "field"): _written(name, fields[name])
        for name in (*first, *(name for name in fields if name not in first))
    }


def _written(name: str, value: object) -> Any:  # noqa: ANN401 - text or a number
    if name in NUMBERS and isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LARGEST:
        return round(value, 6)
    shape = WORDS.get(name)
    fits = shape and isinstance(value, str) and len(value) <= LONGEST and shape.fullmatch(value)
    return value if fits and isinstance(value, str) and scrub(value) == value else HIDDEN
