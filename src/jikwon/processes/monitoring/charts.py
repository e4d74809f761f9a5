"""The report's charts as SVG, bars drawn by their coordinates: what the tables beside them say, to the eye.

A proof reads the page that they stand on (see verify_page.py): their texts stand at fixed heights and are dark, and no
shape has a frame, so that they are not taken for cells.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Final

from jikwon.processes.monitoring.figures import Counts
from jikwon.processes.monitoring.trend import Day

WIDTH_PT: Final = 510.24
"""The width of the page between its margins (180 mm), which the charts fill."""
LABEL_PT: Final = 66.0
"""The width of a label column: the charts' and that of the tables under them."""
PARTS: Final[Mapping[str, tuple[str, str]]] = {
    "well": ("정상", "#9ecae1"), "symptomatic": ("유증상", "#fd8d3c"), "maybe_left": ("이탈의심", "#c2a5cf"),
    "left": ("이탈", "#762a83"), "silent": ("미응답", "#cb4335"), "excused": ("제외", "#d0d4da"),
    "open": ("확인필요", "#f6d55c"),
}  # fmt: skip
"""What a bar is made of, with its name and colour, from left to right; told apart in grey and by the colour-blind."""
TREND: Final = ("silent", "symptomatic")
_INK, _PALE = "#2b2f36", "#e3e6ea"
_SLOT_PT, _LEGEND_PT, _TREND_PT = 17.0, 16.0, 70.0
_FONT_PT: Final = 8.5
_DOWN_PT: Final = 3.0
"""From the middle of a line of text down to where its letters stand."""


def by_slot(slots: Mapping[str, Counts]) -> str:
    """Draw a bar for each slot, as long as its slots are due, in parts; beside it who answered, in per cent."""
    return _svg(_LEGEND_PT + _SLOT_PT * len(slots), [*_legend(dict(PARTS.values())), *_slots(slots)])


def _slots(slots: Mapping[str, Counts]) -> Iterator[str]:
    wide = WIDTH_PT - 2 * LABEL_PT
    longest = max((counts.due for counts in slots.values()), default=0) or 1
    for row, (slot, counts) in enumerate(slots.items()):
        middle, x = _LEGEND_PT + _SLOT_PT * (row + 0.5), LABEL_PT
        for part, (_, colour) in PARTS.items():
            size = wide * getattr(counts, part) / longest
            yield _bar(x, middle - 0.34 * _SLOT_PT, size, 0.68 * _SLOT_PT, colour)
            x += size
        yield _text(LABEL_PT - 0.066 * wide, middle, slot, style='font-weight="bold" text-anchor="middle"')
        yield _text(LABEL_PT + 1.015 * wide, middle, f"응답률 {counts.rate}")


def by_day(days: Sequence[Day]) -> str:
    """Draw two columns for each day, who said nothing and who has symptoms; the table under it has the same columns."""
    legend = _legend({PARTS[part][0]: PARTS[part][1] for part in TREND})
    return _svg(_LEGEND_PT + _TREND_PT, [*legend, *_days(days)])


def _days(days: Sequence[Day]) -> Iterator[str]:
    ground, wide = _LEGEND_PT + _TREND_PT - 1.0, (WIDTH_PT - LABEL_PT) / len(days)
    counted = [day.counts for day in days if day.counts is not None]
    highest = max((getattr(counts, part) for counts in counted for part in TREND), default=0) or 1
    yield _bar(LABEL_PT, ground - 0.6, WIDTH_PT - LABEL_PT, 1.2, _PALE)
    for place, day in enumerate(days):
        for number, part in enumerate(TREND):
            size = getattr(day.counts, part) if day.counts is not None else 0
            tall = (_TREND_PT - 1.0) * size / (highest * 1.04)
            x = LABEL_PT + wide * (place + 0.5 + (number - 0.5) * 0.3 - 0.13)
            yield _bar(x, ground - tall, 0.26 * wide, tall, PARTS[part][1])


def _legend(parts: Mapping[str, str]) -> Iterator[str]:
    """Name the colours in a line above the bars."""
    x, y = LABEL_PT, _LEGEND_PT / 2
    for name, colour in parts.items():
        yield _bar(x, y - 3.5, 8.0, 7.0, colour)
        yield _text(x + 12, y, name)
        x += 24 + 9 * len(name)


def _bar(x: float, y: float, wide: float, tall: float, colour: str) -> str:
    if not wide or not tall:
        return ""
    return f'<rect x="{x:.3f}" y="{y:.3f}" width="{wide:.3f}" height="{tall:.3f}" fill="{colour}"/>'


def _text(x: float, middle: float, words: str, *, style: str = "") -> str:
    return f'<text x="{x:.3f}" y="{middle + _DOWN_PT:.3f}" {style}>{escape(words)}</text>'


def _svg(height: float, drawn: Iterable[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH_PT}pt" height="{height}pt"'
        f' viewBox="0 0 {WIDTH_PT} {height}" font-family="Pretendard GOV" font-size="{_FONT_PT}" fill="{_INK}">'
    )
    return "\n".join((head, *filter(None, drawn), "</svg>"))
