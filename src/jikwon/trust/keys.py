"""The home key and what is derived from it: keys for wrapping, hashes, the vault and the audit chain."""

import os
import time
from collections.abc import Mapping
from pathlib import Path

from jikwon.model.failures import reason_of
from jikwon.trust import passphrases
from jikwon.trust.errors import (
    HomeUnusable,
    KeyDamaged,
    KeyKindDiffers,
    KeyLost,
    KeyWrong,
    PassphraseWrong,
    RunKeyDestroyed,
)
from jikwon.trust.hashes import Hasher, derive
from jikwon.trust.headers import Header
from jikwon.trust.home import Home
from jikwon.trust.seal import Sealer
from jikwon.trust.writing import create_private

KEY_BYTES = 32
HALF_WRITTEN_S = 2.0
"""How long a key file of the wrong length may be one that another process is just writing."""
_WRAPPED = b"jikwon run key"


class Keys:
    """The office's keys, derived from one home key; never shown, never stored.

    The home key comes from a key file (32 random bytes, mode 0600: JIKWON_KEY_FILE, else `key` in
    the home) or from a passphrase (the content of JIKWON_PASSPHRASE_FILE without its last line
    break, else JIKWON_PASSPHRASE).
    """

    __slots__ = ("_wrapping", "audit_key", "backup_key", "hash_key", "ledger_key", "session_key", "vault_key")

    def __init__(self, home_key: bytes) -> None:
        self.hash_key = derive(home_key, b"jikwon hash 1")
        self.vault_key = derive(home_key, b"jikwon vault 1")
        self.audit_key = derive(home_key, b"jikwon audit 1")
        self.ledger_key = derive(home_key, b"jikwon ledger 1")
        self.session_key = derive(home_key, b"jikwon session 1")
        self.backup_key = derive(home_key, b"jikwon backup 1")
        self._wrapping = Sealer(derive(home_key, b"jikwon wrapping 1"))

    def __repr__(self) -> str:
        return "Keys(•)"

    def __reduce__(self) -> str:
        raise TypeError("keys are never stored")

    @classmethod
    def open(cls, home: Home, *, environ: Mapping[str, str] = os.environ) -> "Keys":
        """Give the keys of a home; at first use make the key file and the header that remembers it.

        Safe when several processes begin at once: one makes the key, all use it. Raises `KeyLost`,
        `KeyWrong`, `KeyDamaged`, `PassphraseWrong`, `PassphraseMissing`, `KeyKindDiffers`; an
        existing key or header is never overwritten.
        """
        passphrase = passphrases.given(environ)
        header = Header.read(home)
        if header is not None and header.kind == "passphrase":
            return cls(_passphrase_key(header, passphrases.required(passphrase)))
        if header is not None and passphrase is not None:
            raise KeyKindDiffers
        if passphrase is not None:
            return cls(_passphrase_key(_first_passphrase_header(home, passphrase), passphrase))
        return cls(_file_key(home, key_path(home, environ), header))

    @classmethod
    def fitting(cls, home: Home, header: Header, *, environ: Mapping[str, str] = os.environ) -> "Keys":
        """Give the keys that a header from elsewhere was made for, making and writing nothing.

        They come from where `open` looks. Raises what `open` raises.
        """
        if header.kind == "passphrase":
            return cls(_passphrase_key(header, passphrases.required(passphrases.given(environ))))
        return cls(_file_key(home, key_path(home, environ), header))

    def hasher(self) -> Hasher:
        """Give the maker of keyed hashes, the same in every run of this office."""
        return Hasher(self.hash_key)

    def new_run_key(self) -> tuple[bytes, bytes]:
        """Make a run's key; give it and its wrapped form, the only one that is stored.

        Destroying the wrapped form (and the backups that hold it) destroys the run's data.
        """
        run_key = os.urandom(KEY_BYTES)
        return run_key, self._wrapping.seal(run_key, _WRAPPED)

    def unwrap(self, wrapped: bytes | None) -> bytes:
        """Give a run's key again; raise `RunKeyDestroyed` where nothing is left, `SealBroken` if changed."""
        if not wrapped:
            raise RunKeyDestroyed
        return self._wrapping.open(bytes(wrapped), _WRAPPED)


def key_path(home: Home, environ: Mapping[str, str] = os.environ) -> Path:
    """Say where a home's key file is."""
    return Path(environ.get("JIKWON_KEY_FILE") or home.root / "key").expanduser()


def _file_key(home: Home, path: Path, header: Header | None) -> bytes:
    if header is None:
        _make_key(home, path)
    key = _read_key(path)
    known = header or Header.remember(home, Header.of_key(key))
    if known.kind != "file":
        raise KeyKindDiffers
    if not known.fits(key):
        raise KeyWrong(path=str(path))
    return key


def _make_key(home: Home, path: Path) -> None:
    if path.exists():
        return
    if any(home.vault.glob("*.sealed")):  # the header is gone as well, but something was sealed here
        raise KeyLost(path=str(path))
    try:
        create_private(path, os.urandom(KEY_BYTES))
    except OSError as error:
        raise HomeUnusable(path=str(path), reason=reason_of(error)) from error


def _read_key(path: Path) -> bytes:
    until = time.monotonic() + HALF_WRITTEN_S
    while True:
        try:
            key = path.read_bytes()
        except FileNotFoundError:
            raise KeyLost(path=str(path)) from None
        except OSError as error:
            raise KeyDamaged(path=str(path)) from error
        if len(key) == KEY_BYTES:
            return key
        if len(key) > KEY_BYTES or time.monotonic() > until:
            raise KeyDamaged(path=str(path))
        time.sleep(0.02)  # without hard links another process may be between making and filling the file


def _first_passphrase_header(home: Home, passphrase: str) -> Header:
    fresh = Header.of_passphrase()
    made = fresh.checked(passphrases.stretch(passphrase, fresh))
    return Header.remember(home, made)


def _passphrase_key(header: Header, passphrase: str) -> bytes:
    if header.kind != "passphrase":
        raise KeyKindDiffers
    key = passphrases.stretch(passphrase, header)
    if not header.fits(key):
        raise PassphraseWrong
    return key
