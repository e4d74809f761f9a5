"""Kills must also strike while a write waits for its disk: these folders never lie in memory."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a storm come again: its seed, and where wanted other sizes than those of `make soak`."""
    parser.addoption("--seed", type=int, default=None, help="let the storm of this seed come again")
    parser.addoption("--items", type=int, default=20_000, help="over so many letters")
    parser.addoption("--blows", type=int, default=40, help="with so many faults")
    parser.addoption("--only", default="", help="of these kinds, with commas between them")


@pytest.fixture
def again(request: pytest.FixtureRequest) -> tuple[int, int, int, tuple[str, ...]]:
    """Give seed, items, blows and kinds of the storm that shall come again."""
    seed = request.config.getoption("--seed", default=None)
    if seed is None:
        pytest.skip("--seed names the storm that shall come again")
    only = tuple(filter(None, request.config.getoption("--only").split(",")))
    return seed, request.config.getoption("--items"), request.config.getoption("--blows"), only


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """Give a folder on the disk."""
    with tempfile.TemporaryDirectory(prefix="jikwon-crash-") as folder:
        yield Path(folder)
