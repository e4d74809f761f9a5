"""Bars and lines as SVG, in a few lines of our own: no library, and colours for light and dark pages.

Words are set in whatever the reader has for Korean and Latin; a Korean letter is given the room of two Latin ones.
"""

import math
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Final

WIDTH: Final = 860
ROW, TOP, EDGE = 24, 48, 12
LETTER: Final = 6.6
"""Room of a Latin letter at 12 px."""
LINES: Final = 6
STYLE: Final = """<style>
svg { --paper: #ffffff; --ink: #1d2530; --faint: #dfe4ea; --bar: #8296aa;
  --c0: #1f5fa8; --c1: #b8480f; --c2: #2f7a34; --c3: #7a4f9a; --c4: #8a6d00; --c5: #b0305c }
@media (prefers-color-scheme: dark) { svg { --paper: #14181d; --ink: #e6ebf0; --faint: #343c45; --bar: #7d92a8;
  --c0: #6fb1ff; --c1: #ff9a5c; --c2: #7fd184; --c3: #c9a3e8; --c4: #e0c24a; --c5: #ff8fb2 } }
text { fill: var(--ink); font: 12px "Noto Sans KR", "Malgun Gothic", "Apple SD Gothic Neo", sans-serif }
.paper { fill: var(--paper) } .grid { stroke: var(--faint) } .whisker { stroke: var(--ink); stroke-width: 1.5 }
.bar { fill: var(--bar) } .one { stroke: var(--c0); stroke-width: 2 } .heading { font-weight: bold }
.title { font-size: 15px; font-weight: bold } .soft { font-size: 11px }
polyline { fill: none; stroke-width: 1.8 }
</style>"""
Scale = Callable[[float], float]


def bars(title: str, groups: Mapping[str, Sequence[tuple[str, float, float, float]]]) -> str:
    """Draw bars (name, least, middle, greatest) from the line of ours at 1, on a logarithmic axis."""
    ends = [end for group in groups.values() for _, low, _, high in group for end in (low, high)]
    left = 20 + max(room(name) for group in groups.values() for name, *_ in group)
    x = _logarithmic(min(*ends, 0.5), max(*ends, 2), left, WIDTH - 90)
    lines, y = list[str](), TOP + 18
    for heading, group in groups.items():
        lines.append(_text(EDGE, y + 16, heading, kind="heading"))
        y += ROW
        for name, low, middle, high in group:
            lines += _bar(name, y, left, x, (low, middle, high))
            y += ROW
    bottom = y + 6
    grid = [*_ticks(x, min(*ends, 0.5), max(*ends, 2), bottom), _line(x(1), TOP, x(1), bottom, kind="one")]
    sides = [
        _text(x(1) - 8, TOP + 8, "← faster than ours", anchor="end", kind="soft"),
        _text(x(1) + 8, TOP + 8, "slower than ours →", kind="soft"),
    ]
    return _svg(title, [*grid, *sides, *lines], bottom + 24)


def curves(
    title: str,
    lines_of: Mapping[str, Sequence[tuple[float, float]]],
    *,
    unit: str,
    along: str,
    is_logarithmic: bool = False,
) -> str:
    """Draw a line a subject from zero upwards; `unit` is that of the height, `along` that of the length."""
    points = [each for found in lines_of.values() for each in found]
    right = WIDTH - 24 - max(room(name) for name in lines_of)
    first, last = min(a for a, _ in points), max(a for a, _ in points)
    x = _logarithmic(first, last, 70, right) if is_logarithmic else _linear(first, last, 70, right)
    top, height = max(b for _, b in points) * 1.12 or 1, 300

    def y(value: float) -> float:
        return TOP + 14 + height * (1 - value / top)

    made = [_line(70, y(0), right, y(0), kind="grid"), _text(EDGE, TOP + 4, unit, kind="soft")]
    for value in _steps(top):
        made += [_line(70, y(value), right, y(value), kind="grid")]
        made += [_text(64, y(value) + 4, f"{value:,g}", anchor="end", kind="soft")]
    marks = sorted({a for a, _ in points}) if is_logarithmic else _steps(last)
    made += [_text(x(a), y(0) + 18, f"{a:,g}", anchor="middle", kind="soft") for a in marks if a >= first]
    made += [_text(right, y(0) + 34, along, anchor="end", kind="soft")]
    names = _apart([y(found[-1][1]) for found in lines_of.values()])
    for number, (name, found) in enumerate(lines_of.items()):
        colour = f"var(--c{number % LINES})"
        at = " ".join(f"{x(a):.1f},{y(b):.1f}" for a, b in found)
        made.append(f'<polyline points="{at}" style="stroke:{colour}"/>')
        made.append(f'<text x="{right + 8}" y="{names[number] + 4:.0f}" style="fill:{colour}">{escape(name)}</text>')
        if is_logarithmic:
            made += [f'<circle cx="{x(a):.1f}" cy="{y(b):.1f}" r="3" style="fill:{colour}"/>' for a, b in found]
    return _svg(title, made, int(y(0)) + 46)


def room(text: str) -> float:
    """Give how wide a text is at 12 px, in px."""
    return sum(LETTER * (2 if unicodedata.east_asian_width(letter) in "WF" else 1) for letter in text)


def _bar(name: str, y: int, left: float, x: Scale, of: tuple[float, float, float]) -> list[str]:
    low, middle, high = of
    begin, end, half = min(x(1), x(middle)), max(x(1), x(middle)), y + ROW / 2
    return [
        _text(left - 8, y + 16, name, anchor="end"),
        f'<rect class="bar" x="{begin:.1f}" y="{y + 5}" width="{max(end - begin, 1):.1f}" height="14" rx="2"/>',
        _line(x(low), half, x(high), half, kind="whisker"),
        _text(max(end, x(high)) + 6, y + 16, f"{middle:,.2f} ×"),
    ]


def _ticks(x: Scale, lowest: float, highest: float, bottom: float) -> list[str]:
    made = []
    for power in range(math.ceil(math.log10(lowest) - 1e-9), math.floor(math.log10(highest) + 1e-9) + 1):
        value = 10.0**power
        made += [_line(x(value), TOP, x(value), bottom, kind="grid")]
        made += [_text(x(value), bottom + 16, f"{value:,g} ×", anchor="middle", kind="soft")]
    return made


def _logarithmic(lowest: float, highest: float, left: float, right: float) -> Scale:
    span = math.log(highest / lowest) or 1
    return lambda value: left + (right - left) * math.log(value / lowest) / span


def _linear(lowest: float, highest: float, left: float, right: float) -> Scale:
    span = highest - lowest or 1
    return lambda value: left + (right - left) * (value - lowest) / span


def _steps(top: float) -> list[float]:
    """Give round values up to the top, four to eight of them."""
    step = 10.0 ** math.floor(math.log10(top))
    step = next(step * part for part in (1, 0.5, 0.2, 0.1) if top / (step * part) >= 4)
    return [step * number for number in range(int(top / step) + 1)]


def _apart(heights: Sequence[float], least: float = 15) -> list[float]:
    """Move labels downwards until none lies on another."""
    made, last = dict[int, float](), -math.inf
    for number in sorted(range(len(heights)), key=lambda each: heights[each]):
        last = made[number] = max(heights[number], last + least)
    return [made[number] for number in range(len(heights))]


def _text(x: float, y: float, words: str, *, anchor: str = "start", kind: str = "") -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<text{named} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def _line(x1: float, y1: float, x2: float, y2: float, *, kind: str) -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _svg(title: str, lines: Sequence[str], height: float) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}"'
        f' height="{height:.0f}" role="img" aria-label="{escape(title, quote=True)}">'
    )
    back = f'<rect class="paper" width="{WIDTH}" height="{height:.0f}"/>'
    return "\n".join((head, STYLE, back, _text(EDGE, 26, title, kind="title"), *lines, "</svg>", ""))
