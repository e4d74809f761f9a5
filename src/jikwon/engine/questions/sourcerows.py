"""The rows a question is about, as they stand in the sources, for the person who answers."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time

from jikwon.engine.active import Active
from jikwon.model import Personal, Place, fact
from jikwon.proof.readers import Sheet, read_book


@fact
class SourceRow:
    """A row of a source: `cells` are (column, text), "" where nothing stands; `column` is the one in question, or "".

    The column's name is the nearest filled cell above it in the row of headers that the place names,
    or the column's letter where there is none.
    """

    origin: str
    row: int
    column: str
    cells: Personal[Sequence[tuple[str, str]]]

    @property
    def filled(self) -> list[tuple[str, str]]:
        """The cells in which something stands."""
        return [(name, text) for name, text in self.cells if text]


def source_rows(active: Active, places: Sequence[Place]) -> Iterator[SourceRow]:
    """Give the row of each place; a file is read once, and one that was destroyed is passed over."""
    books: dict[tuple[str, str], list[Sheet]] = {}
    for place in places:
        if not place.row or place.source not in active.manifest.inputs:
            continue
        named = place.source, place.file
        if named not in books:
            books[named] = _book(active, place)
        for sheet in books[named]:
            if place.sheet in ("", sheet.name) and place.row <= len(sheet.rows):
                yield SourceRow(
                    origin=place.origin, row=place.row, column=place.column, cells=_cells(sheet.rows, place)
                )
                break


def _book(active: Active, place: Place) -> list[Sheet]:
    for source in active.sources(place.source) if active.spool.exists() else ():
        if source.name == place.file:
            return read_book(source.name, source.read())
    return []


def _cells(rows: Sequence[Sequence[object]], place: Place) -> list[tuple[str, str]]:
    headers, cells = _headers(rows, place), [_text(cell) for cell in rows[place.row - 1]]
    width = max(len(headers), len(cells))
    named = zip(_filled(headers, width), _filled(cells, width), range(width), strict=True)
    return [(header or _letters(column), text) for header, text, column in named if header or text]


def _filled(texts: Sequence[str], width: int) -> list[str]:
    return [*texts, *[""] * (width - len(texts))]


def _text(cell: object) -> str:
    """Write a cell as people read it: a day without its midnight, a whole number without a point."""
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def _letters(column: int) -> str:
    """Name a column as a spreadsheet does: A, B, …, Z, AA."""
    name = ""
    while column >= 0:
        column, digit = divmod(column, 26)
        name, column = chr(ord("A") + digit) + name, column - 1
    return name


def _headers(rows: Sequence[Sequence[object]], place: Place) -> list[str]:
    best: list[str] = []
    for row in rows[: min(place.row - 1, 50)]:
        names = [str(cell).strip() if cell is not None else "" for cell in row]
        if place.column and place.column in names:
            return names
        if sum(bool(name) for name in names) > sum(bool(name) for name in best):
            best = names
    return best
