"""Kills must also strike while a write waits for its disk: these folders never lie in memory."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """Give a folder on the disk."""
    with tempfile.TemporaryDirectory(prefix="jikwon-crash-") as folder:
        yield Path(folder)
