"""The office's key within an archive, sealed under a passphrase that is not the office's."""

from dataclasses import replace
from typing import Final

from jikwon.engine.backup.contents import KEY
from jikwon.engine.backup.errors import CarriedKeyWrong, KeyNotCarried, PassphraseShort
from jikwon.engine.backup.writing import place_of
from jikwon.model import Personal
from jikwon.trust import keys, passphrases
from jikwon.trust.errors import SealBroken
from jikwon.trust.headers import Header
from jikwon.trust.home import Home
from jikwon.trust.seal import Sealer

SHORTEST: Final = 12
"""Characters; each guess takes a tenth of a second and 64 MiB."""


def carry(home: Home, archive: str, passphrase: Personal[str]) -> tuple[Header, bytes]:
    """Seal the home's key file for an archive; give how the passphrase is stretched, and the sealed key.

    Raises `PassphraseShort`, and `KeyNotCarried` where the office's key is a passphrase itself.
    """
    known = Header.read(home)
    if known is None or known.kind != "file":
        raise KeyNotCarried
    if len(passphrase) < SHORTEST:
        raise PassphraseShort(least=SHORTEST)
    key = keys.key_path(home).read_bytes()
    fresh = Header.of_passphrase()
    stretched = passphrases.stretch(passphrase, fresh)
    return fresh.checked(stretched), Sealer(stretched).seal(key, place_of(archive, KEY))


def take_out(header: Header | None, sealed: bytes, archive: str, known: Header, passphrase: Personal[str]) -> bytes:
    """Give the key that an archive carries; raise `KeyNotCarried` and `CarriedKeyWrong`.

    `known` is the header of the office's key: what comes out must fit it.
    """
    if header is None or not sealed:
        raise KeyNotCarried
    stretched = passphrases.stretch(passphrase, replace(header, kind="passphrase"))
    try:
        key = Sealer(stretched).open(sealed, place_of(archive, KEY))
    except SealBroken:
        raise CarriedKeyWrong from None
    if not known.fits(key):
        raise CarriedKeyWrong
    return key
