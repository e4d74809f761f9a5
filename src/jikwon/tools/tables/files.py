"""The files that were given for an input: found, named and known to be readable before any work."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from jikwon.model import fact
from jikwon.tools.tables import books
from jikwon.tools.tables.errors import FileMissing, FileTooLarge, FileTwice, FileUnknown, FileUnreadable, FolderEmpty
from jikwon.tools.tables.kinds import EXTENSIONS

_LITTER = frozenset({"thumbs.db", "desktop.ini"})


@fact
class Given:
    """One file that will be read."""

    path: Path
    sha256: str


@fact
class Checked:
    """The files of an input in name order, and those of its folders that are passed over (to be told)."""

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
    `allow_same` lets two files have the same content. Content is looked into only for the kinds of
    `EXTENSIONS`; another kind that `extensions` allows is hashed. Raises the file errors of `errors.py`.
    """
    found: list[Path] = []
    passed_over: list[Path] = []
    for path in paths:
        for file in _expanded(path, input=input):
            (passed_over if path != file and is_litter(file.name) else found).append(file)
        if path.is_dir() and not any(file.parent == path for file in found):
            raise FolderEmpty(input=input, file=str(path), extensions=" ".join(extensions))
    files = [_checked(path, extensions, passwords) for path in sorted(found, key=lambda path: (path.name, str(path)))]
    if not allow_same:
        _no_twins(files, input=input)
    return Checked(files=files, passed_over=sorted(passed_over))


def check_data(
    data: bytes, *, file: str, extensions: Sequence[str] = EXTENSIONS, passwords: Callable[[], str] | None = None
) -> None:
    """Hold a file that lies nowhere against what its name says, as `check_files` does; the same errors."""
    if not file.lower().endswith(tuple(extensions)):
        raise FileUnknown(file=file, extensions=" ".join(extensions))
    books.check(data, file=file, passwords=passwords)


def is_litter(name: str) -> bool:
    """Tell whether a name is one that programs leave in folders: a lock, a dot file, a cache of pictures."""
    return name.startswith(("~$", ".")) or name.lower() in _LITTER


def _expanded(path: Path, *, input: str) -> Iterator[Path]:  # noqa: A002 - as above
    try:
        if path.is_dir():
            yield from sorted(each for each in path.iterdir() if not each.is_dir() or is_litter(each.name))
        elif path.exists():
            yield path
        else:
            raise FileMissing(input=input, file=str(path))
    except PermissionError as error:
        raise FileUnreadable(file=str(path)) from error


def _checked(path: Path, extensions: Sequence[str], passwords: Callable[[], str] | None) -> Given:
    if path.suffix.lower() not in extensions:
        raise FileUnknown(file=path.name, extensions=" ".join(extensions))
    try:
        if path.stat().st_size > books.SIZE_MAX:
            raise FileTooLarge(file=path.name)
        data = path.read_bytes()
    except OSError as error:
        raise FileUnreadable(file=path.name) from error
    books.check(data, file=path.name, passwords=passwords)
    return Given(path=path, sha256=hashlib.sha256(data).hexdigest())


def _no_twins(files: Sequence[Given], *, input: str) -> None:  # noqa: A002 - as above
    first: dict[str, Given] = {}
    for file in files:
        if (twin := first.setdefault(file.sha256, file)) is not file:
            raise FileTwice(input=input, file=file.path.name, twin=twin.path.name)
