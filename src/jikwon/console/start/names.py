"""Names of files as browsers give them: kept if they are names, refused if they could be anything else."""

import unicodedata
from typing import Final

from jikwon.model import InputError

LONGEST: Final = 200
"""Bytes (UTF-8) of a name; a file system takes 255, and programs append to names."""
_BIDI: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_FOREIGN: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})


class UploadNameUnusable(InputError):
    """A file's name holds a path or signs that no name holds."""

    code = "upload-name-unusable"


class UploadNameLong(InputError):
    """A file's name is too long."""

    code = "upload-name-long"


def cleaned(said: str) -> str:
    """Give a file's name in composed form. Raises `UploadNameUnusable`, `UploadNameLong`."""
    name = unicodedata.normalize("NFC", said.strip())
    if name in ("", ".", "..") or any(map(_is_foreign, name)):
        raise UploadNameUnusable
    if len(name.encode()) > LONGEST:
        raise UploadNameLong(most=LONGEST, shown=f"{name[:20]}…")
    return name


def _is_foreign(sign: str) -> bool:
    return sign in "/\\\ufffd" or sign in _BIDI or unicodedata.category(sign) in _FOREIGN
