"""Write private files: mode 0600, in one move, on the disk when the call returns."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

PRIVATE = 0o600


@contextmanager
def private_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file that appears as `path`, whole and fsynced, when the block ends; on an error nothing appears."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)  # mkstemp gives 0600
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            _flush(file)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_private(path: Path, data: bytes) -> None:
    """Write `data` as `path` in one move, in place of what was there."""
    with private_file(path) as file:
        file.write(data)


def create_private(path: Path, data: bytes) -> bool:
    """Write `data` as `path` unless it exists; tell whether this call made it.

    Never overwrites, and another process never sees half of it: the whole file gets its name by a
    hard link, which fails where the name is taken. Raises OSError.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            _flush(file)
        return _take_name(temporary, path, data)
    finally:
        temporary.unlink(missing_ok=True)
        sync_folder(path.parent)


def append_line(path: Path, line: str) -> None:
    """Add a line to the end of a private file, fsynced; a line that a power cut tore stays a line of its own."""
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, PRIVATE)
    try:
        size = os.fstat(handle).st_size
        torn = False
        if size:
            os.lseek(handle, size - 1, os.SEEK_SET)
            torn = os.read(handle, 1) != b"\n"
        os.write(handle, (("\n" if torn else "") + line + "\n").encode())  # one write: lines of two processes never mix
        os.fsync(handle)
    finally:
        os.close(handle)
    if not size:
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Put a folder's names on the disk, where the system can (Windows cannot open folders)."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sync_tree(folder: Path) -> None:
    """Put a folder on the disk with all that is in it: before the records say that it is there, on any machine."""
    for place, _folders, files in os.walk(folder):
        for name in files:
            _sync_file(Path(place, name))
        sync_folder(Path(place))


def _sync_file(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _flush(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _take_name(temporary: Path, path: Path, data: bytes) -> bool:
    try:
        os.link(temporary, path)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links: the name is still taken once only
        return _create_exclusively(path, data)
    return True


def _create_exclusively(path: Path, data: bytes) -> bool:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE)
    except FileExistsError:
        return False
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        _flush(file)
    return True
