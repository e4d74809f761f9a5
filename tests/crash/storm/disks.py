"""Small disks that can be filled: an image in a file, mounted."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.crash.storm import leftovers
from tests.crash.storm.leftovers import command, name

_ROOM = 4096


def missing() -> str:
    """Say why disks cannot be made here, "" if they can."""
    if lacking := [each for each in ("mkfs.ext4", "mount", "losetup") if not shutil.which(each)]:
        return f"disks need {', '.join(lacking)}: apt-get install e2fsprogs mount"
    if os.getuid() != 0:
        return "disks of their own need root"
    try:
        with tempfile.TemporaryDirectory(prefix=name("disk")) as folder, disk(Path(folder), "try", mb=8):
            return ""
    except OSError as error:
        return f"disks of their own are not allowed here: {error}"


class Disk:
    """One mounted disk."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._filler = root / "filler"

    def fill(self) -> int:
        """Fill it to the last block and return how many bytes that took."""
        before = self._free()
        with self._filler.open("wb", buffering=0) as file, suppress(OSError):
            os.posix_fallocate(file.fileno(), 0, before)
        with self._filler.open("ab", buffering=0) as file, suppress(OSError):
            while file.write(bytes(_ROOM)):
                pass
        assert self._free() < 16 * _ROOM, f"{self._free()} bytes are free"
        return before

    def empty(self) -> None:
        """Give the room back."""
        self._filler.unlink(missing_ok=True)

    def _free(self) -> int:
        found = os.statvfs(self.root)
        return found.f_bavail * found.f_frsize


@contextmanager
def disk(folder: Path, what: str, *, mb: int) -> Iterator[Disk]:
    """Mount a disk of so many megabytes for `what`, in a folder of its own below `folder`. Raises `OSError`."""
    image, root = folder / f"{name(what)}.img", folder / name(what)
    root.mkdir()
    with image.open("wb") as file:
        file.truncate(mb << 20)
    command("mkfs.ext4", "-q", "-m", "0", "-E", "lazy_itable_init=1,lazy_journal_init=1", str(image))
    command("mount", "-o", "loop", str(image), str(root))
    try:
        yield Disk(root)
    finally:
        _unmount(root)
        image.unlink()


def _unmount(root: Path) -> None:
    try:
        command("umount", str(root))
    except OSError:  # a program that was killed this instant still stands in it
        command("umount", "--lazy", str(root))
    root.rmdir()


def clear() -> None:
    """Unmount the disks of storms that died."""
    mounts = [line.split()[1] for line in Path("/proc/mounts").read_text().splitlines()]
    leftovers.clear(mounts, lambda each: command("umount", "--lazy", each))
