"""Fields and tables of a form, read from where things are drawn on its pages.

Cells that touch are one block. In a block, from top to bottom: one shaded cell alone is a heading (the section); a
line of shaded cells is the header of a table, and the lines under it are its rows; in a line of both, each shaded cell
is a label and the cell right of it the value. A table that goes on on the next page repeats its header; a value that
goes on has a blank label there. Lines of a table without any text (left for a pen) say nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from jikwon.model import Personal, fact
from jikwon.proof.readers.pdf import Cell, Page
from jikwon.proof.readers.pdf_ruled import NEAR


@fact
class PdfField:
    """A label with its value, under a section's heading; white space is gone from label and section."""

    section: str
    label: str
    value: Personal[str]
    page: int


@fact
class PdfTable:
    """A table under a section's heading: its header and rows from all the pages that it flows over."""

    section: str
    header: Sequence[str]
    rows: Personal[Sequence[Sequence[str]]]
    page: int


def squeezed(text: object) -> str:
    """Give a text without any white space: how lines were wrapped says nothing."""
    return "".join(str(text).split())


def pdf_fields(pages: Page | Iterable[Page]) -> list[PdfField]:
    """Give every label with its value, in reading order; a label that stands twice is given twice."""
    found: list[PdfField] = []
    for page, section, line in _lines_of(pages):
        if not any(cell.shaded for cell in line) or all(cell.shaded for cell in line):
            continue
        for label, value in _pairs(line):
            last = found[-1] if found else None
            if not label and last and (last.section, last.page) == (section, page - 1):
                found[-1] = PdfField(section=section, label=last.label, value=f"{last.value}\n{value}", page=page)
            else:
                found.append(PdfField(section=section, label=label, value=value, page=page))
    return found


def pdf_tables(pages: Page | Iterable[Page]) -> list[PdfTable]:
    """Give every table, in reading order; one that goes on on the next page is one table."""
    found: list[_Growing] = []
    rows: list[Sequence[str]] | None = None
    for page, section, line in _lines_of(pages):
        shaded = [cell.shaded for cell in line]
        if line and all(shaded) and len(line) > 1:
            header = tuple(squeezed(cell.text) for cell in line)
            if not found or not found[-1].goes_on(page, header):
                found.append(_Growing(section, header, page))
            found[-1].until, rows = page, found[-1].rows
        elif any(shaded) or not line:
            rows = None
        elif rows is not None and any(cell.text for cell in line):
            rows.append(tuple(cell.text for cell in line))
    return [PdfTable(section=each.section, header=each.header, rows=each.rows, page=each.page) for each in found]


@dataclass(slots=True)
class _Growing:
    section: str
    header: tuple[str, ...]
    page: int
    until: int = 0
    rows: list[Sequence[str]] = field(default_factory=list, repr=False)

    def goes_on(self, page: int, header: tuple[str, ...]) -> bool:
        return (self.until + 1, self.header) == (page, header)


def pdf_headings(pages: Page | Iterable[Page]) -> list[str]:
    """Give the heading of each block that has one, in reading order; one repeated on the next page counts once."""
    found: list[str] = []
    for _, section, line in _lines_of(pages):
        if _is_heading(line) and found[-1:] != [section]:
            found.append(section)
    return found


def _is_heading(line: Sequence[Cell]) -> bool:
    return len(line) == 1 and line[0].shaded


def _pairs(line: Sequence[Cell]) -> Iterator[tuple[str, str]]:
    label: str | None = None
    for cell in line:
        if cell.shaded:
            if label is not None:
                yield label, ""
            label = squeezed(cell.text)
        elif label is not None:
            yield label, cell.text
            label = None
    if label is not None:
        yield label, ""


@dataclass(slots=True)
class _Block:
    """Lines of cells that touch."""

    lines: list[list[Cell]] = field(default_factory=list)

    def goes_on_with(self, line: list[Cell]) -> bool:
        last = self.lines[-1]
        touches = abs(last[0].box.bottom - line[0].box.top) < NEAR
        return touches and last[0].box.left < line[-1].box.right - NEAR and line[0].box.left < last[-1].box.right - NEAR


def _lines_of(pages: Page | Iterable[Page]) -> Iterator[tuple[int, str, list[Cell]]]:
    """Give each line of cells with its page and section; an empty line between blocks."""
    for page in [pages] if isinstance(pages, Page) else pages:
        for block in _blocks(page):
            section = ""
            for line in block.lines:
                if _is_heading(line):
                    section = squeezed(line[0].text)
                yield page.number, section, line
            yield page.number, "", []


def _blocks(page: Page) -> list[_Block]:
    blocks: list[_Block] = []
    for line in _runs(page.cells):
        block = next((each for each in reversed(blocks) if each.goes_on_with(line)), None)
        if block is None:
            blocks.append(_Block([line]))
        else:
            block.lines.append(line)
    return blocks


def _runs(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """Give cells that stand side by side on one height and touch; they come sorted from the top."""
    level: list[Cell] = []
    for cell in cells:
        if level and abs(cell.box.top - level[0].box.top) >= NEAR:
            yield from _side_by_side(level)
            level = []
        level.append(cell)
    yield from _side_by_side(level)


def _side_by_side(level: list[Cell]) -> Iterator[list[Cell]]:
    run: list[Cell] = []
    for cell in sorted(level, key=lambda each: each.box.left):
        if run and abs(cell.box.left - run[-1].box.right) >= NEAR:
            yield run
            run = []
        run.append(cell)
    if run:
        yield run
