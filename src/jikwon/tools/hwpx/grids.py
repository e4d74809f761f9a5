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
    """Give a table's caption, else its first row where that is one cell, else the text of the paragraph above it."""
    if (own := _own_name(table)) is not None:
        return own
    above = paragraphs_above(table)
    return paragraph_text(above[-1]).strip() if above else ""


def paragraphs_above(table: "Element") -> "list[Element]":
    """Give the paragraphs from the table's up to the one that names it; none where it has a name of its own.

    Blank paragraphs between the two say nothing; a paragraph that holds another table ends the search.
    """
    if _own_name(table) is not None or table.getparent() is None:
        return []
    paragraph, found = table.getparent().getparent(), []
    while paragraph is not None and local(paragraph) == "p":
        found.append(paragraph)
        if paragraph_text(paragraph).strip():
            return found
        paragraph = paragraph.getprevious()
        if paragraph is not None and any(local(each) == "tbl" for run in paragraph for each in run):
            break
    return []


def _own_name(table: "Element") -> str | None:
    caption = child(table, "caption")
    story = child(caption, "subList") if caption is not None else None
    if story is not None:
        return story_text(story).strip()
    first = next(children(table, "tr"), None)
    cells = [] if first is None else list(children(first, "tc"))
    wide = len(cells) == 1 and table.get("colCnt", "1") != "1" and child(cells[0], "subList") is not None
    return (Spot(cells[0], 0, 0).text.strip() or None) if wide else None


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
        return bool(self.element.get("header") == "1")


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
