"""The header beside the key (`key.toml`): its kind, how it is stretched, and a check that it is the right one."""

import hmac
import os
import tomllib
from dataclasses import replace

from jikwon.model import fact
from jikwon.trust.errors import KeyDamaged
from jikwon.trust.hashes import derive
from jikwon.trust.home import Home
from jikwon.trust.writing import create_private

NAME = "key.toml"


@fact
class Header:
    """What a home remembers about its key, none of it secret.

    `check` is a one-way value of the key in hexadecimal. `salt` (hexadecimal) and the costs are
    filled for a passphrase only: Argon2id, memory in KiB (RFC 9106, 4: the second choice is 64 MiB,
    3 passes, 4 lanes). Higher costs in a newer version leave older homes readable.
    """

    kind: str
    check: str = ""
    kdf: str = ""
    salt: str = ""
    memory_kib: int = 0
    passes: int = 0
    lanes: int = 0

    @classmethod
    def of_key(cls, key: bytes) -> "Header":
        """Describe a key from a file."""
        return cls(kind="file").checked(key)

    @classmethod
    def of_passphrase(cls) -> "Header":
        """Choose the salt and costs with which a new passphrase is stretched."""
        return cls(
            kind="passphrase", kdf="argon2id", salt=os.urandom(16).hex(), memory_kib=64 * 1024, passes=3, lanes=4
        )

    @classmethod
    def read(cls, home: Home) -> "Header | None":
        """Read a home's header; None before the first use. Raises `KeyDamaged`."""
        path = home.root / NAME
        try:
            header = cls(**tomllib.loads(path.read_text("utf-8")))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError) as error:
            raise KeyDamaged(path=str(path)) from error
        if header.kind not in ("file", "passphrase"):
            raise KeyDamaged(path=str(path))
        return header

    @classmethod
    def remember(cls, home: Home, header: "Header") -> "Header":
        """Store a header unless the home has one, and give the one that counts."""
        create_private(home.root / NAME, header.dumps().encode())
        kept = cls.read(home)
        assert kept is not None
        return kept

    def checked(self, key: bytes) -> "Header":
        """Give the header with the check of `key`."""
        return replace(self, check=_check(key))

    def fits(self, key: bytes) -> bool:
        """Tell whether `key` is the one that the header was made for."""
        return hmac.compare_digest(self.check, _check(key))

    def dumps(self) -> str:
        """Give the header as TOML."""
        lines = [f'kind = "{self.kind}"', f'check = "{self.check}"']
        if self.kind == "passphrase":
            lines += [f'kdf = "{self.kdf}"', f'salt = "{self.salt}"', f"memory_kib = {self.memory_kib}"]
            lines += [f"passes = {self.passes}", f"lanes = {self.lanes}"]
        return "\n".join(lines) + "\n"


def _check(key: bytes) -> str:
    return derive(key, b"jikwon check 1").hex()
