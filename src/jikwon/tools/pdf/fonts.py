"""Our own fonts: two weights that set-up puts beside this file, so that a page looks the same on every machine."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jikwon.tools.pdf.errors import FontsMissing

if TYPE_CHECKING:
    import typst

FOLDER = Path(__file__).parent / "fonts"
FILES = ("PretendardGOV-Regular.otf", "PretendardGOV-Bold.otf")
MEND = "bash setup/npm.sh"


def paths() -> tuple[Path, ...]:
    """Give the font files. Raises `FontsMissing`."""
    missing = [name for name in FILES if not (FOLDER / name).is_file()]
    if missing:
        raise FontsMissing(files=", ".join(missing), mend=MEND)
    return tuple(FOLDER / name for name in FILES)


@cache
def book() -> "typst.Fonts":
    """Open our fonts, and no other, for the compiler. Raises `FontsMissing`."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[paths()[0].parent])
