"""Reading a document back."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from jikwon.tools.hwpx.facts import Cell, Document, Table
from jikwon.tools.hwpx.fields import fields_in
from jikwon.tools.hwpx.grids import caption_of, rows_of, tables_in
from jikwon.tools.hwpx.marks import local, paragraph_text, story_text
from jikwon.tools.hwpx.package import Package

if TYPE_CHECKING:
    from jikwon.tools.hwpx.marks import Element

_APART = frozenset({"tbl", "header", "footer"})
_PREVIEW = 1_000


def read(data: bytes, *, file: str = "hwpx") -> Document:
    """Read what a document says; blank paragraphs say nothing. Raises `HwpxUnreadable`."""
    package = Package(data, file=file)
    roots = [package.xml(part) for part in package.sections()]
    fields: dict[str, list[str]] = {}
    for root in roots:
        for field in fields_in(root):
            fields.setdefault(field.name, []).append(field.text())
    return Document(
        paragraphs=tuple(text for root in roots for text in _loose(root)),
        tables=tuple(_table(table) for root in roots for table in tables_in(root)),
        headers=_stories(roots, "header"),
        footers=_stories(roots, "footer"),
        fields={name: tuple(texts) for name, texts in fields.items()},
    )


def preview(roots: "Iterable[Element]") -> str:
    """Give the first of a document's text, as a file manager shows it."""
    lines = (text for root in roots for each in root.iter("{*}p") if (text := paragraph_text(each).strip()))
    return "\r\n".join(lines)[:_PREVIEW]


def _loose(root: "Element") -> list[str]:
    """Give the paragraphs that stand in no table, header or footer."""
    loose = (
        paragraph_text(each)
        for each in root.iter("{*}p")
        if not any(local(above) in _APART for above in each.iterancestors())
    )
    return [text for text in loose if text.strip()]


def _table(table: "Element") -> Table:
    cells = tuple(
        Cell(row=spot.row, column=spot.column, row_span=spot.row_span, column_span=spot.column_span, text=spot.text)
        for row in rows_of(table)
        for spot in row
    )
    return Table(caption=caption_of(table), cells=cells)


def _stories(roots: "list[Element]", name: str) -> tuple[str, ...]:
    """Give the texts of headers or footers; those that a section's own settings repeat count once."""
    controls = (each for root in roots for each in root.iter(f"{{*}}{name}") if local(each.getparent()) == "ctrl")
    return tuple(story_text(story) for each in controls for story in each if local(story) == "subList")
