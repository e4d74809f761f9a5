"""What stands in the sources of a question, with the place in question marked."""

from collections.abc import Collection, Sequence
from itertools import groupby

from jikwon.console.inbox import pagetext
from jikwon.engine.active import Active
from jikwon.engine.questions import attachments
from jikwon.engine.questions.sourcerows import SourceRow, source_rows
from jikwon.model import Ask, Personal, fact, strings

SHORTEST = 2
"""A text of so many characters is known again in what a question quotes; a single one would be found anywhere."""


@fact
class Field:
    """A column's cells in the rows of one table, and whether the question is about it."""

    name: str
    texts: Personal[Sequence[str]]
    is_marked: bool


@fact
class Table:
    """Rows of sources with the same columns, side by side: `rows` are (origin, number)."""

    rows: Sequence[tuple[str, int]]
    fields: Sequence[Field]


@fact
class Page:
    """A portal's page as lines of cells, each with whether the question is about it."""

    name: str
    lines: Personal[Sequence[tuple[Sequence[str], bool]]]


def tables(active: Active, ask: Ask) -> list[Table]:
    """Give the rows of a question's places."""
    rows = list(source_rows(active, ask.at))
    asked = {row.column for row in rows} - {""}
    once = {(row.origin, row.row): row for row in rows}  # several places of one question may lie in one row
    return [
        _table(list(group), asked, ask.details.get("written", ""))
        for _, group in groupby(once.values(), key=lambda row: [name for name, _ in row.cells])
    ]


def _table(rows: Sequence[SourceRow], asked: Collection[str], written: str) -> Table:
    names = [name for name, _ in rows[0].cells]
    columns = list(zip(*([text for _, text in row.cells] for row in rows), strict=True))
    fields = [
        Field(name=name, texts=texts, is_marked=_is_asked(name, texts, asked, written))
        for name, texts in zip(names, columns, strict=True)
    ]
    return Table(rows=[(row.origin, row.row) for row in rows], fields=fields)


def _is_asked(name: str, texts: Sequence[str], asked: Collection[str], written: str) -> bool:
    """Tell whether a question is about a column: named, or differing between rows, or quoted by the question."""
    if asked:
        return name in asked
    if len(texts) > 1:
        return len(set(texts)) > 1
    return len(texts[0]) >= SHORTEST and texts[0] in written


def pages(active: Active, ask: Ask, subject: str) -> list[Page]:
    """Give the portal's pages of a question's places; lines that name the field, or the case, are marked."""
    made = []
    for place, data in attachments.pages(active, ask):
        wanted = {place.column.rpartition("/")[2] or subject, ask.details.get("written", "")} - {"", "–"}
        lines = [(cells, not wanted.isdisjoint(cells)) for cells in pagetext.lines(data)]
        named = active.manifest.kept[place.source].name
        made.append(Page(name=named.en if strings.language() == "en" else named.ko, lines=lines))
    return made
