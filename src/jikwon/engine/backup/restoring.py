"""Restoring: an archive into an empty home, and into an empty database where the records lie on a server."""

import hashlib
import json
import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from jikwon.engine import belonging
from jikwon.engine.backup import checking, destroying, places, settling
from jikwon.engine.backup.checking import Ask, Opened
from jikwon.engine.backup.contents import Manifest
from jikwon.engine.backup.errors import BackupOfAnotherVersion, CopyDiffers, NotEmpty
from jikwon.engine.backup.reading import Content, Rows
from jikwon.engine.backup.settling import Settled
from jikwon.engine.office import Office
from jikwon.model import fact
from jikwon.records import database, filling, restores, snapshot
from jikwon.trust import home as homes
from jikwon.trust import keys, sharing
from jikwon.trust.home import Home
from jikwon.trust.writing import PRIVATE, create_private, sync_folder

MARK: Final = homes.RESTORING
BROUGHT: Final = ("key", "settings.toml")
"""What the IT officer may have put into the home before: it stays."""
SETTINGS_ASIDE: Final = "settings.from-backup.toml"
"""Settings that name a shared folder of which this home was not told: they would lead away from its files."""


@fact
class Restored:
    """What came back: `settled` is None where an earlier call had done all but the last step."""

    id: str
    taken_at: float
    rows: int
    files: int
    settled: Settled | None
    destroyed: int
    settings_aside: bool


def restore(
    source: Path,
    *,
    ask: Ask,
    root: Path | None = None,
    destroyed: Path | None = None,
    **site: Any,  # noqa: ANN401 - Django's settings
) -> Restored:
    """Restore an archive into the home at `root`, and prove every row and file of what was written.

    `destroyed` is a later copy of the office's records of destruction: what it names does not come back. `site` are
    Django's settings of the console, without which its tables would be missing.

    Effects: the home with its key where the archive carried it; the records; a note on the audit trail.
    Repeatable: yes. Cut in the middle, nobody can work in the home, and the next call begins anew; nothing is
        written before the archive was proved whole and the home and the database empty.
    Raises what `checking.opened` and `prove` raise, `NotEmpty`, `BackupOfAnotherVersion`, `CopyDiffers`.
    """
    place = Home.at(root)
    with checking.opened(source, place, ask) as found:
        about = found.archive.about
        manifest = checking.prove(found, place)
        _refuse_full(place)
        if _is_done(place, about.id, site):
            settled = None
        else:
            with _marked(place, about.id):
                settled = _fill(found, place, manifest, site)
        office = Office(Home.open(place.root, is_restoring=True), found.keys)
        gone = destroying.again(office, destroyed)
        if found.key:
            create_private(keys.key_path(place), found.key)
        belonging.remember(office)
        _unmark(place)
    rows = sum(each.rows for each in manifest.tables.values())
    return Restored(
        id=about.id, taken_at=about.taken_at, rows=rows, files=manifest.files.count, settled=settled, destroyed=gone,
        settings_aside=(place.root / SETTINGS_ASIDE).exists(),
    )  # fmt: skip


def _refuse_full(place: Home) -> None:
    """Raise `NotEmpty` unless the home holds nothing, or what a restore that broke off has left."""
    if (place.root / MARK).exists():
        return
    for folder in (place.root, *places.folders(place).values()):
        for each in folder.iterdir() if folder.is_dir() else ():
            is_ours = each.name in (BROUGHT if folder == place.root else ()) or (
                each.parent == place.root and each.name in homes.FOLDERS
            )
            if not is_ours:
                raise NotEmpty(what=str(each))


def _is_done(place: Home, archive: str, site: Mapping[str, Any]) -> bool:
    """Tell whether an earlier call has written the records of this archive, and broke off after that."""
    if not (place.root / MARK).exists() or not database.is_there(place.records_db):
        return False
    database.open_records(place.records_db, **site)
    return restores.is_known(archive)


@contextmanager
def _marked(place: Home, archive: str) -> Iterator[None]:
    """Mark a home as being restored; an error takes back what was written, a kill leaves that to the next call."""
    mark = place.root / MARK
    if mark.exists():
        _clear(place)
    place.root.mkdir(mode=homes.PRIVATE_FOLDER, parents=True, exist_ok=True)
    brought = [name for name in BROUGHT if (place.root / name).exists()]
    create_private(mark, json.dumps({"archive": archive, "brought": brought}).encode())
    try:
        yield
    except BaseException:
        _clear(place)
        raise


def _clear(place: Home) -> None:
    """Remove everything that a restore writes. Only a mark allows it: the home held nothing before."""
    database.close()
    mark = place.root / MARK
    brought = json.loads(mark.read_text("utf-8"))["brought"]
    for name, folder in places.folders(place).items():
        for each in folder.iterdir() if name != "root" and folder.is_dir() else ():
            _remove(each)
    for each in list(place.root.iterdir()):
        if each.name not in (*brought, MARK, *homes.FOLDERS):
            _remove(each)
    mark.unlink()
    sync_folder(place.root)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _unmark(place: Home) -> None:
    os.sync()  # also the names of all files, in every folder
    (place.root / MARK).unlink()
    sync_folder(place.root)


def _fill(found: Opened, place: Home, manifest: Manifest, site: Mapping[str, Any]) -> Settled:
    about = found.archive.about
    home = Home.open(place.root, is_restoring=True)
    database.open_records(home.records_db, **site)
    _refuse_other_version(about.migrations, about.version)
    if full := snapshot.occupied():
        raise NotEmpty(what=full)
    office = Office(home, found.keys)
    with database.together():
        database.take_time()
        _write(found, home)
        for table in about.tables:
            if snapshot.tally(snapshot.rows(table)) != manifest.tables[table.name]:
                raise CopyDiffers(what=table.name)
        os.sync()  # the files are on the disk before the records that name them
        return settling.settle(office, about, manifest, now=database.now())


def _refuse_other_version(migrations: Collection[str], version: str) -> None:
    if set(migrations) != set(snapshot.migrations()):
        raise BackupOfAnotherVersion(version=version)


def _write(found: Opened, home: Home) -> None:
    """Write every part where it belongs; files are read back at once, tables by the caller."""
    tables = {each.name: each for each in found.archive.about.tables}
    filled = dict.fromkeys(tables, 0)
    for part in found.archive.parts(found.sealer):
        if isinstance(part, Rows):
            filling.fill(tables[part.table], part.rows, after=filled[part.table])
            filled[part.table] += len(part.rows)
        else:
            _write_file(part, home)


def _write_file(part: Content, home: Home) -> None:
    label = part.label
    path = places.target(home, label.place, label.path)
    if label.path.endswith("/"):
        path.mkdir(mode=homes.PRIVATE_FOLDER, parents=True, exist_ok=True)
    elif path.exists() and path.parent == home.root:
        pass  # brought by the IT officer
    else:
        path.parent.mkdir(mode=homes.PRIVATE_FOLDER, parents=True, exist_ok=True)
        written = _written(path, part.pieces)
        if _hash_of(path) != written:
            raise CopyDiffers(what=f"{label.place}/{path.name}")
    for _ in part.pieces:
        pass
    if path == home.settings and not _fits(home):
        path.rename(path.with_name(SETTINGS_ASIDE))


def _fits(home: Home) -> bool:
    """Tell whether the settings that lie in a home leave its files where they were just written."""
    return sharing.said(home.settings).folder == home.shared


def _written(path: Path, pieces: Iterator[bytes]) -> bytes:
    digest = hashlib.sha256()
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "wb") as file:  # noqa: PTH123 - a mode from the first byte on
        for piece in pieces:
            digest.update(piece)
            file.write(piece)
    return digest.digest()


def _hash_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
