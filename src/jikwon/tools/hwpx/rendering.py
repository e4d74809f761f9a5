"""A document as PDF and as pictures.

rhwp lays the document out and draws its pages as SVG; Typst makes the PDF of them with our own fonts, so that a page
looks the same on every machine and the same document gives the same bytes. A picture is drawn from that PDF: what a
person looks at is what is in the file. rhwp runs in a process of its own, within bounds of time and memory: it is
foreign code that reads foreign files.
"""

import json
import os
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from jikwon.tools import pdf as pdfs
from jikwon.tools.hwpx.drawing import NO_LIBRARY, UNFIT
from jikwon.tools.hwpx.errors import HwpxUnreadable, RendererMissing
from jikwon.tools.hwpx.package import Package

WITHIN = 120
"""Seconds; a report of ten pages takes one."""
PAGES = Path(__file__).with_name("pages.typ")
MEND = "apt-get install libfreetype6"
_FONT = 'font-family="Pretendard GOV"'
_FONTS = re.compile(r'font-family="[^"]*"')
_DOT = re.compile(r'<circle cx="([0-9.]+)" cy="([0-9.]+)" r="([0-9.]+)" fill="(#[0-9a-f]{6})"/>')
_DOT_RADIUS, _DOT_HEIGHT = 0.08, 0.35
"""rhwp draws a middle dot as a circle: its radius, and its height over the line, in parts of the letter's size."""


def pdf(data: bytes, *, at: datetime, file: str = "hwpx") -> bytes:
    """Give the document as PDF; `at` (aware) is the file's time. The same document and time give the same bytes.

    Raises `RendererMissing` with the command that mends it, `HwpxUnreadable`, and `tools.pdf`'s `FontsMissing` and
    `GlyphMissing`.
    """
    Package(data, file=file)
    drawn = {"pages": [_FONTS.sub(_FONT, _DOT.sub(_dot, page)) for page in _pages(data, file)]}
    return pdfs.compile(PAGES, drawn, at=at, tagged=False).pdf


def png(data: bytes, page: int, *, at: datetime, dpi: int = 110, file: str = "hwpx") -> bytes:
    """Draw a page (counted from 1) as a PNG. Raises as `pdf` does, and `tools.pdf`'s `PdfUnreadable`."""
    return pdfs.render(pdf(data, at=at, file=file), page, dpi=dpi)


def _dot(circle: re.Match[str]) -> str:
    """Give the letter that a circle stands for, so that the page's text holds it."""
    x, y, radius = (float(circle[number]) for number in (1, 2, 3))
    size = radius / _DOT_RADIUS
    place = f'x="{x}" y="{y + size * _DOT_HEIGHT:.4f}" text-anchor="middle" font-size="{size:.4f}"'
    return f'<text {place} {_FONT} fill="{circle[4]}">·</text>'


def _pages(data: bytes, file: str) -> list[str]:
    """Draw every page as SVG, in a process of its own."""
    command = [sys.executable, "-m", "jikwon.tools.hwpx.drawing"]
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command, input=data, capture_output=True, timeout=WITHIN, check=False, env=surroundings()
        )
    except subprocess.TimeoutExpired:
        raise HwpxUnreadable(file=file, why="too-slow", part="") from None
    if done.returncode == NO_LIBRARY:
        raise RendererMissing(mend=MEND)
    if done.returncode != 0:
        why = "not-drawn" if done.returncode == UNFIT else "drawing-broke"
        raise HwpxUnreadable(file=file, why=why, part="")
    return [str(each) for each in json.loads(done.stdout)]


def surroundings() -> dict[str, str]:
    """Give the process the paths that this one imports from, and nothing of its secrets."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TEMP") if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join(each for each in sys.path if each)}
