"""The typefaces that forms are printed and filled in with, by the name of their file."""

import os
from functools import cache
from pathlib import Path
from typing import Final

from PIL import ImageFont

from jikwon.model import JikwonError, fact
from jikwon.tools.pdf import fonts

FOLDERS: Final = ("/usr/share/fonts/truetype/nanum", "~/.local/share/fonts")
"""Where Debian's fonts-nanum (printed) and fonts-nanum-extra (pens, brushes) lie, both under the OFL, or one's own."""
VARIABLE: Final = "JIKWON_PRACTICE_FONTS"


class FaceMissing(JikwonError):
    """A typeface that a scan is to be made with is on none of the usual places."""

    code = "practice-face-missing"


@fact
class Face:
    """One typeface: `pen` ones look written by hand; `scale` brings them to the size of the others."""

    file: str
    pen: bool = False
    scale: float = 1.0


PRINTED: Final = (
    Face(file="PretendardGOV-Regular.otf"),
    Face(file="NanumGothic.ttf"),
    Face(file="NanumMyeongjo.ttf"),
    Face(file="NanumBarunGothic.ttf"),
    Face(file="NanumSquareR.ttf"),
)
PENS: Final = (
    Face(file="NanumBarunpenR.ttf", pen=True),
    Face(file="NanumPen.ttf", pen=True, scale=1.3),
    Face(file="NanumBrush.ttf", pen=True, scale=1.35),
)


@cache
def path(face: Face) -> Path | None:
    """Find a typeface's file; None where it is not installed."""
    named = os.environ.get(VARIABLE)
    folders = [fonts.FOLDER, *([Path(named)] if named else []), *(Path(each).expanduser() for each in FOLDERS)]
    return next((folder / face.file for folder in folders if (folder / face.file).is_file()), None)


def installed(faces: tuple[Face, ...]) -> tuple[Face, ...]:
    """Give those that are installed, in their order."""
    return tuple(face for face in faces if path(face) is not None)


@cache
def opened(face: Face, size: int) -> ImageFont.FreeTypeFont:
    """Open a typeface for letters `size` pixels high. Raises `FaceMissing`."""
    if (found := path(face)) is None:
        raise FaceMissing(file=face.file, mend="sudo apt-get install -y fonts-nanum fonts-nanum-extra")
    return ImageFont.truetype(str(found), round(size * face.scale))
