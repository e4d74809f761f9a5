"""Small pieces of the page: words in both languages, tables, places. Everything shown is escaped here."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from jikwon.model import strings

MOST_RANGES = 160
"""Longer lists of rows are cut on the page; proof.json has them whole."""


def both(code: str, **fields: object) -> str:
    """Give a sentence in Korean, and the same in English after it."""
    korean, english = (_said(code, language, fields) for language in ("ko", "en"))
    return f'{korean}<span lang="en"> {english}</span>' if english != korean else korean


def _said(code: str, language: str, fields: Mapping[str, object]) -> str:
    return escape(strings.of(__name__).text("page", code, language=language, **fields))


def heading(code: str) -> str:
    """Give a section's heading with the sentence that explains it."""
    return f"<h2>{both(code)}</h2>\n<p class=lead>{both(code + '-lead')}</p>"


def number(value: object) -> str:
    """Write a number with thousands."""
    return f"{value:,}" if isinstance(value, int) else escape(str(value))


def table(columns: Sequence[str], rows: Iterable[tuple[str, Sequence[str]]], *, numbers: Sequence[int] = ()) -> str:
    """Make a table; each row is (class, cells), `numbers` are the columns set to the right."""
    right = dict.fromkeys(numbers, ' class="n"')
    head = "".join(f"<th scope=col{right.get(n, '')}>{both(code)}</th>" for n, code in enumerate(columns))
    body = "\n".join(_row(name, cells, right) for name, cells in rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _row(name: str, cells: Sequence[str], right: Mapping[int, str]) -> str:
    marked = f' class="{name}"' if name else ""
    return f"<tr{marked}>" + "".join(f"<td{right.get(n, '')}>{cell}</td>" for n, cell in enumerate(cells)) + "</tr>"


def where(at: Sequence[Mapping[str, Any]]) -> str:
    """Write where notes are: file, column, and the rows."""
    lines = []
    for each in at:
        rows = str(each.get("rows", ""))
        if len(rows) > MOST_RANGES:
            rows = rows[: rows.rfind(",", 0, MOST_RANGES)] + " …"
        named = " · ".join(escape(str(each[name])) for name in ("file", "column") if each.get(name))
        lines.append(f"{named} {rows and escape(rows) + '행'}".strip())
    shown = lines[:20] + ([f"… +{len(lines) - 20:,}"] if len(lines) > 20 else [])
    return f'<span class="where">{"<br>".join(shown)}</span>'


def mark(verdict: bool) -> str:
    """Draw the sign of a verdict; the word stands beside it."""
    colour, line = ("#256ef4", "M15 27l8 8 15-17") if verdict else ("#bd2c0f", "M18 18l16 16M34 18L18 34")
    return (
        '<svg viewBox="0 0 52 52" aria-hidden="true"><circle cx="26" cy="26" r="26" '
        f'fill="{colour}"/><path d="{line}" fill="none" stroke="#fff" stroke-width="4.5" '
        'stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )
