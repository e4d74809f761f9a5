"""The vault: credentials go in by name, and come out only to a step, for the moment it needs them."""

import base64
import binascii
import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

from jikwon.model import fact
from jikwon.trust import redaction
from jikwon.trust.errors import CredentialEmpty, CredentialExpired, CredentialMissing, CredentialName, SealBroken
from jikwon.trust.hashes import joined
from jikwon.trust.home import Home
from jikwon.trust.keys import Keys
from jikwon.trust.seal import Sealer
from jikwon.trust.writing import write_private

SEOUL = timezone(timedelta(hours=9))  # no summer time in Korea; saves loading the time zone data
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?")


@fact
class Credential:
    """What is known about a credential without its secret. Times are aware."""

    name: str
    owner: str
    created: datetime
    expires: datetime | None = None
    last_used: datetime | None = None


class Vault:
    """The credentials of a home, each sealed in a file of its own, `vault/<name>.sealed`, mode 0600."""

    __slots__ = ("_folder", "_now", "_sealer")

    def __init__(self, home: Home, keys: Keys, *, now: Callable[[], datetime] = lambda: datetime.now(SEOUL)) -> None:
        self._folder = home.vault
        self._sealer = Sealer(keys.vault_key)
        self._now = now

    def __repr__(self) -> str:
        return "Vault(•)"

    def set(self, name: str, secret: str, owner: str, *, expires: datetime | None = None) -> None:
        """Store a secret under `name`, in place of an older one, in one move.

        `owner` is the account that answers for it; `expires` (aware) the moment after which `use`
        refuses it. Raises `CredentialName` and `CredentialEmpty`.
        """
        path = self._path(name)
        if not secret:
            raise CredentialEmpty(name=name)
        redaction.remember(secret)
        meta = {"name": name, "owner": owner, "created": self._now().isoformat(), "expires": _written(expires)}
        sealed = self._sealer.seal(secret.encode("utf-8", "surrogatepass"), _bound(meta))
        write_private(path, json.dumps({**meta, "sealed": base64.b64encode(sealed).decode()}, indent=1).encode())

    def use(self, name: str) -> str:
        """Give a secret, for the moment it is needed; from now on this process redacts it.

        Raises `CredentialName`, `CredentialMissing`, `CredentialExpired`, and `SealBroken` where the
        file, its owner or its expiry was changed by another hand.
        """
        stored = self._read(name)
        sealed = _unpacked(stored)
        secret = self._sealer.open(sealed, _bound(stored)).decode("utf-8", "surrogatepass")
        redaction.remember(secret)
        expires, now = _moment(stored["expires"]), self._now()
        if expires is not None and now > expires:
            raise CredentialExpired(name=name, expired=expires.date().isoformat())
        # A file apart: writing it into the credential could bring back a secret that was just replaced.
        write_private(self._used(name), now.isoformat().encode())
        return secret

    def list(self) -> tuple[Credential, ...]:
        """List the credentials by name, without opening any."""
        names = sorted(path.name.removesuffix(".sealed") for path in self._folder.glob("*.sealed"))
        return tuple(self._described(name) for name in names if _NAME.fullmatch(name))

    def remove(self, name: str) -> None:
        """Remove a credential; raise `CredentialMissing` where there is none."""
        try:
            self._path(name).unlink()
        except FileNotFoundError:
            raise CredentialMissing(name=name) from None
        self._used(name).unlink(missing_ok=True)

    def redact(self, text: str) -> str:
        """Give `text` with every secret used in this process replaced by •••."""
        return redaction.redact(text)

    def _described(self, name: str) -> Credential:
        stored, used = self._read(name), self._used(name)
        return Credential(
            name=name,
            owner=stored["owner"],
            created=datetime.fromisoformat(stored["created"]),
            expires=_moment(stored["expires"]),
            last_used=_moment(used.read_text("utf-8")) if used.exists() else None,
        )

    def _read(self, name: str) -> dict[str, str]:
        path = self._path(name)
        try:
            stored = json.loads(path.read_bytes())
        except FileNotFoundError:
            raise CredentialMissing(name=name) from None
        except ValueError:
            raise SealBroken(where=path.name) from None
        if not isinstance(stored, dict) or {"owner", "created", "expires", "sealed"} - stored.keys():
            raise SealBroken(where=path.name)
        return {**stored, "name": name}  # the file's name counts: a file copied over another does not open

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise CredentialName
        return self._folder / f"{name}.sealed"

    def _used(self, name: str) -> Path:
        return self._folder / f"{name}.used"


def _bound(stored: dict[str, str]) -> bytes:
    return joined("vault", *(stored[part] for part in ("name", "owner", "created", "expires")))


def _unpacked(stored: dict[str, str]) -> bytes:
    try:
        return base64.b64decode(stored["sealed"], validate=True)
    except (binascii.Error, ValueError, TypeError):
        raise SealBroken(where=f"{stored['name']}.sealed") from None


def _written(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:  # a torn note of the last use
        return None
