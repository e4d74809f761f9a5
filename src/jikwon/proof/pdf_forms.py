"""Fields and tables of a form, read from where things are drawn on its pages.

Cells that touch are one block. In a block, from top to bottom: one shaded cell alone is a heading (the section); a
line of shaded cells is the header of a table, and the white lines under it are its rows; in a line of both, each
shaded cell is a label and the white cell right of it the value. A table that goes on on the next page repeats
heading and header; a value that goes on has a blank label there. White cells in no such place are free.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from jikwon.model import Personal, fact
from jikwon.proof.readers.pdf import NEAR, Cell, Page


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
    found: list[PdfTable] = []
    rows: list[Sequence[str]] | None = None
    for page, section, line in _lines_of(pages):
        if not line:
            rows = None
        elif all(cell.shaded for cell in line):
            rows = None
            if len(line) > 1:
                header = tuple(squeezed(cell.text) for cell in line)
                last = found[-1] if found else None
                if last and (last.section, last.header) == (section, header) and last.page < page:
                    rows = list(last.rows)
                    found.pop()
                else:
                    rows = []
                found.append(PdfTable(section=section, header=header, rows=rows, page=page))
        elif any(cell.shaded for cell in line):
            rows = None
        elif rows is not None:
            rows.append(tuple(cell.text for cell in line))
    return found


def free_cells(page: Page) -> list[str]:
    """Give the text of the white cells that are neither a value nor in a table: the foot, above all."""
    found: list[str] = []
    for block in _blocks(page):
        if not any(cell.shaded for line in block.lines for cell in line):
            found += [cell.text for line in block.lines for cell in line if cell.text]
    return found


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
        touches = abs(last[0].bottom - line[0].top) < NEAR
        return touches and last[0].left < line[-1].right - NEAR and line[0].left < last[-1].right - NEAR


def _lines_of(pages: Page | Iterable[Page]) -> Iterator[tuple[int, str, list[Cell]]]:
    """Give each line of cells with its page and section; an empty line between blocks."""
    for page in [pages] if isinstance(pages, Page) else pages:
        for block in _blocks(page):
            section = ""
            for line in block.lines:
                if len(line) == 1 and line[0].shaded:
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
    """Give cells that stand side by side on one height and touch."""
    rest = list(cells)
    while rest:
        level = [cell for cell in rest if abs(cell.top - rest[0].top) < NEAR]
        rest = rest[len(level) :]
        run: list[Cell] = []
        for cell in sorted(level, key=lambda each: each.left):
            if run and abs(cell.left - run[-1].right) >= NEAR:
                yield run
                run = []
            run.append(cell)
        yield run
