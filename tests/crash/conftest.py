"""Kills must also strike while a write waits for its disk: these folders never lie in memory."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.crash.storm.storms import Again, Force


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a storm come again: its seed, and where wanted other sizes than those of `make soak`."""
    parser.addoption("--seed", type=int, default=None, help="let the storm of this seed come again")
    parser.addoption("--items", type=int, default=20_000, help="over so many letters")
    parser.addoption("--blows", type=int, default=40, help="with so many faults")
    parser.addoption("--only", default="", help="of these kinds, with commas between them")


@pytest.fixture(autouse=True)
def nothing_else(request: pytest.FixtureRequest) -> None:
    """Pass over everything but the storm that shall come again."""
    if request.config.getoption("--seed", default=None) is not None and "again" not in request.fixturenames:
        pytest.skip("another storm shall come again")


@pytest.fixture
def again(request: pytest.FixtureRequest) -> Again:
    """Give the storm that shall come again; one over fewer letters is slowed, so that it lasts as long."""
    option = request.config.getoption
    if option("--seed", default=None) is None:
        pytest.skip("--seed names the storm that shall come again")
    items = option("--items")
    force = Force(count=items, blows=option("--blows"), delay_ms=5 if items > 5000 else 60)
    return Again(seed=option("--seed"), force=force, only=tuple(filter(None, option("--only").split(","))))


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """Give a folder on the disk."""
    with tempfile.TemporaryDirectory(prefix="jikwon-crash-") as folder:
        yield Path(folder)
