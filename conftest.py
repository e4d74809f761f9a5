"""What all tests share: how examples are judged, where files lie, and code that is compiled once for all processes."""

import os
import shutil
import sys
from pathlib import Path

from hypothesis import settings

MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a folder in it that is its user's alone
ROOM_BYTES = 4 << 30
COMPILED = Path(__file__).parent / ".pytest_cache" / "compiled"

# Examples are judged by what they show, never by how long a busy machine takes for them.
settings.register_profile("no-clock", deadline=None)
settings.load_profile("no-clock")


def keep_files_in_memory() -> None:
    """Put the tests' own folders where a commit costs nothing: waiting for a disk was two thirds of an engine test.

    Nothing is lost by it but a power cut; tests/crash, which kill between a write and its disk, stay on the disk.
    """
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM_BYTES:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def compile_once() -> None:
    """Keep compiled code also where Python is told to leave none beside its sources.

    Tests start some thousand processes; one that compiles all it imports takes three times as long.
    """
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        sys.pycache_prefix = os.environ.setdefault("PYTHONPYCACHEPREFIX", str(COMPILED))
        sys.dont_write_bytecode = False


keep_files_in_memory()
compile_once()
