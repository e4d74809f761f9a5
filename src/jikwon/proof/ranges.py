"""Notes brought together: by code and file, with the rows as ranges."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from jikwon.model import Note


def compress(rows: Iterable[int]) -> str:
    """Write row numbers as ranges: [2, 3, 4, 9] is `2–4, 9`; 0 (the whole file) is left out."""
    spans: list[list[int]] = []
    for row in sorted({row for row in rows if row > 0}):
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)


def by_code(notes: Sequence[Note]) -> list[dict[str, Any]]:
    """Give each code with its count and, per file and column, the rows it is about."""
    counts: dict[str, int] = defaultdict(int)
    rows: dict[str, dict[tuple[str, str, str], list[int]]] = defaultdict(lambda: defaultdict(list))
    for note in notes:
        place = note.at
        counts[note.code] += note.count
        rows[note.code][place.source, place.origin, place.column].append(place.row)
    return [
        {"code": code, "count": counts[code], "at": [_group(*where, found) for where, found in sorted(places.items())]}
        for code, places in sorted(rows.items())
    ]


def _group(source: str, file: str, column: str, rows: list[int]) -> dict[str, str]:
    named = {"source": source, "file": file, "column": column, "rows": compress(rows)}
    return {name: value for name, value in named.items() if value}
