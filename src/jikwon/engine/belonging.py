"""Which database is a home's own: the home remembers it, and no other one is opened in its place.

An empty database knows of no act that was done: whoever worked with it would do all of them again.
"""

import secrets
import sqlite3
import tomllib
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jikwon.model import InputError, fact
from jikwon.records import audit, marks, postgres
from jikwon.trust import sharing
from jikwon.trust.anchors import Anchors
from jikwon.trust.errors import OfficeKeyDiffers
from jikwon.trust.home import Home
from jikwon.trust.keys import Keys
from jikwon.trust.writing import create_private, write_private

if TYPE_CHECKING:
    from jikwon.engine.office import Office

FILE: Final = "office.toml"
RECORDS, KEY = "records", "key"
"""Marks: the name that the records have of their own, and a one-way value of the office's key."""
_WORK: Final = ("SELECT 1 FROM office_marks WHERE name = 'records'", "SELECT 1 FROM runs", "SELECT 1 FROM effects")
"""What tells that a file of records is somebody's, and no empty one that was made by mistake."""


class RecordsNotHere(InputError):
    """The home has records, and the database that would be opened is empty, or holds none of them."""

    code = "records-not-here"


class RecordsOfAnother(InputError):
    """The database holds other records than the home's."""

    code = "records-of-another"


class RecordsTwice(InputError):
    """The environment names a server, and a file with records lies in the home."""

    code = "records-twice"


class OfficeFileDamaged(InputError):
    """What the home remembers of its database cannot be read."""

    code = "office-file-damaged"


@fact
class Belonging:
    """What a home remembers: the name of its records, where people find them, and a name of its own."""

    records: str
    where: str
    home: str

    @classmethod
    def read(cls, home: Home) -> "Belonging | None":
        """Read it; None in a home that was never opened, or only by earlier versions. Raises `OfficeFileDamaged`."""
        path = home.root / FILE
        try:
            return cls(**tomllib.loads(path.read_text("utf-8")))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError) as error:
            raise OfficeFileDamaged(path=str(path), variable=postgres.VARIABLE) from error

    def dumps(self) -> bytes:
        """Give it as TOML."""
        return "".join(f"{name} = '{value}'\n" for name, value in asdict(self).items()).encode()


def refuse_other(home: Home, keys: Keys) -> None:
    """Raise unless the database that is about to be opened may be the home's own. Nothing is written, no file made.

    A home of earlier versions remembers nothing; its database is known by the audit trail that the home's anchors
    hold. Raises `RecordsTwice`, `RecordsNotHere`, `RecordsOfAnother`, `OfficeKeyDiffers`, `OfficeFileDamaged`.
    """
    known = Belonging.read(home)
    if postgres.chosen() is not None and _is_in_use(home.records_db):
        raise RecordsTwice(path=str(home.records_db), found=_where(home), variable=postgres.VARIABLE)
    seen = marks.look(home.records_db)
    if known is None:
        _refuse_unknown(home, keys, seen)
        return
    found = seen.marks.get(RECORDS, "")
    if not found:
        raise _not_here(home, known.where)
    if found != known.records:
        raise _of_another(home, known.where)


def _refuse_unknown(home: Home, keys: Keys, seen: marks.Seen) -> None:
    if seen.marks.get(KEY, key_mark(keys)) != key_mark(keys):
        raise OfficeKeyDiffers(path=str(home.root))
    anchored = Anchors(home, keys.audit_key).read()
    if seen.is_new and (anchored or _is_signed(home)):
        raise _not_here(home, "?")
    if anchored and not any(audit.link(each.head.seq) == each.head.hash.hex() for each in reversed(anchored)):
        raise _of_another(home, "?")


def remember(office: "Office") -> Belonging:
    """Let an opened home remember its database, and give what it remembers.

    Effects: a mark in the records where they have no name yet; then a file in the home. Repeatable: yes; several
        processes may do so at once.
    """
    home, where = office.home, _where(office.home)
    known = Belonging.read(home)
    if known is None:
        made = Belonging(records=_name_of_records(office), where=where, home=_name_of_home(office))
        create_private(home.root / FILE, made.dumps())
        known = Belonging.read(home)
        assert known is not None
    elif known.where != where:  # moved to a server, or the server has another address
        known = replace(known, where=where)
        write_private(home.root / FILE, known.dumps())
    return known


def key_mark(keys: Keys) -> str:
    """Give a one-way value of the office's key, by which its records know it."""
    return keys.hasher().full("office key")


def _name_of_home(office: "Office") -> str:
    """Name a home by where it lies: the same again where its file was removed; one that moves takes its file along."""
    root = office.home.root
    return office.hash("home", office.host, str(root), str(root.stat().st_ino))


def _name_of_records(office: "Office") -> str:
    mark = marks.get(RECORDS)
    if mark is None:
        marks.put(RECORDS, secrets.token_hex(16), account=office.account)
        mark = marks.get(RECORDS)
    assert mark is not None
    return mark.value


def _where(home: Home) -> str:
    server = postgres.chosen()
    return server.where.replace("'", "") if server else home.records_db.name


def _not_here(home: Home, expected: str) -> RecordsNotHere:
    return RecordsNotHere(
        path=str(home.root), expected=expected, found=_where(home), variable=postgres.VARIABLE,
    )  # fmt: skip


def _of_another(home: Home, expected: str) -> RecordsOfAnother:
    return RecordsOfAnother(
        path=str(home.root), expected=expected, found=_where(home), variable=postgres.VARIABLE,
        file=str(home.root / FILE),
    )  # fmt: skip


def _is_in_use(path: Path) -> bool:
    """Tell whether a file holds somebody's records, without changing it."""
    if not path.exists():
        return False
    with closing(sqlite3.connect(path, timeout=postgres.BUSY_TIMEOUT_S)) as opened:
        return any(_finds(opened, sql) for sql in _WORK)


def _finds(opened: sqlite3.Connection, sql: str) -> bool:
    try:
        return opened.execute(f"{sql} LIMIT 1").fetchone() is not None
    except sqlite3.DatabaseError as error:
        return "no such table" not in str(error)  # a file that cannot be read now may be in use


def _is_signed(home: Home) -> bool:
    """Tell whether the folder that the home shares is known as this office's already."""
    return home.shared is not None and (home.shared / sharing.SIGN).exists()
