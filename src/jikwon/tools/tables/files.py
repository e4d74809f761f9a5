"""The files that were given for an input: found, named and known to be readable before any work."""

from collections.abc import Callable, Sequence
from pathlib import Path

from jikwon.model import fact

EXTENSIONS = (".csv", ".xlsx", ".xlsm", ".xls", ".ods")


@fact
class Given:
    """One file that will be read."""

    path: Path
    sha256: str


@fact
class Checked:
    """The files of an input in order, and those of its folders that are passed over (to be told)."""

    files: Sequence[Given]
    passed_over: Sequence[Path] = ()


def check_files(
    paths: Sequence[Path],
    *,
    input: str,  # noqa: A002 - the word of the manifest and the command line
    extensions: Sequence[str] = EXTENSIONS,
    allow_same: bool = False,
    passwords: Callable[[], str] | None = None,
) -> Checked:
    """Expand folders and hold every file against what an honest file of its kind looks like.

    A folder means its files with a known extension, in name order (not those of folders in it);
    `~$*`, dot files, Thumbs.db and desktop.ini are passed over; any other file is an error.
    `allow_same` lets two files have the same content. Raises the file errors of `errors.py`.
    """
    raise NotImplementedError
