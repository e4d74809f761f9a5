"""What stands in the brackets of an address: the 법정동, a building's name, sometimes the detail."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Final

_BRACKET: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]?")
_ZIP: Final = re.compile(r"우? ?\d{5}|\d{3}-\d{3}", re.ASCII)
_DETAIL: Final = re.compile(r"\d ?[동호층]|\d ?- ?\d|^[A-Za-z가-하] ?동 |지하|지층")


@dataclass(slots=True)
class Aside:
    """The contents, sorted; `is_named_complex` tells of a name beside a dong, which means flats."""

    dongs: list[str] = field(default_factory=list)
    details: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    is_named_complex: bool = False


NOTHING: Final = Aside()


def take_out(text: str) -> tuple[str, list[str]]:
    """Give `text` without its brackets, and what stood in each; one that never closes ends with the text."""
    if "(" not in text and "[" not in text:
        return text, []
    return " ".join(_BRACKET.sub(" ", text).split()), _BRACKET.findall(text)


def sort(contents: Iterable[str], dong_names: Collection[str]) -> Aside:
    """Sort contents into dongs, details and names; `(신천동 은하)` is the same as `(신천동, 은하)`."""
    aside = Aside()
    for content in contents:
        _sort_one(content, dong_names, aside)
    return aside


def _sort_one(content: str, dong_names: Collection[str], aside: Aside) -> None:
    has_dong = has_name = False
    for part in filter(None, map(str.strip, content.split(","))):
        first, _, others = part.partition(" ")
        whole = part.replace(" ", "")
        if whole in dong_names or first in dong_names:
            has_dong = True
            aside.dongs.append(whole if whole in dong_names else first)
            part = "" if whole in dong_names else others
        if not part or _ZIP.fullmatch(part):
            continue
        is_detail = _DETAIL.search(part) is not None
        has_name = has_name or not is_detail
        (aside.details if is_detail else aside.names).append(part)
    aside.is_named_complex = aside.is_named_complex or (has_dong and has_name)
