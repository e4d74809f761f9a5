"""Workbooks behind a password: opened in memory with the vault's, never written down unlocked."""

import io
from collections.abc import Callable

from jikwon.tools.tables import kinds
from jikwon.tools.tables.errors import FileLocked

_EXCELS_OWN = "VelvetSweatshop"
"""Excel locks a write-protected workbook with this word and opens it unasked ([MS-OFFCRYPTO] 2.2); so do we."""


def unlock(data: bytes, *, file: str, passwords: Callable[[], str] | None) -> bytes:
    """Decrypt a locked workbook; raise `FileLocked` if no password that we have opens it."""
    import msoffcrypto  # slow to import, and rarely needed
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

    for password in _candidates(passwords):
        try:
            office = msoffcrypto.OfficeFile(io.BytesIO(data))
            opened = io.BytesIO()
            office.load_key(password=password)
            office.decrypt(opened)
        except (DecryptionError, FileFormatError, InvalidKeyError, ParseError):
            continue
        if unlocked := opened.getvalue():
            return unlocked
    raise FileLocked(file=file)


def unlocked(data: bytes, *, file: str, passwords: Callable[[], str] | None) -> bytes:
    """Give a file's content, decrypted if it is a locked workbook; raise `FileLocked`."""
    return unlock(data, file=file, passwords=passwords) if kinds.of_bytes(data) is kinds.Kind.LOCKED else data


def _candidates(passwords: Callable[[], str] | None) -> list[str]:
    given = passwords() if passwords is not None else ""
    return [given, _EXCELS_OWN] if given else [_EXCELS_OWN]
