"""Where a passphrase comes from and how a key is made of it."""

from collections.abc import Mapping
from pathlib import Path
from unicodedata import normalize

from jikwon.trust.errors import KeyDamaged, PassphraseMissing
from jikwon.trust.headers import NAME, Header

MAX_MEMORY_KIB = 1 << 20


def given(environ: Mapping[str, str]) -> str | None:
    """Find the passphrase in the file JIKWON_PASSPHRASE_FILE names, else in JIKWON_PASSPHRASE; None if neither is set.

    Prefer the file: a process's environment can be read by the same user's other programs.
    """
    if name := environ.get("JIKWON_PASSPHRASE_FILE"):
        try:
            return required(Path(name).expanduser().read_text("utf-8").removesuffix("\n").removesuffix("\r"))
        except (OSError, UnicodeDecodeError) as error:
            raise PassphraseMissing from error
    return environ.get("JIKWON_PASSPHRASE") or None


def required(passphrase: str | None) -> str:
    """Give the passphrase or raise `PassphraseMissing`."""
    if not passphrase:
        raise PassphraseMissing
    return passphrase


def stretch(passphrase: str, header: Header) -> bytes:
    """Make a key of 32 bytes from a passphrase, as the header says; takes about a tenth of a second.

    Hangul is composed first, so that the same words typed on another system give the same key.
    """
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    if header.kdf != "argon2id" or not 0 < header.memory_kib <= MAX_MEMORY_KIB:
        raise KeyDamaged(path=NAME)
    try:
        kdf = Argon2id(
            salt=bytes.fromhex(header.salt),
            length=32,
            iterations=header.passes,
            lanes=header.lanes,
            memory_cost=header.memory_kib,
        )
    except (ValueError, TypeError) as error:
        raise KeyDamaged(path=NAME) from error
    return kdf.derive(normalize("NFC", passphrase).encode())
