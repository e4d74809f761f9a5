"""Where Tesseract's data lie: a folder with `kor.traineddata`."""

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from jikwon.tools.scans.errors import LanguageMissing

FILE: Final = "kor.traineddata"
MEND: Final = "sudo apt-get install -y tesseract-ocr-kor"
VARIABLES: Final = ("JIKWON_TESSDATA", "TESSDATA_PREFIX")
"""The office's own word first, then Tesseract's."""
FOLDERS: Final = (
    "/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata",
    "/usr/local/share/tessdata", "/opt/homebrew/share/tessdata", "C:/Program Files/Tesseract-OCR/tessdata",
)  # fmt: skip


def folder() -> Path:
    """Find the folder. Raises `LanguageMissing`, which says what to install."""
    for each in _places():
        if (each / FILE).is_file():
            return each
    raise LanguageMissing(file=FILE, mend=MEND)


@cache
def sha256() -> str:
    """Give the hash of the data, by which a measurement knows whether it still holds."""
    return hashlib.sha256((folder() / FILE).read_bytes()).hexdigest()


def _places() -> Iterator[Path]:
    for name in VARIABLES:
        if given := os.environ.get(name):
            yield from (Path(given), Path(given) / "tessdata")
    yield from map(Path, FOLDERS)
