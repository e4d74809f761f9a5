"""The rows a question is about, as they stand in the sources, for the person who answers."""

from collections.abc import Iterator, Sequence

from jikwon.engine.active import Active
from jikwon.model import Place
from jikwon.proof.readers import read_book


def source_rows(active: Active, places: Sequence[Place]) -> Iterator[tuple[str, int, list[tuple[str, str]]]]:
    """Give (원본파일, 원본행, [(column, value), …]) for each place; filled cells only.

    The column's name is the nearest filled cell above it in the row of headers that the place names,
    or the column's letter where there is none.
    """
    for place in places:
        if not place.row:
            continue
        for source in active.sources(place.source):
            if source.name != place.file:
                continue
            for sheet in read_book(source.name, source.read()):
                if place.sheet in ("", sheet.name) and place.row <= len(sheet.rows):
                    yield place.origin, place.row, _cells(sheet.rows, place)
                    break


def _cells(rows: Sequence[Sequence[object]], place: Place) -> list[tuple[str, str]]:
    headers = _headers(rows, place)
    cells = rows[place.row - 1]
    return [
        (headers[column] if column < len(headers) else "", str(value))
        for column, value in enumerate(cells)
        if value not in (None, "")
    ]


def _headers(rows: Sequence[Sequence[object]], place: Place) -> list[str]:
    best: list[str] = []
    for row in rows[: min(place.row - 1, 50)]:
        names = [str(cell).strip() if cell is not None else "" for cell in row]
        if place.column and place.column in names:
            return names
        if sum(bool(name) for name in names) > sum(bool(name) for name in best):
            best = names
    return best
