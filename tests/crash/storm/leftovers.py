"""What a storm makes outside its folder has its process's id in its name: after one that died, the next clears up."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from os import getpid, kill
from pathlib import Path
from signal import SIGTERM

PREFIX = "jkw"
_OURS = re.compile(rf"{PREFIX}([0-9a-f]+)-\w+")
_SHARED = Path("/dev/shm")
_CLOCK = re.compile(r"(?:sem\.)?faketime_(?:shm|sem)_(\d+)")


def name(part: str) -> str:
    """Name something outside; a network device's name may have 15 letters."""
    return f"{PREFIX}{getpid():x}-{part}"


def command(*words: str) -> str:
    """Run a command of the operating system and give what it prints. Raises `OSError` with its complaint."""
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise OSError(done.returncode, f"{' '.join(words)}: {done.stderr.strip()}")
    return done.stdout


def clear(found: Iterable[str], remove: Callable[[str], object]) -> None:
    """Remove those of some names that a storm made whose process is no more."""
    for each in found:
        known = _OURS.search(each)
        if known and not _lives(int(known[1], 16)):
            with suppress(OSError):
                remove(each)


def mark(folder: Path) -> None:
    """Mark a folder as this storm's."""
    (folder / name("storm")).touch()


def end_programs(temporary: Path) -> None:
    """End the servers and receivers of storms that died, before their disks are taken away."""
    for folder in _of_dead(temporary):
        for started in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):
                if f"{folder}/".encode() in started.read_bytes():
                    kill(int(started.parent.name), SIGTERM)


def clear_folders(temporary: Path) -> None:
    """Remove the folders of storms that died; what was mounted in them is gone already."""
    for folder in list(_of_dead(temporary)):
        shutil.rmtree(folder, ignore_errors=True)


def _of_dead(temporary: Path) -> Iterator[Path]:
    for marked in temporary.glob(f"jikwon-crash-*/{PREFIX}*-storm"):
        known = _OURS.search(marked.name)
        if known and not _lives(int(known[1], 16)):
            yield marked.parent


def clear_clocks() -> None:
    """Remove what clocks that lie have left in shared memory because their program was killed."""
    for path in _SHARED.glob("*faketime_*"):
        known = _CLOCK.fullmatch(path.name)
        if known and not _lives(int(known[1])):
            path.unlink(missing_ok=True)


def _lives(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()
