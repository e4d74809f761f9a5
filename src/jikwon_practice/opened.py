"""What a running office writes into its folder: where it listens, and who may come in."""

import base64
import hashlib
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Final, Self

from jikwon.model import fact

FILE: Final = "office.json"


@fact
class Opened:
    """An open practice office; all its secrets are for practice only."""

    address: str
    port: int
    control: str
    token: str
    account: str
    password: str
    otp_secret: str
    mail_port: int

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read what the office wrote into its folder."""
        return cls(**json.loads((folder / FILE).read_text("utf-8")))

    def write(self, folder: Path) -> None:
        """Write it for the office's own user only, in one move."""
        unfinished = folder / f".{FILE}"
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
            json.dump(asdict(self), out, ensure_ascii=False, indent=1)
        unfinished.replace(folder / FILE)


ACCOUNT: Final = "robot01"


def password_of(seed: int) -> str:
    """Give the account's password: the same for the same seed, so that a demo's vault stays right."""
    return "Pr-" + _digest(seed, "password").hex()[:12] + "!"


def otp_secret_of(seed: int) -> str:
    """Give the account's TOTP secret in base32."""
    return base64.b32encode(_digest(seed, "otp")[:20]).decode()


def _digest(seed: int, what: str) -> bytes:
    return hashlib.sha256(f"practice/{seed}/{what}".encode()).digest()
