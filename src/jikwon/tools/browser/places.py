"""Places on a screen, named as a person would call them."""

import re
from dataclasses import KW_ONLY, dataclass, field
from typing import TypeAlias

Words: TypeAlias = str | re.Pattern[str]
"""What a place is recognised by: the whole text (blanks at its ends and doubled ones do not count), or a pattern."""

UNNAMED = frozenset({"alert", "generic", "log", "note", "paragraph", "status", "timer"})
"""Roles that take no accessible name from their content: a person calls them by what they say."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place, found by its role and the name a person reads on it.

    `called` is the name in errors; it never holds a person's data. The other fields recognise the
    place, all of them together: `role` is its ARIA role (button, textbox, grid, dialog, …), `name` its
    accessible name (as `called`, unless given; None accepts any), `label` the label of a form field,
    `text` what it says itself, `title` its title. Without a role and without any of these, `called`
    is a label. `inside` is the place around it, `holding` a text that something in it consists of
    (a key in a row; may be personal, is never shown).

    ::

        SEARCH = Place("조회", role="button")
        CASES = Place("확진자 목록", role="grid")
        def case(key: str) -> Place:
            return Place("목록의 행", role="row", name=None, holding=key, inside=CASES)
        DETAIL = Place("상세", role="button", inside=case("SP-0001"))
    """

    called: str
    _: KW_ONLY
    role: str = ""
    name: Words | None = ""
    label: Words = ""
    text: Words = ""
    title: Words = ""
    inside: "Place | None" = None
    holding: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if self.name == "":
            told = self.label or self.text or self.title
            object.__setattr__(self, "name", self.called if self.role and not told else None)
        if not (self.role or self.name or self.label or self.text or self.title):
            object.__setattr__(self, "label", self.called)
