"""What all tests share: how examples are judged, where files lie, and code that is compiled once for all processes."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
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


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let whoever tests choose the database of every home."""
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="where the homes of all tests keep records",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Take every home of every test to PostgreSQL, if that is wanted."""
    config.addinivalue_line("markers", "sqlite(why): is about SQLite itself; not run with --database postgresql")
    if config.getoption("--database") == "postgresql":
        from tests import postgres

        all_tests = ExitStack()
        all_tests.enter_context(postgres.Databases().in_use())
        config.add_cleanup(all_tests.close)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave out what is about SQLite alone where there is none."""
    mark = item.get_closest_marker("sqlite")
    if mark is not None and item.config.getoption("--database") != "sqlite":
        pytest.skip(f"about SQLite itself: {mark.args[0]}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Remove the databases of a test's homes after it."""
    folder = getattr(item, "funcargs", {}).get("tmp_path")
    yield
    if item.config.getoption("--database") == "postgresql":
        from tests import postgres

        if postgres.wanted is not None:
            postgres.wanted.drop_unused(folder)
