"""Tables of a document: their cells by place, and their names."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from jikwon.tools.hwpx.marks import child, children, local, paragraph_text, squeezed, story_text

if TYPE_CHECKING:
    from jikwon.tools.hwpx.marks import Element

_SIGN = re.compile(r"^(?:\(?(?:\d{1,2}|[가-하])[.)]\)?|[①-⑳㉮-㉻□○■●▣ㅇ◦•※\-–ㆍ·*])\s*")
_FRAME = "<>〈〉《》[]【】「」『』〔〕"
_RANGE_MAX = 1_000


def name_key(text: str) -> str:
    """Give a table's name as it is compared: without blanks, item sign and the brackets around it."""
    return squeezed(_SIGN.sub("", text.strip()).strip(_FRAME + " \t\n"))


def tables_in(root: "Element") -> "Iterator[Element]":
    """Give every table, in reading order; one within a cell after the one around it."""
    return (each for each in root.iter("{*}tbl") if local(each) == "tbl")


def caption_of(table: "Element") -> str:
    """Give a table's caption, else the text of its own paragraph, else of the nearest one above that says anything."""
    caption = child(table, "caption")
    if caption is not None:
        story = child(caption, "subList")
        return story_text(story).strip() if story is not None else ""
    paragraph = table.getparent().getparent() if table.getparent() is not None else None
    while paragraph is not None:
        if text := paragraph_text(paragraph).strip():
            return text
        paragraph = paragraph.getprevious()
        if paragraph is not None and any(local(each) == "tbl" for run in paragraph for each in run):
            return ""
    return ""


class Spot:
    """A cell: the place of its upper left corner, counted from 0, and over how many rows and columns it goes."""

    def __init__(self, element: "Element", row: int, order: int) -> None:
        self.element = element
        address, span = child(element, "cellAddr"), child(element, "cellSpan")
        self.row = _number(address, "rowAddr", row)
        self.column = _number(address, "colAddr", order)
        self.row_span = max(1, min(_number(span, "rowSpan", 1), _RANGE_MAX))
        self.column_span = max(1, min(_number(span, "colSpan", 1), _RANGE_MAX))

    @property
    def story(self) -> "Element":
        """What holds the cell's paragraphs."""
        found = child(self.element, "subList")
        if found is None:
            raise ValueError("a cell without text")
        return found

    @property
    def text(self) -> str:
        """What the cell says."""
        return story_text(self.story)

    @property
    def is_header(self) -> bool:
        """Whether the table repeats it on every page."""
        return self.element.get("header") == "1"


def rows_of(table: "Element") -> list[list[Spot]]:
    """Give the cells by row of the file; a cell without a text has no place here."""
    return [
        [
            Spot(cell, number, order)
            for order, cell in enumerate(children(row, "tc"))
            if child(cell, "subList") is not None
        ]
        for number, row in enumerate(children(table, "tr"))
    ]


def _number(element: "Element | None", name: str, default: int) -> int:
    value = "" if element is None else element.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else default
