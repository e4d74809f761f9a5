"""Opening an archive with the office's key, and proving it whole."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from jikwon.engine.backup import carrying, places, reading
from jikwon.engine.backup.contents import About, Manifest
from jikwon.engine.backup.errors import BackupUnreadable
from jikwon.engine.backup.reading import Archive, Content
from jikwon.model import fact
from jikwon.model.failures import reason_of
from jikwon.trust.errors import KeyLost
from jikwon.trust.home import Home
from jikwon.trust.keys import Keys
from jikwon.trust.seal import Sealer

Ask = Callable[[], str]
"""Ask whoever is there for the passphrase of the key that an archive carries."""


@fact
class Opened:
    """An archive with the keys that open it; `key` is the key that it carried, b"" where that was not needed."""

    archive: Archive
    keys: Keys
    key: bytes

    @property
    def sealer(self) -> Sealer:
        """What opens the archive's members."""
        return Sealer(self.keys.backup_key)


@contextmanager
def opened(source: Path, home: Home, ask: Ask) -> Iterator[Opened]:
    """Open an archive with the key of the home, else with the one that it carries.

    Raises `BackupUnreadable`, `NotABackup`, `BackupDamaged` where it ends in its beginning, the errors of `Keys.open`
    where the key is another or is missing, `CarriedKeyWrong`.
    """
    try:
        file = source.open("rb")
    except OSError as error:
        raise BackupUnreadable(file=source.name, reason=reason_of(error)) from error
    with file:
        archive = reading.opened(source, file)
        yield _with_key(archive, home, ask)


def _with_key(archive: Archive, home: Home, ask: Ask) -> Opened:
    about = archive.about
    try:
        return Opened(archive=archive, keys=Keys.fitting(home, about.key), key=b"")
    except KeyLost:
        if about.carried is None:
            raise
    key = carrying.take_out(about.carried, archive.carried(), about.id, about.key, ask())
    return Opened(archive=archive, keys=Keys(key), key=key)


def prove(found: Opened, home: Home) -> Manifest:
    """Read an archive to its end: every byte, row and file is as it was written, and has a place in a home.

    Raises `BackupDamaged`.
    """
    for part in found.archive.parts(found.sealer):
        if isinstance(part, Content):
            places.target(home, part.label.place, part.label.path)
            for _ in part.pieces:
                pass
    assert found.archive.manifest is not None  # or `parts` had raised
    return found.archive.manifest


@fact
class Checked:
    """An archive that is whole."""

    about: About
    manifest: Manifest


def check(source: Path, ask: Ask, *, root: Path | None = None) -> Checked:
    """Prove an archive whole without writing anything (see `opened` and `prove` for what is raised)."""
    home = Home.at(root)
    with opened(source, home, ask) as found:
        return Checked(about=found.archive.about, manifest=prove(found, home))
