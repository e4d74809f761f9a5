"""Our own fonts: two weights that set-up puts beside this file, so that a page looks the same on every machine."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jikwon.model import fact, strings
from jikwon.tools.pdf.errors import FontsMissing

if TYPE_CHECKING:
    import typst

FOLDER = Path(__file__).parent / "fonts"
FILES = ("PretendardGOV-Regular.otf", "PretendardGOV-Bold.otf")
MEND = "bash setup/fonts.sh"


@fact
class Finding:
    """One thing that `jikwon doctor` shows; `mend` is the command that puts it right."""

    name: str
    ok: bool
    found: str
    mend: str = ""


def findings() -> Iterator[Finding]:
    """Tell whether the fonts are there, or the command that fetches them."""
    says = strings.of(__name__)
    missing = [name for name in FILES if not (FOLDER / name).is_file()]
    found = ", ".join(missing or FILES)
    told = says.text("doctor", "fonts-missing" if missing else "fonts-found", files=found)
    yield Finding(name=says.text("doctor", "fonts"), ok=not missing, found=told, mend=MEND if missing else "")


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
