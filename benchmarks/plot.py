"""Bars and lines as SVG, in a few lines of our own: no library, no font, no colour that print loses."""

import math
from collections.abc import Mapping, Sequence
from html import escape

OURS, OTHERS, INK, FAINT = "#1f5fa8", "#a9b4c0", "#222222", "#d9dee4"
WIDTH, LEFT, ROW, TOP = 760, 250, 26, 44


def bars(title: str, groups: Mapping[str, Sequence[tuple[str, float, float, float]]]) -> str:
    """Draw groups of bars (name, least, middle, greatest) as times ours took, on a logarithmic axis."""
    lines, y = list[str](), TOP
    ends = [end for group in groups.values() for _, low, _, high in group for end in (low, high)]
    lowest, highest = 10 ** math.floor(math.log10(min(*ends, 1))), 10 ** math.ceil(math.log10(max(*ends, 1)))

    def x(value: float) -> float:
        return LEFT + (WIDTH - LEFT - 70) * math.log(value / lowest) / math.log(highest / lowest)

    for heading, group in groups.items():
        lines.append(f'<text x="12" y="{y + 17}" font-weight="bold">{escape(heading)}</text>')
        y += ROW
        for number, (name, low, middle, high) in enumerate(group):
            lines += _bar(name, y, x(lowest), x(middle), x(low), x(high), f"{middle:,.2f} ×", ours=number == 0)
            y += ROW
    return _svg(title, lines, y + 30, ticks=_ticks(lowest, highest, x, y))


def curves(title: str, lines_of: Mapping[str, Sequence[tuple[int, float]]], *, unit: str) -> str:
    """Draw time a unit (µs) against how many there are, both from 0 or 1 upwards, one line a subject."""
    xs = sorted({count for points in lines_of.values() for count, _ in points})
    top = max(value for points in lines_of.values() for _, value in points) * 1.15
    height, made = 260, list[str]()
    for number, (name, points) in enumerate(lines_of.items()):
        colour = (OURS, "#c2571a", "#3c7d3c", "#7a4f9a")[number % 4]
        at = [(80 + 560 * math.log(count / xs[0], xs[-1] / xs[0]), TOP + height * (1 - v / top)) for count, v in points]
        made.append(f'<polyline points="{" ".join(f"{a:.0f},{b:.0f}" for a, b in at)}" fill="none" stroke="{colour}"/>')
        for (a, b), (count, value) in zip(at, points, strict=True):
            made.append(f'<circle cx="{a:.0f}" cy="{b:.0f}" r="3" fill="{colour}"/>')
            made.append(f'<text x="{a:.0f}" y="{b - 8:.0f}" text-anchor="middle">{value:,.0f}</text>')
            below = TOP + height + 18 + 15 * number
            made.append(f'<text x="{a:.0f}" y="{below}" text-anchor="middle" fill="{colour}">{count:,}</text>')
        made.append(f'<text x="655" y="{at[-1][1]:.0f}" fill="{colour}">{escape(name)}</text>')
    made.append(f'<text x="12" y="{TOP + 4}">µs / {escape(unit)}</text>')
    return _svg(title, made, TOP + height + 20 + 16 * len(lines_of))


def _bar(name: str, y: int, zero: float, end: float, low: float, high: float, label: str, *, ours: bool) -> list[str]:
    middle, colour, width = y + ROW / 2, OURS if ours else OTHERS, max(end - zero, 1)
    return [
        f'<text x="{LEFT - 8}" y="{y + 17}" text-anchor="end">{escape(name)}</text>',
        f'<rect x="{zero:.1f}" y="{y + 5}" width="{width:.1f}" height="16" fill="{colour}"/>',
        f'<line x1="{low:.1f}" y1="{middle}" x2="{high:.1f}" y2="{middle}" stroke="{INK}"/>',
        f'<text x="{max(end, high) + 6:.1f}" y="{y + 17}">{label}</text>',
    ]


def _ticks(lowest: float, highest: float, x: object, bottom: int) -> list[str]:
    made, value = list[str](), lowest
    while value <= highest:
        at = x(value)  # type: ignore[operator]
        made.append(f'<line x1="{at:.1f}" y1="{TOP}" x2="{at:.1f}" y2="{bottom}" stroke="{FAINT}"/>')
        made.append(f'<text x="{at:.1f}" y="{bottom + 16}" text-anchor="middle">{value:g}</text>')
        value *= 10
    return made


def _svg(title: str, lines: Sequence[str], height: int, *, ticks: Sequence[str] = ()) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
        f' font-family="sans-serif" font-size="12" fill="{INK}">'
    )
    back = f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
    heading = f'<text x="12" y="24" font-size="15" font-weight="bold">{escape(title)}</text>'
    return "\n".join((head, back, heading, *ticks, *lines, "</svg>", ""))
