"""Moving the records from a home's SQLite file into an empty PostgreSQL database."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final

from django.db import OperationalError, connections, transaction

from jikwon.engine.backup.errors import AlreadyMoved, CopyDiffers, NotEmpty, NowhereToMove, StillAtWork
from jikwon.engine.office import MOVED, Office, moved_aside
from jikwon.engine.workers.presence import is_dead
from jikwon.model import Personal, fact
from jikwon.model.dates import SEOUL
from jikwon.records import database, executors, filling, postgres, snapshot
from jikwon.records.postgres import VARIABLE
from jikwon.records.snapshot import Row, Table, Tally
from jikwon.trust.home import Home
from jikwon.trust.keys import Keys
from jikwon.trust.writing import sync_folder

_SOURCE: Final = "moved"
_NOTE: Final = "records moved"


@fact
class Moved:
    """What was moved: `where` names the database for people, `kept` the file as it was, under its new name."""

    where: str
    tables: int
    rows: int
    kept: str


def move(
    url: Personal[str],
    *,
    root: Path | None = None,
    told_by: str = VARIABLE,
    **site: Any,  # noqa: ANN401 - Django's settings
) -> Moved:
    """Copy every table into the empty database at `url`, prove the copy, and set the file aside.

    `told_by` is the option or variable that gave the address. `site` are Django's settings of the console, without
    which its tables would stay behind.

    Effects: the database's tables, in one transaction, with a note on the audit trail; then the file's new name.
        From the first look to that name nobody can open the file.
    Repeatable: yes. Cut before the commit, the database holds no row and the next call begins anew; cut after it,
        the next call finds the copy there, proves it again, and renames the file.
    Raises `NowhereToMove`, `AlreadyMoved`, `StillAtWork`, `NotEmpty`, `RowUnfit`, `CopyDiffers`, and what
    `open_records` raises.
    """
    server = postgres.chosen({**os.environ, VARIABLE: url}, told_by=told_by)
    home = Home.open(root)
    if server is None:
        raise NowhereToMove(reason=VARIABLE)
    if not home.records_db.exists():
        if kept := moved_aside(home):
            raise AlreadyMoved(file=kept.name, variable=VARIABLE)
        raise NowhereToMove(reason=home.records_db.name)
    _refuse_workers(home, site)
    with _held(home.records_db):
        os.environ[VARIABLE] = url
        database.open_records(home.records_db, **site)
        office = Office(home, Keys.open(home))  # opened in full, it would write down whose the database is
        wanted = {each.name: each for each in snapshot.tables()}
        if snapshot.migrations(_SOURCE) != snapshot.migrations():
            raise NowhereToMove(reason="migrations")
        rows = _prove_again(wanted) if snapshot.occupied() else _copy(office, wanted)
        kept = _set_aside(home.records_db)
    return Moved(where=server.where, tables=len(wanted), rows=rows, kept=str(kept))


def _refuse_workers(home: Home, site: dict[str, Any]) -> None:
    """Open the file as it is used, so that it has the newest tables, and see that nobody works on it."""
    os.environ.pop(VARIABLE, None)
    Office.open(home.root, **site)
    living = [each.id for each in executors.alive() if not is_dead(home, each, database.now())]
    database.close()
    if living:
        raise StillAtWork(who=living[0])


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """Keep the file to ourselves: in a journal of the old kind, which it takes only while nobody else has it open.

    So a console that is idle is found, too: it would go on writing into the file under its new name.
    """
    options = {"timeout": 1, "transaction_mode": "EXCLUSIVE"}
    settings = {"default": {}, _SOURCE: {**database.sqlite(path), "OPTIONS": options}}
    connections.settings[_SOURCE] = connections.configure_settings(settings)[_SOURCE]
    try:
        try:
            with connections[_SOURCE].cursor() as cursor:
                cursor.execute("PRAGMA journal_mode=DELETE")
        except OperationalError as error:
            raise StillAtWork(who=path.name) from error
        with transaction.atomic(using=_SOURCE):
            yield
    finally:
        connections[_SOURCE].close()
        del connections[_SOURCE]
        connections.settings.pop(_SOURCE, None)  # opening the database has read them anew


def _copy(office: Office, wanted: dict[str, Table]) -> int:
    count = 0
    with database.together():
        database.take_time()
        for table in wanted.values():
            told = _Told()
            with closing(snapshot.rows(table, _SOURCE)) as found:  # an error leaves no cursor open behind it
                filling.fill(table, told.of(found))
            if snapshot.tally(snapshot.rows(table)) != told.tally:
                raise CopyDiffers(what=table.name)
            count += told.tally.rows
        office.note(_NOTE, count=count)
    return count


class _Told:
    """Counts and hashes rows that pass."""

    def __init__(self) -> None:
        self._count = 0
        self._digest = hashlib.sha256()

    def of(self, rows: Iterator[Row]) -> Iterator[Row]:
        """Let rows pass."""
        for each in rows:
            self._count += 1
            self._digest.update(snapshot.packed(each))
            yield each

    @property
    def tally(self) -> Tally:
        """What has passed."""
        return Tally(rows=self._count, sha256=self._digest.hexdigest())


def _prove_again(wanted: dict[str, Table]) -> int:
    """Tell how many rows an earlier call has copied; raise `NotEmpty` unless nothing but its note came after."""
    count = 0
    for table in wanted.values():
        source = snapshot.tally(snapshot.rows(table, _SOURCE))
        more = 1 if table.name == "audit" else 0
        there = snapshot.tally(islice(snapshot.rows(table), source.rows))
        if there != source or snapshot.tally(snapshot.rows(table)).rows != source.rows + more:
            raise NotEmpty(what=table.name)
        count += source.rows
    return count


def _set_aside(path: Path) -> Path:
    now = datetime.now(SEOUL)
    kept = path.with_name(MOVED.format(day=f"{now:%Y%m%d}"))
    if kept.exists():
        kept = path.with_name(MOVED.format(day=f"{now:%Y%m%d-%H%M%S}"))
    path.rename(kept)
    sync_folder(path.parent)
    return kept
