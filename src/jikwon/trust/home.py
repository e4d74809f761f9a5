"""The home folder: where everything that Jikwon keeps lies, readable by its owner alone."""

import os
import stat
from collections.abc import Mapping
from dataclasses import field, replace
from pathlib import Path

from jikwon.model import fact
from jikwon.model.failures import reason_of
from jikwon.trust import sharing
from jikwon.trust.errors import HomeForeign, HomeRestoring, HomeUnusable

SHARED = ("vault", "outputs", "evidence", "spool", "models")
"""The folders that several machines of an office see; they lie in the shared folder where the settings name one."""
FOLDERS = (*SHARED, "logs", "locks")
PRIVATE_FOLDER = 0o700
DEFAULT = "jikwon-data"
SETTINGS = "settings.toml"
RESTORING = "restoring"
"""A file of this name stands in a home that is being filled from a backup: until it is gone nobody may work there."""


@fact
class Home:
    """The folder JIKWON_HOME with its places, some of them in the folder that the office's machines share.

    `given_up` tells that the settings say there is no shared folder any more (`folder = ""`).
    `tightened` names the folders that others could read until `Home.open` closed them: the caller
    tells the user, since what lay there may have been read.
    """

    root: Path
    shared: Path | None = None
    given_up: bool = False
    tightened: tuple[Path, ...] = field(default=())

    @classmethod
    def open(
        cls, root: Path | None = None, *, environ: Mapping[str, str] = os.environ, is_restoring: bool = False
    ) -> "Home":
        """Make the home folder if needed and give it; `root` None means JIKWON_HOME, else ./jikwon-data.

        Eight `stat` calls when it exists. Raises `HomeForeign` where it, or a folder in it, belongs
        to another user, `HomeUnusable` where it cannot be made, `SharedFolderAbsent` or `SharedFolderOpen`
        where the settings name a shared folder that is not there, or that others can enter, and `HomeRestoring`
        where a restore has not come to its end, for all but the restore itself.
        """
        home = cls.at(root, environ=environ)
        if not is_restoring and (home.root / RESTORING).exists():
            raise HomeRestoring(path=str(home.root))
        if home.shared is not None:
            sharing.assert_private(home.shared)
        folders = (home.root, *((home.files if name in SHARED else home.root) / name for name in FOLDERS))
        return replace(home, tightened=tuple(path for path in folders if _make_private(path)))

    @classmethod
    def at(cls, root: Path | None = None, *, environ: Mapping[str, str] = os.environ) -> "Home":
        """Say where the home folder is, or would be, and make nothing."""
        chosen = root or Path(environ.get("JIKWON_HOME") or DEFAULT)
        top = Path(os.path.abspath(chosen.expanduser()))  # noqa: PTH100 - `resolve` would follow a link that may move
        said = sharing.said(top / SETTINGS)
        return cls(root=top, shared=said.folder, given_up=said.given_up)

    @property
    def files(self) -> Path:
        """The folder that holds what all machines of the office see: the shared one, else the home."""
        return self.shared or self.root

    @property
    def vault(self) -> Path:
        """The folder of sealed credentials."""
        return self.files / "vault"

    @property
    def outputs(self) -> Path:
        """The default folder of released outputs."""
        return self.files / "outputs"

    @property
    def evidence(self) -> Path:
        """The folder of proofs and sealed evidence, one folder a run."""
        return self.files / "evidence"

    @property
    def spool(self) -> Path:
        """The folder of sealed working copies of the inputs."""
        return self.files / "spool"

    @property
    def logs(self) -> Path:
        """The folder of the log, the audit anchors and the records of destruction."""
        return self.root / "logs"

    @property
    def models(self) -> Path:
        """The folder of trained models, each named by its hash; old ones are kept for the proofs that name them."""
        return self.files / "models"

    @property
    def anchors(self) -> Path:
        """The folder where machines that share files leave their audit anchors, beside each other's."""
        return self.files / "anchors"

    @property
    def locks(self) -> Path:
        """The folder of file locks."""
        return self.root / "locks"

    @property
    def settings(self) -> Path:
        """The office's own settings, if it has written any."""
        return self.root / SETTINGS

    @property
    def records_db(self) -> Path:
        """The records database: the one truth."""
        return self.root / "records.sqlite"

    @property
    def engine_db(self) -> Path:
        """The durable library's database: pointers only."""
        return self.root / "engine.sqlite"


def _make_private(path: Path) -> bool:
    """Make a folder that only its owner can enter; tell whether an existing one had to be closed."""
    try:
        try:
            seen = path.stat()
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)  # another process may be first
            seen = path.stat()
        return _tighten(path, seen)
    except OSError as error:
        raise HomeUnusable(path=str(path), reason=reason_of(error)) from error


def _tighten(path: Path, seen: os.stat_result) -> bool:
    if not stat.S_ISDIR(seen.st_mode):
        raise HomeUnusable(path=str(path), reason="ENOTDIR")
    if not hasattr(os, "getuid"):  # Windows: a profile's folders are closed by their access lists
        return False
    if seen.st_uid != os.getuid():
        raise HomeForeign(path=str(path))
    if stat.S_IMODE(seen.st_mode) & 0o077:
        path.chmod(PRIVATE_FOLDER)
        return True
    return False
