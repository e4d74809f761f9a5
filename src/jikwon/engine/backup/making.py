"""Making a backup: one archive of every table and file, at one moment, while robots go on."""

import fcntl
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final

from jikwon import __version__
from jikwon.engine.backup import carrying, places
from jikwon.engine.backup.contents import FORMAT, About
from jikwon.engine.backup.errors import BackupInTheWay, BackupNotWritten, BackupUnderWay
from jikwon.engine.backup.places import Found
from jikwon.engine.backup.steady import Steady, keep_fresh, steady
from jikwon.engine.backup.writing import ArchiveWriter
from jikwon.engine.office import Office
from jikwon.model import Personal, fact
from jikwon.model.dates import SEOUL
from jikwon.model.failures import reason_of
from jikwon.records import database, snapshot
from jikwon.trust.headers import Header
from jikwon.trust.seal import Sealer
from jikwon.trust.writing import private_file

SUFFIX: Final = ".jikwon.tar"
STALE_S: Final = 24 * 3600.0
"""A half archive that is older was left by a kill."""


@fact
class Made:
    """A backup: where it lies, what is in it, and how many of its runs at work keep files outside the home."""

    file: str
    id: str
    bytes: int
    sha256: str
    taken_at: float
    database: str
    tables: int
    rows: int
    files: int
    with_key: bool


def backup(office: Office, target: Path, *, passphrase: Personal[str] = "") -> Made:
    """Write a backup to `target`, or under a name of its own where that is a folder.

    With a `passphrase` the archive also carries the office's key, sealed under it. The memory that this takes does
    not grow with the office.

    Effects: one file, mode 0600, which appears whole and fsynced; a note on the audit trail.
    Repeatable: yes. Cut in the middle, nothing lies under the name; the next backup removes what is left beside it.
    Raises `BackupInTheWay`, `BackupUnderWay`, `BackupNotWritten`, `RecordsUnsteady`, `RecordsReadOnly`.
    """
    database.assert_writable()  # else the note could not be written, and the backup would be called failed
    number = secrets.token_hex(16)
    path = _path(target)
    carried, key = carrying.carry(office.home, number, passphrase) if passphrase else (None, b"")
    with _alone(office):
        try:
            _remove_stale(path.parent)
            with steady(office.home, office.anchors, number=number) as now, private_file(path) as file:
                made = _write(office, file, now, about=_about(office, number, now, carried), key=key, path=path)
        except OSError as error:
            raise BackupNotWritten(path=str(path), reason=reason_of(error)) from error
    office.note("records backed up", subject=number, count=made.rows, why="with the key" if carried else "")
    return made


def _about(office: Office, number: str, now: Steady, carried: Header | None) -> About:
    header = Header.read(office.home)
    assert header is not None  # an open office has one
    return About(
        format=FORMAT, id=number, version=__version__, taken_at=now.taken_at, database=snapshot.kind(),
        migrations=snapshot.migrations(now.records), tables=snapshot.tables(), key=header, carried=carried,
    )  # fmt: skip


def _write(office: Office, file: BinaryIO, now: Steady, *, about: About, key: bytes, path: Path) -> Made:
    archive = ArchiveWriter(file, Sealer(office.keys.backup_key), about)
    if key:
        archive.add_key(key)
    for each in chain(now.at_work, places.of_office(office.home), _of_ended(office, now)):
        archive.add_file(each)
        keep_fresh(office.home, about.id)
    if now.anchors:
        archive.add_bytes("logs", places.LOG_FILES[0], now.anchors)
    for table in about.tables:
        with closing(snapshot.rows(table, now.records)) as rows:
            archive.add_table(table, rows)
        keep_fresh(office.home, about.id)
    destroyed = places.LOG_FILES[1]  # last: what is destroyed while the backup is made must not come back either
    archive.add_file(Found(place="logs", path=destroyed, at=office.home.logs / destroyed))
    files = archive.files.count
    sha256 = archive.end(office.home)
    return Made(
        file=str(path), id=about.id, bytes=archive.size, sha256=sha256, taken_at=about.taken_at,
        database=about.database, tables=len(about.tables), rows=archive.rows, files=files, with_key=bool(key),
    )  # fmt: skip


def _of_ended(office: Office, now: Steady) -> Iterator[Found]:
    """List the files of ended runs; they change no more, and one that is destroyed meanwhile need not be kept."""
    for folder in places.of_runs(office.home, now.ended, places=("evidence", "outputs")):
        with suppress(FileNotFoundError):
            yield from folder


def _path(target: Path) -> Path:
    target = Path(os.path.abspath(target.expanduser()))  # noqa: PTH100 - a link to the archives' disk is kept
    path = target / f"{datetime.now(SEOUL):%Y%m%d-%H%M%S}{SUFFIX}" if target.is_dir() else target
    if path.exists():
        raise BackupInTheWay(path=str(path))
    if not path.parent.is_dir():
        raise BackupNotWritten(path=str(path), reason="ENOENT")
    return path


def _remove_stale(folder: Path) -> None:
    for each in folder.glob(f".*{SUFFIX}.*.tmp"):
        with suppress(FileNotFoundError):
            if time.time() - each.stat().st_mtime > STALE_S:
                each.unlink()


@contextmanager
def _alone(office: Office) -> Iterator[None]:
    with (office.home.locks / "backup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupUnderWay from None
        yield
