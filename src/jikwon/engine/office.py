"""The office at hand: its home folder, its keys, its audit trail."""

import copy
import getpass
import json
import os
import socket
from functools import cached_property
from pathlib import Path

from jikwon.engine import auditing, belonging, membership
from jikwon.engine.sealing import Seal
from jikwon.model import InputError
from jikwon.model.catalog import slugs
from jikwon.records import database, postgres
from jikwon.trust import settings
from jikwon.trust.anchors import Anchors
from jikwon.trust.chain import ActorKind, Chain
from jikwon.trust.errors import CredentialMissing
from jikwon.trust.hashes import Hasher
from jikwon.trust.home import Home
from jikwon.trust.keys import Keys
from jikwon.trust.settings import Settings
from jikwon.trust.vault import Vault

TABLE_PASSWORD = "table-password"  # noqa: S105 - a credential's name
"""The credential that opens password-protected workbooks."""


MOVED = "records.moved-{day}.sqlite"
"""The name under which a home keeps the records of before they went to a server."""


class RecordsMoved(InputError):
    """The records of this home lie on a server, and the environment does not say which."""

    code = "records-moved"


class Office:
    """Everything that belongs to one home folder. Open it once per command."""

    def __init__(self, home: Home, keys: Keys) -> None:
        self.home = home
        self.keys = keys
        self.hasher: Hasher = keys.hasher()
        self.seal = Seal("office", keys.ledger_key)
        self.host = socket.gethostname()
        self._account = ""
        self.chain = Chain(keys.audit_key)
        self.anchors = Anchors(home, keys.audit_key)

    @classmethod
    def open(cls, root: Path | None = None, **site: object) -> "Office":
        """Open (and make, the first time) the home folder, its key and its records.

        A home that has records already opens these and no others (see `belonging`). `site` are further settings of
        Django, for a program that also serves pages.
        """
        home = Home.open(root)
        keys = Keys.open(home)
        refuse_moved(home)
        database.open_records(home.records_db, first=lambda: belonging.refuse_other(home, keys), **site)
        office = cls(home, keys)
        membership.check(office)
        return office

    @property
    def account(self) -> str:
        """Who acts: the person the console knows, else the operating-system user who gives the command."""
        return self._account or getpass.getuser()

    def acting_for(self, account: str, host: str) -> "Office":
        """Give the same office in the hands of a person who came in by the console, from `host`."""
        made = copy.copy(self)
        made._account, made.host = account, host  # noqa: SLF001 - a copy of our own
        return made

    @cached_property
    def settings(self) -> Settings:
        """What the office has written into its `settings.toml`. Raises `SettingsInvalid`."""
        found = settings.load(self.home)
        settings.refuse_unknown(self.home, found, slugs())
        return found

    def vault(self) -> Vault:
        """Open the vault."""
        return Vault(self.home, self.keys)

    def table_password(self) -> str:
        """Give the password for locked workbooks from the vault, "" if there is none."""
        try:
            return self.vault().use(TABLE_PASSWORD)
        except CredentialMissing:
            return ""

    def hash(self, *parts: str) -> str:
        """Give a short keyed hash, the same in every run of this office."""
        return self.hasher.keyed(*parts)

    def note(
        self, action: str, *, run: str = "", subject: str = "", count: int = 1, why: str = "", actor: str = ""
    ) -> None:
        """Add one link to the audit chain, in the transaction that does what it tells.

        `actor` names a robot; without it the person at the keyboard acts. `subject` is hashed.
        """
        auditing.append(
            self.chain, self.anchors, anchored=action.startswith("run "), action=action, run=run,
            actor=actor or self.account, kind=ActorKind.ROBOT if actor else ActorKind.HUMAN, host=self.host,
            subject=self.hash("subject", subject) if subject else "", count=count, why=why,
        )  # fmt: skip


def refuse_moved(home: Home) -> None:
    """Raise `RecordsMoved` where the records went to a server that the environment does not name.

    New ones in their place would know of no act that was done.
    """
    if not database.is_there(home.records_db) and (kept := moved_aside(home)):
        raise RecordsMoved(file=kept.name, variable=postgres.VARIABLE)


def moved_aside(home: Home) -> Path | None:
    """Give the newest file whose records went to a server, if there is one."""
    return max(home.root.glob(MOVED.format(day="*")), default=None)


def debug() -> bool:
    """Tell whether an engineer wants to see tracebacks (JIKWON_DEBUG)."""
    return bool(os.environ.get("JIKWON_DEBUG"))


def plain(data: object) -> str:
    """Write data as one line of JSON."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True)
