"""Which characters our fonts can draw: what they lack would vanish from a page without a word.

Layout of the table: OpenType specification, `cmap`, formats 4 and 12.
"""

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jikwon.tools.pdf import fonts

INVISIBLE = frozenset("\n\t\u200b\u2060\ufeff")
"""Characters that draw nothing and need no glyph."""


def lacking(text: str) -> tuple[str, ...]:
    """Name the characters of `text` that the fonts cannot draw, as `U+1F44D`; empty if all can be.

    The text is taken as NFC, as it is drawn. Raises `FontsMissing`.
    """
    drawn = set(unicodedata.normalize("NFC", text)) - INVISIBLE
    return tuple(f"U+{ord(each):04X}" for each in sorted(drawn - drawable()))


@cache
def drawable() -> frozenset[str]:
    """Give the characters that every one of our fonts can draw.

    Marks that no letter has taken up (a lone accent) are left out: they cannot be read back from a page.
    So are characters of format, as the soft hyphen, which a page shows only where it breaks a line.
    """
    every = frozenset.intersection(*(_characters(path) for path in fonts.paths()))
    return frozenset(each for each in every if not unicodedata.combining(each) and unicodedata.category(each) != "Cf")


def _characters(path: Path) -> frozenset[str]:
    data = path.read_bytes()
    start = _table(data, b"cmap")
    (count,) = struct.unpack_from(">H", data, start + 2)
    found: set[str] = set()
    for index in range(count):
        _, _, offset = struct.unpack_from(">HHL", data, start + 4 + 8 * index)
        found.update(map(chr, _mapped(data, start + offset)))
    return frozenset(found)


def _table(data: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", data, 4)
    for index in range(count):
        name, _, offset, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
        if name == tag:
            return int(offset)
    raise ValueError("a font without a character map")


def _mapped(data: bytes, start: int) -> Iterator[int]:
    """Give the code points that a subtable maps to a glyph other than `.notdef`."""
    (kind,) = struct.unpack_from(">H", data, start)
    if kind == 12:
        (groups,) = struct.unpack_from(">L", data, start + 12)
        for index in range(groups):
            first, last, glyph = struct.unpack_from(">LLL", data, start + 16 + 12 * index)
            yield from range(first + (glyph == 0), last + 1)
    elif kind == 4:
        yield from _segments(data, start)


def _segments(data: bytes, start: int) -> Iterator[int]:
    (doubled,) = struct.unpack_from(">H", data, start + 6)
    count = doubled // 2
    columns = [struct.unpack_from(f">{count}H", data, start + 14 + skip) for skip in _columns(doubled)]
    places = start + 14 + _columns(doubled)[3]
    for index, (last, first, delta, offset) in enumerate(zip(*columns, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                (glyph,) = struct.unpack_from(">H", data, places + 2 * index + offset + 2 * (code - first))
            if (glyph + delta) & 0xFFFF and (glyph or not offset):
                yield code


def _columns(doubled: int) -> tuple[int, int, int, int]:
    """Say where ends, starts, deltas and offsets begin, counted from the first; a pad of two follows the ends."""
    return 0, doubled + 2, 2 * doubled + 2, 3 * doubled + 2
