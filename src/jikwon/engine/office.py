"""The office at hand: its home folder, its keys, its audit trail."""

import getpass
import json
import os
import socket
import time
from pathlib import Path

from jikwon.engine.sealing import Seal
from jikwon.records import audit, database
from jikwon.records.database import together
from jikwon.trust import chain
from jikwon.trust.hashes import Hasher
from jikwon.trust.home import Home
from jikwon.trust.keys import Keys
from jikwon.trust.vault import Vault


class Office:
    """Everything that belongs to one home folder. Open it once per command."""

    def __init__(self, home: Home, keys: Keys) -> None:
        self.home = home
        self.keys = keys
        self.hasher: Hasher = keys.hasher()
        self.seal = Seal("office", keys.ledger_key)
        self.host = socket.gethostname()

    @classmethod
    def open(cls, root: Path | None = None) -> "Office":
        """Open (and make, the first time) the home folder, its key and its records."""
        home = Home.open(root)
        keys = Keys.open(home)
        database.open_records(home.records_db)
        return cls(home, keys)

    @property
    def account(self) -> str:
        """The operating-system user who gives the command."""
        return getpass.getuser()

    def vault(self) -> Vault:
        """Open the vault."""
        return Vault(self.home, self.keys)

    def hash(self, *parts: str) -> str:
        """Give a short keyed hash, the same in every run of this office."""
        return self.hasher.keyed(*parts)

    def note(
        self, action: str, *, run: str = "", subject: str = "", count: int = 1, why: str = "", actor: str = ""
    ) -> None:
        """Add one link to the audit chain. Call it inside the transaction that does what it tells."""
        with together():
            seq, head = audit.head()
            entry, link = chain.next_entry(
                head, key=self.keys.audit_key, seq=seq + 1, at=time.time(),
                actor=actor or self.account, actor_kind="robot" if actor else "human", host=self.host,
                action=action, run=run, subject=self.hash("subject", subject) if subject else "",
                count=count, why=why,
            )  # fmt: skip
            audit.add(seq + 1, entry, link)


def debug() -> bool:
    """Tell whether an engineer wants to see tracebacks (JIKWON_DEBUG)."""
    return bool(os.environ.get("JIKWON_DEBUG"))


def plain(data: object) -> str:
    """Write data as one line of JSON."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True)
