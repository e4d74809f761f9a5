"""The memory of a backup and a restore does not grow with the office; how long 100,000 items take."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests import postgres
from tests.moving import large

SOURCES = Path(__file__).parents[2] / "src"
BY_FOLDER = pytest.mark.sqlite("fills and restores offices by their folder alone, and moves one to a server itself")
ROOM_MIB = 90
"""A piece of rows three times over (as rows, packed, sealed), and the 64 MiB that SQLite keeps of what it wrote."""


def told(folder: Path, items: int, *words: str, **environment: str) -> dict[str, float]:
    """Do one step in a process of its own, and give its figures."""
    paths = os.pathsep.join([str(SOURCES), str(Path(__file__).parents[2])])
    done = subprocess.run(
        [sys.executable, large.__file__, str(folder), str(items), *words], check=True, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": paths, **environment},
    )  # fmt: skip
    found: dict[str, float] = json.loads(done.stdout) if words else {}
    return found


@pytest.fixture
def small_and_large(tmp_path: Path) -> tuple[Path, Path]:
    """Give two offices, one eight times the other."""
    folders = tmp_path / "small", tmp_path / "large"
    for folder, items in zip(folders, (8_000, 64_000), strict=True):
        folder.mkdir()
        told(folder, items)
    return folders


@pytest.mark.slow
@BY_FOLDER
def test_memory_does_not_grow_with_the_office(small_and_large: tuple[Path, Path]) -> None:
    small, large_ = small_and_large

    for step in ("backup", "verify", "restore"):
        few, many = (told(folder, 0, step) for folder in (small, large_))
        assert many["peak"] - few["peak"] < ROOM_MIB, (step, few, many)
    assert many["mib"] > 6 * few["mib"]


@pytest.mark.soak
@BY_FOLDER
def test_the_figures_of_a_hundred_thousand_items(tmp_path: Path) -> None:
    told(tmp_path, 100_000)
    figures: dict[str, Any] = {each: told(tmp_path, 0, each) for each in ("backup", "verify", "restore")}
    with postgres.cluster_in(safe=True) as cluster:
        figures["move"] = told(tmp_path, 0, "move", TARGET=cluster.empty())

    print(json.dumps(figures))
    assert figures["backup"]["cpu_s"] < 30
