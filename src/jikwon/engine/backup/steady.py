"""The records and the files of the runs at work, seen together at one moment while robots go on."""

import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from jikwon.engine.backup import places
from jikwon.engine.backup.errors import RecordsUnsteady
from jikwon.engine.backup.places import Found
from jikwon.model import fact
from jikwon.records import database, snapshot
from jikwon.trust.anchors import Anchors
from jikwon.trust.home import Home

TRIES: Final = 100
_PAUSE_S: Final = 0.05
_OF_OPEN: Final = ("spool", "evidence", "outputs")


@fact
class Steady:
    """One moment: `records` names the connection on which the records stand still, from `taken_at` (Unix seconds) on.

    `at_work` are the files of the runs that had not ended, which stay whatever becomes of these runs meanwhile.
    `anchors` are those of the audit chain as they were a little before: none is of a later entry.
    """

    records: str
    taken_at: float
    at_work: tuple[Found, ...]
    ended: frozenset[str]
    anchors: bytes


@contextmanager
def steady(home: Home, anchors: Anchors, *, number: str) -> Iterator[Steady]:
    """Give one moment for the length of the block. Raises `RecordsUnsteady`.

    A run's files are made before the row that tells of them and destroyed after it. So where no open run has moved
    on between the snapshot and the last link to its files, these are the files of the snapshot.

    Effects: a folder of hard links in the spool; a killed process leaves it to the sweep, as it leaves working copies.
    """
    links = home.spool / f".backup-{number}"
    try:
        for _ in range(TRIES):
            anchored, taken_at = anchors.text(), database.now()
            with snapshot.standing_still() as records:
                at_work = snapshot.unended(records)
                links.mkdir(mode=0o700)
                if (found := _linked(home, at_work, links)) is not None:
                    ended = snapshot.ended(records)
                    yield Steady(records=records, taken_at=taken_at, at_work=found, ended=ended, anchors=anchored)
                    return
            shutil.rmtree(links)
            time.sleep(_PAUSE_S)
        raise RecordsUnsteady
    finally:
        shutil.rmtree(links, ignore_errors=True)


def keep_fresh(home: Home, number: str) -> None:
    """Show that the backup is still being made, or a sweep would take its links for a dead one's."""
    with suppress(FileNotFoundError):
        os.utime(home.spool / f".backup-{number}")


def _linked(home: Home, at_work: Mapping[str, tuple[object, ...]], links: Path) -> tuple[Found, ...] | None:
    """Link the files of the runs at work; None if one of these moved on meanwhile."""
    linked: list[Found] = []
    try:
        for folder in places.of_runs(home, at_work, places=_OF_OPEN):
            for each in folder:
                linked.append(each if each.path.endswith("/") else _link(each, links / f"{len(linked):08}"))
    except FileNotFoundError:
        return None
    now = snapshot.unended()
    return tuple(linked) if all(now.get(run) == standing for run, standing in at_work.items()) else None


def _link(each: Found, name: Path) -> Found:
    try:
        os.link(each.at, name)
    except FileNotFoundError:
        raise
    except OSError:  # a file system without hard links
        shutil.copyfile(each.at, name)
    return replace(each, at=name)
