"""Destroy working copies when their purpose ends, and keep a record of the destruction.

Files are unlinked, not overwritten: on SSDs, journalled and copy-on-write file systems an overwrite
reaches other cells than the old content, so nothing is promised by it. What makes the data
irrecoverable is that it lay sealed under its run's key: destroy the wrapped key too (in the records
database, with `PRAGMA secure_delete` on, and in the backups, which end with their own rotation).
Basis: the Personal Information Protection Act, article 21; a duty to preserve (legal hold) beats it.
"""

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from jikwon.model import fact
from jikwon.model.failures import reason_of
from jikwon.trust.errors import NotDestroyed, OnLegalHold, OutsideHome
from jikwon.trust.home import Home
from jikwon.trust.writing import append_line

HOLD = "LEGAL-HOLD"
"""A file of this name in a folder, above it or below it keeps the folder from being destroyed."""
RECORD = "destruction.log"
PLACES = ("spool", "evidence", "outputs")
"""The folders of the home whose content may be destroyed; keys, logs and the vault are no working copies."""


@fact
class Destruction:
    """The record of one destruction: `what` by its path in the home, counts, when (aware), rule, account."""

    what: str
    files: int
    bytes: int
    at: datetime
    rule: str
    by: str


def is_held(home: Home, path: Path) -> bool:
    """Tell whether a legal hold file lies in `path`, above it within the home, or anywhere below it."""
    inside = _inside(home, path)
    above = [folder for folder in (inside, *inside.parents) if folder.is_relative_to(home.files)]
    return any((folder / HOLD).exists() for folder in above) or any(each.name == HOLD for each in _files(inside))


def destroy(home: Home, path: Path, *, rule: str, by: str, at: datetime, held: bool = False) -> Destruction:
    """Destroy a file or folder in the home and give the record, which is also appended to `logs/destruction.log`.

    `rule` names the retention rule, `by` the account, `held` a hold that the records know of. Links
    are removed, never followed. Raises `OnLegalHold`, `OutsideHome`, `NotDestroyed`.

    Effects: the files are gone, then the record is written.
    Repeatable: yes. If it was cut in the middle, some files are left and no record is written; the
        next call destroys and counts the rest.
    """
    inside = _inside(home, path)
    what = inside.relative_to(home.files).as_posix()
    if held or is_held(home, path):
        raise OnLegalHold(what=what)
    sizes = [each.lstat().st_size for each in _files(inside)]
    try:
        _remove(inside)
    except OSError as error:
        raise NotDestroyed(what=what, reason=reason_of(error)) from error
    record = Destruction(what=what, files=len(sizes), bytes=sum(sizes), at=at, rule=rule, by=by)
    line = asdict(record) | {"at": at.isoformat()}
    append_line(home.logs / RECORD, json.dumps(line, ensure_ascii=False))
    return record


def _inside(home: Home, path: Path) -> Path:
    """Give the path with links resolved up to its parent; only what lies in `PLACES` is let through."""
    root = home.files.resolve()
    real = path.parent.resolve() / path.name
    parts = real.relative_to(root).parts if real.is_relative_to(root) else ()
    if path.name == ".." or len(parts) < 2 or parts[0] not in PLACES:
        raise OutsideHome(what=path.name)
    return home.files.joinpath(*parts)


def _files(path: Path) -> Iterator[Path]:
    if path.is_symlink() or path.is_file():
        yield path
        return
    for folder, folders, files in os.walk(path):  # does not follow links to folders, and lists them as folders
        yield from (Path(folder, name) for name in files)
        yield from (link for name in folders if (link := Path(folder, name)).is_symlink())


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
