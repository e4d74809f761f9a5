"""Destroying what a run keeps once its retention has ended: its released files, its evidence, and its key.

What the records hold of a run is sealed under its key: with the key it is gone for good, whatever copies of rows
there may be. Counts, proofs and the ledger stay; nothing in them names anybody, and what was done once stays done.
Basis: the Personal Information Protection Act, article 21. A legal hold (`trust.destroy.HOLD`) beats it.
"""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from jikwon.engine.files.folders import part_folder
from jikwon.engine.office import Office
from jikwon.model import JikwonError
from jikwon.model.catalog import nearest
from jikwon.model.dates import SEOUL
from jikwon.model.manifest import Retention
from jikwon.model.states import ENDED
from jikwon.records import database, runs
from jikwon.records.runs import RunRow
from jikwon.trust import destroy, logs
from jikwon.trust.errors import OnLegalHold

LOOK_S: Final = 3600.0
"""So often a worker looks for what is due: retention is told in days."""
RULE: Final = "records_days"
PROOFS: Final = "proof.*"


class Retaining:
    """Looks once an hour, in whichever worker comes first."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._looked = -LOOK_S

    def look(self) -> None:
        """Destroy what is due, unless that was looked for within the hour."""
        now = time.monotonic()
        if now - self._looked >= LOOK_S:
            self._looked = now
            sweep(self._office)


def sweep(office: Office) -> int:
    """Destroy what every run keeps whose retention has ended; give how many there were.

    What cannot be destroyed is logged and tried again an hour later; a run under legal hold is passed over.
    """
    now = database.now()
    return sum(_destroyed(office, row) for row in runs.with_key_ended_before(now) if _is_due(row, now))


def days(row: RunRow) -> int:
    """Give the days for which a run's content is kept after its end; the usual ones where its process is gone."""
    try:
        return nearest(row.process, row.version).manifest.retention.records_days
    except JikwonError:
        return Retention().records_days


def _is_due(row: RunRow, now: float) -> bool:
    if row.state not in ENDED or row.ended_at is None:  # an act of it is done again at this moment
        return False
    return now - row.ended_at >= timedelta(days=days(row)).total_seconds()


def _destroyed(office: Office, row: RunRow) -> bool:
    found = list(_places(office, row))
    if any(destroy.is_held(office.home, path) for path in (*_folders(office, row), *found)):
        return False
    try:
        for path in found:
            destroy.destroy(office.home, path, rule=RULE, by="engine", at=datetime.now(SEOUL))
    except OnLegalHold:  # laid down at this very moment
        return False
    except JikwonError as error:
        logs.get(__name__).failure("not-destroyed", error, run=row.id)
        return False
    with database.destroying():
        if runs.destroy_key(row.id):
            office.note("run destroyed", run=row.id, count=len(found), why=RULE, actor="engine")
    return True


def _folders(office: Office, row: RunRow) -> list[Path]:
    released = [office.home.outputs / part_folder(row.id, part) for part in range(1, row.part + 1)]
    return [path for path in (*released, office.home.evidence / row.id) if path.exists()]


def _places(office: Office, row: RunRow) -> Iterator[Path]:
    """Name what is to go: released folders of the home whole, of the evidence all but the proofs.

    Files that were released to a place outside the home (`--out`) are the office's own to keep or to destroy.
    """
    for folder in _folders(office, row):
        if folder.parent == office.home.outputs:
            yield folder
        else:
            yield from (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.match(PROOFS))
