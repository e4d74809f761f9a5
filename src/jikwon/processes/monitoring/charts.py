"""The report's charts as SVG, drawn by matplotlib: what the tables beside them say, to the eye.

A proof reads the page that they stand on (see verify_page.py): their texts stand at fixed heights and are dark, and no
shape has a frame, so that they are not taken for cells.
"""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from jikwon.processes.monitoring.figures import Counts
from jikwon.processes.monitoring.trend import Day
from jikwon.tools.pdf import fonts

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

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


def by_slot(slots: Mapping[str, Counts]) -> str:
    """Draw a bar for each slot, as long as its slots are due, in parts; beside it who answered, in per cent."""
    height = _LEGEND_PT + _SLOT_PT * len(slots)
    with _figure(height) as (figure, finished):
        axes = _axes(figure, height, below=0.0, above=_LEGEND_PT, right=LABEL_PT)
        longest = max((counts.due for counts in slots.values()), default=0) or 1
        axes.set_xlim(0, longest)
        axes.set_ylim(len(slots) - 0.5, -0.5)
        for row, (slot, counts) in enumerate(slots.items()):
            start = 0
            for part, (_, colour) in PARTS.items():
                size = getattr(counts, part)
                axes.barh(row, size, left=start, height=0.68, color=colour, linewidth=0)
                start += size
            _beside(axes, row, slot, f"응답률 {counts.rate}")
        _legend(figure, height, dict(PARTS.values()))
        return finished()


def by_day(days: Sequence[Day]) -> str:
    """Draw two columns for each day, who said nothing and who has symptoms; the table under it has the same columns."""
    height = _LEGEND_PT + _TREND_PT
    with _figure(height) as (figure, finished):
        axes = _axes(figure, height, below=1.0, above=_LEGEND_PT, right=0.0)
        counted = [day.counts for day in days if day.counts is not None]
        highest = max((getattr(counts, part) for counts in counted for part in TREND), default=0) or 1
        axes.set_xlim(-0.5, len(days) - 0.5)
        axes.set_ylim(0, highest * 1.04)
        axes.axhline(0, color=_PALE, linewidth=1.2)
        for place, day in enumerate(days):
            for number, part in enumerate(TREND):
                size = getattr(day.counts, part) if day.counts is not None else 0
                axes.bar(place + (number - 0.5) * 0.3, size, width=0.26, color=PARTS[part][1], linewidth=0)
        _legend(figure, height, {PARTS[part][0]: PARTS[part][1] for part in TREND})
        return finished()


@contextmanager
def _figure(height: float) -> Iterator[tuple["Figure", Callable[[], str]]]:
    """Give a figure as wide as the page, and what makes its SVG: the same figure gives the same bytes."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    _know_our_fonts()
    with mpl.rc_context(
        {"svg.fonttype": "none", "svg.hashsalt": "jikwon", "font.family": "Pretendard GOV", "font.size": 8.5}
    ):
        figure = Figure(figsize=(WIDTH_PT / 72, height / 72))

        def finished() -> str:
            out = io.StringIO()
            figure.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
            return out.getvalue()

        yield figure, finished


@cache
def _know_our_fonts() -> None:
    """Tell matplotlib of our fonts, once: it lays texts out by them."""
    from matplotlib import font_manager

    for path in fonts.paths():
        font_manager.fontManager.addfont(path)


def _axes(figure: "Figure", height: float, *, below: float, above: float, right: float) -> "Axes":
    """Give axes without frame or ticks that begin where the label column ends."""
    wide = WIDTH_PT - LABEL_PT - right
    axes = figure.add_axes((LABEL_PT / WIDTH_PT, below / height, wide / WIDTH_PT, (height - below - above) / height))
    axes.set_axis_off()
    return axes


def _beside(axes: "Axes", row: int, left: str, right: str) -> None:
    """Write on both sides of a bar."""
    where: dict[str, Any] = {"va": "center", "color": _INK, "transform": axes.get_yaxis_transform()}
    axes.text(-0.066, row, left, ha="center", fontweight="bold", **where)
    axes.text(1.015, row, right, ha="left", **where)


def _legend(figure: "Figure", height: float, parts: Mapping[str, str]) -> None:
    """Name the colours in a line above the bars."""
    from matplotlib.patches import Rectangle

    x, y = LABEL_PT, height - _LEGEND_PT / 2
    for name, colour in parts.items():
        square = Rectangle(
            (x / WIDTH_PT, (y - 3.5) / height), 8 / WIDTH_PT, 7 / height, color=colour, linewidth=0,
            transform=figure.transFigure,
        )  # fmt: skip
        figure.add_artist(square)
        figure.text((x + 12) / WIDTH_PT, y / height, name, va="center_baseline", color=_INK)
        x += 24 + 9 * len(name)
